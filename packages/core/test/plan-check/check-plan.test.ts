import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatIssue } from "../../src";
import { checkPlan, unreadablePlan } from "../../src/plan-check/check-plan";
import {
  outcomeIssues,
  planIssues,
  unjudgedIssues,
  unreadableIssues,
  type PlanInput,
} from "../fixtures/deployment-issues";
import { declareScaling } from "./scaling";
import { linesOf, valueOf } from "../fixtures/expect-issues";

const folder = join(__dirname, "plans");
const facts = { now: 0 };

/** What Terraform 1.11 printed with the AWS provider 5.100, and Pulumi 3.200: the members that are read, of every resource. */
function plan(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
}

function codes(name: string, more: object = {}): readonly string[] {
  return valueOf(checkPlan(plan(name), { ...facts, ...more })).issues.map(
    ({ path, code }) => `${String(path[0]).split("::").at(-1)} ${code}`,
  );
}

/** Every plan in the folder, and what is wrong with it. */
const plans: Readonly<Record<string, readonly string[]>> = {
  "pulumi-cloudfront-refreshed": [],
  "pulumi-cloudfront-target-file": ["mail-policy-file id-not-changed"],
  "pulumi-cloudfront-target-record": ["mail-sts-record id-policy-mismatch"],
  "pulumi-cloudfront-widened": [],
  "pulumi-create": [],
  "pulumi-destroy": ["mail-sts-record removal-without-none"],
  "pulumi-external-target-record": ["mail-sts-record not-judged"],
  "pulumi-external-widened": ["mail-sts-record not-judged"],
  "pulumi-new-mx": [],
  "pulumi-r2-target-file": ["mail-policy-file id-not-changed"],
  "pulumi-r2-target-record": ["mail-sts-record id-policy-mismatch"],
  "pulumi-r2-widened": [],
  "pulumi-replace-distribution": ["mail-distribution policy-host-gone"],
  "pulumi-replace-record": ["mail-sts-record txt-recreated"],
  "pulumi-unchanged": [],
  "pulumi-worker-target-file": ["mail-worker id-not-changed"],
  "pulumi-worker-target-record": ["mail-sts-record id-policy-mismatch"],
  "pulumi-worker-widened": [],
  "terraform-cloudfront-target-file": ["aws_route53_record.mail_sts-record_104DF527 id-not-changed"],
  "terraform-cloudfront-widened": [],
  "terraform-create": [],
  "terraform-destroy": ["aws_route53_record.sts removal-without-none"],
  "terraform-external-widened": ["aws_route53_record.mail_sts-record_104DF527 not-judged"],
  "terraform-new-mx": [],
  "terraform-r2-target-file": ["cloudflare_dns_record.mail_sts-record_104DF527 id-not-changed"],
  "terraform-r2-widened": [],
  "terraform-removed-block": ["aws_route53_record.sts removal-without-none"],
  "terraform-removed-record": ["aws_route53_record.sts txt-recreated"],
  "terraform-renamed-object": ["aws_s3_object.policy policy-host-gone"],
  "terraform-replace-distribution": ["aws_cloudfront_distribution.policy policy-host-gone"],
  "terraform-replace-record": ["aws_route53_record.sts txt-recreated"],
  "terraform-switch-host": ["aws_route53_record.host host-not-in-plan"],
  "terraform-switch-host-and-policy": ["aws_route53_record.host host-and-policy-together"],
  "terraform-unchanged": [],
  "terraform-worker-target-file": ["cloudflare_dns_record.mail_sts-record_104DF527 id-not-changed"],
  "terraform-worker-widened": [],
};

describe("plans of the real tools", () => {
  it("are all here", () => {
    expect(
      readdirSync(folder)
        .filter((name) => name.endsWith(".json"))
        .sort(),
    ).toEqual(
      Object.keys(plans)
        .map((name) => `${name}.json`)
        .sort(),
    );
  });

  it.each(Object.entries(plans))("%s is told %j", (name, issues) => {
    expect(codes(name)).toEqual(issues);
  });

  it("tell tool, domain and mode", () => {
    expect(valueOf(checkPlan(plan("terraform-destroy"), facts))).toMatchObject({
      tool: "terraform",
      resources: 13,
      domains: [{ domain: "example.com", mode: "enforce" }],
    });
    expect(valueOf(checkPlan(plan("pulumi-replace-record"), facts)).domains).toMatchObject([{ mode: "enforce" }]);
  });

  it("have an error for whatever is refused", () => {
    const { issues } = valueOf(checkPlan(plan("terraform-removed-block"), facts));
    expect(issues.map(({ severity }) => severity)).toEqual(["error"]);
  });
});

describe("checkPlan", () => {
  it.each([...planIssues, ...outcomeIssues])("says of a plan what is wrong", (input, lines) => {
    expect(valueOf(checkPlan(input as PlanInput, facts)).issues.map(formatIssue)).toEqual(lines);
  });

  it.each(unjudgedIssues)("refuses a plan of another format: %j", (input, lines) => {
    expect(linesOf(checkPlan(input, facts))).toEqual(lines);
  });

  it.each(unreadableIssues)("has an issue for a file that is not a plan: %j", (input, lines) => {
    const [file, problem] = input as readonly [string, string];
    expect([formatIssue(unreadablePlan(file, problem))]).toEqual(lines);
  });

  it("refuses what is no plan", () => {
    const line =
      'must be what "terraform show -json" prints of a plan, or "pulumi preview --json"; give a value of the documented type [argument-type]';
    for (const json of [null, [], 1, {}, { format_version: "1.0", values: {} }, { steps: 1 }]) {
      expect(linesOf(checkPlan(json, facts))).toEqual([line]);
    }
  });

  it("throws nothing, whatever stands in a plan", () => {
    const value = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom("_mta-sts.example.com", ".well-known/mta-sts.txt", "version: STSv1\n"),
    );
    const values = fc.dictionary(
      fc.constantFrom("name", "type", "content", "key", "bucket", "aliases", "records", "ttl"),
      value,
    );
    const actions = fc.subarray(["create", "delete", "update", "no-op", "forget"]);
    const terraform = fc.record({
      address: fc.string(),
      type: fc.string(),
      change: fc.record({ actions, before: values, after: values }),
    });
    const step = fc.record({
      op: fc.string(),
      urn: fc.string(),
      oldState: fc.record({ inputs: values }),
      newState: value,
    });
    fc.assert(
      fc.property(
        fc.array(terraform),
        (changes) => checkPlan({ format_version: "1.2", resource_changes: changes }, facts).ok,
      ),
    );
    fc.assert(fc.property(fc.array(step), (steps) => checkPlan({ steps }, facts).ok));
  });
});

declareScaling();
