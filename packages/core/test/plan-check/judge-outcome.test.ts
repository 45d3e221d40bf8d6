import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { planDeployment, policyId, workerSource } from "../../src";
import { checkPlan } from "../../src/plan-check";
import { valueOf } from "../fixtures/expect-issues";
import { editedPlan, type Edit, type Host, type Tool } from "./edited-plan";

const tools: readonly Tool[] = ["terraform", "pulumi"];

function issuesOf(plan: unknown): readonly string[] {
  return valueOf(checkPlan(plan, { now: 0 })).issues.map(({ severity, code }) => `${severity} ${code}`);
}

const enforced = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmax_age: 604800\r\n";
const wider = enforced.replace("mx:", "mx: *.example.net\r\nmx:");
const site = valueOf(
  planDeployment({ domain: "example.com", mx: ["mail.example.com"], mode: "enforce", maxAge: 604_800 }),
).site;
const allow = (change: object): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "cloudfront.amazonaws.com" },
        Action: "s3:GetObject",
        Resource: "*",
        ...change,
      },
    ],
  });
const otherArn = "arn:aws:cloudfront::123456789012:distribution/EOTHER";

const silent: readonly string[] = [];
const unreachable = ["error policy-unreachable"];
const unreadable = ["error policy-unreadable"];
const cached = ["error policy-cached"];
const noRecord = ["error record-unreadable"];
const elsewhere = ["warning host-not-in-plan"];
const open = ["info not-judged"];

type Row = readonly [Host, child: string, attribute: string, value: unknown, expected: readonly string[]];

/** Every attribute that decides what senders see, and some that do not. */
const rows: readonly Row[] = [
  ["cloudfront", "distribution", "enabled", false, unreachable],
  ["cloudfront", "distribution", "staging", true, unreachable],
  ["cloudfront", "distribution", "aliases", [], unreachable],
  ["cloudfront", "distribution", "aliases", ["www.example.com"], unreachable],
  ["cloudfront", "distribution", "aliases", ["*.example.com"], silent],
  ["cloudfront", "distribution", "viewer_certificate", { cloudfront_default_certificate: true }, unreachable],
  [
    "cloudfront",
    "distribution",
    "viewer_certificate.acm_certificate_arn",
    "arn:aws:acm:us-east-1:1:certificate/x",
    open,
  ],
  ["cloudfront", "distribution", "viewer_certificate.ssl_support_method", "vip", silent],
  [
    "cloudfront",
    "distribution",
    "default_cache_behavior.cache_policy_id",
    "658327ea-f89d-4fab-a63d-7e88639e58f6",
    cached,
  ],
  ["cloudfront", "distribution", "default_cache_behavior.trusted_key_groups", ["k"], unreachable],
  ["cloudfront", "distribution", "default_cache_behavior.function_association", [{ function_arn: "arn:f" }], open],
  ["cloudfront", "distribution", "default_cache_behavior.target_origin_id", "other", unreachable],
  ["cloudfront", "distribution", "default_cache_behavior.compress", true, silent],
  ["cloudfront", "distribution", "default_cache_behavior.viewer_protocol_policy", "redirect-to-https", silent],
  ["cloudfront", "distribution", "ordered_cache_behavior", [ordered("/.well-known/*")], cached],
  ["cloudfront", "distribution", "ordered_cache_behavior", [ordered("/images/*")], silent],
  ["cloudfront", "distribution", "restrictions.geo_restriction.restriction_type", "whitelist", unreachable],
  ["cloudfront", "distribution", "origin.domain_name", "other.s3.eu-central-1.amazonaws.com", elsewhere],
  ["cloudfront", "distribution", "origin.origin_path", "/site", unreachable],
  ["cloudfront", "distribution", "origin.origin_access_control_id", "", unreachable],
  ["cloudfront", "distribution", "web_acl_id", "arn:aws:wafv2:us-east-1:1:global/webacl/x", open],
  ["cloudfront", "distribution", "comment", "another", silent],
  ["cloudfront", "distribution", "tags", { team: "mail" }, silent],
  ["cloudfront", "distribution", "price_class", "PriceClass_100", silent],
  ["cloudfront", "distribution", "http_version", "http2", silent],
  ["cloudfront", "origin-access-control", "signing_behavior", "never", unreachable],
  ["cloudfront", "origin-access-control", "description", "another", silent],
  ["cloudfront", "policy-file", "content", "", unreadable],
  ["cloudfront", "policy-file", "content", "<html>", unreadable],
  ["cloudfront", "policy-file", "content", wider, ["error id-not-changed"]],
  ["cloudfront", "policy-file", "content_type", "text/html", unreadable],
  ["cloudfront", "policy-file", "content_type", undefined, unreadable],
  ["cloudfront", "policy-file", "content_type", "text/plain; charset=utf-8", silent],
  ["cloudfront", "policy-file", "content_encoding", "gzip", unreadable],
  ["cloudfront", "policy-file", "cache_control", "max-age=86400", ["warning policy-cacheable"]],
  ["cloudfront", "policy-file", "cache_control", undefined, ["warning policy-cacheable"]],
  ["cloudfront", "policy-file", "cache_control", "no-cache", silent],
  ["cloudfront", "policy-file", "storage_class", "GLACIER", unreachable],
  ["cloudfront", "policy-file", "storage_class", "STANDARD_IA", silent],
  ["cloudfront", "policy-file", "server_side_encryption", "aws:kms", open],
  ["cloudfront", "policy-file", "key", "mta-sts.txt", unreachable],
  ["cloudfront", "policy-file", "tags", { team: "mail" }, silent],
  ["cloudfront", "policy-file", "metadata", { a: "b" }, silent],
  ["cloudfront", "bucket-policy", "policy", "", unreachable],
  ["cloudfront", "bucket-policy", "policy", '{"Version":"2012-10-17","Statement":[]}', unreachable],
  [
    "cloudfront",
    "bucket-policy",
    "policy",
    allow({ Condition: { StringEquals: { "AWS:SourceArn": otherArn } } }),
    unreachable,
  ],
  ["cloudfront", "bucket-policy", "policy", allow({ Resource: "arn:aws:s3:::*/other.txt" }), unreachable],
  ["cloudfront", "bucket-policy", "policy", allow({ Action: "s3:PutObject" }), unreachable],
  ["cloudfront", "bucket-policy", "policy", allow({ Effect: "Deny", Principal: "*", Action: "s3:*" }), unreachable],
  [
    "cloudfront",
    "bucket-policy",
    "policy",
    allow({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o" } } }),
    open,
  ],
  ["cloudfront", "bucket-policy", "policy", allow({}), silent],
  ["cloudfront", "bucket-policy", "policy", allow({ Action: ["s3:Get*"], Principal: "*" }), silent],
  ["cloudfront", "bucket", "tags", { team: "mail" }, silent],
  ["cloudfront", "public-access-block", "block_public_acls", false, silent],
  ["cloudfront", "certificate", "tags", { team: "mail" }, silent],
  ["cloudfront", "host-record", "records", ["d9.cloudfront.net"], elsewhere],
  ["cloudfront", "host-record", "records", ["pages.example.org"], elsewhere],
  ["cloudfront", "host-record", "name", "www.example.com", unreachable],
  ["cloudfront", "host-record", "ttl", 60, silent],
  ["cloudfront", "sts-record", "records", ["garbage"], noRecord],
  ["cloudfront", "sts-record", "records", [], noRecord],
  ["cloudfront", "sts-record", "records", ["v=STSv1; id=a1;", "v=STSv1; id=b2;"], noRecord],
  ["cloudfront", "sts-record", "records", ["v=STSv1; id=0000;"], ["error id-policy-mismatch"]],
  ["cloudfront", "sts-record", "records", [`v=STSv1; id=${policyId(enforced)};`, "other=1"], silent],
  ["cloudfront", "sts-record", "ttl", 604_800, ["warning record-ttl-changed"]],
  ["cloudfront", "sts-record", "ttl", 60, ["info record-ttl-changed"]],
  ["cloudfront", "tls-rpt-record", "records", ["garbage"], silent],
  ["worker", "worker", "content", "", unreadable],
  ["worker", "worker", "content", "export default {}", unreadable],
  ["worker", "worker", "content", workerSource({ ...site, body: wider }), ["error id-not-changed"]],
  [
    "worker",
    "worker",
    "content",
    workerSource({ ...site, headers: { "content-type": "text/html" } }),
    [...unreadable, ...open],
  ],
  ["worker", "worker", "content", `${workerSource(site)}// more\n`, open],
  ["worker", "worker", "content", workerSource(site), silent],
  ["worker", "worker", "compatibility_date", "2026-01-01", silent],
  ["worker", "host-record", "service", "another", unreachable],
  ["worker", "host-record", "hostname", "www.example.com", unreachable],
  ["worker", "sts-record", "content", "", noRecord],
  ["worker", "sts-record", "content", '"garbage"', noRecord],
  ["worker", "sts-record", "content", '"v=STSv1; id=0000;"', ["error id-policy-mismatch"]],
  ["worker", "sts-record", "name", "_mta-sts2.example.com", noRecord],
  ["worker", "sts-record", "comment", "another", silent],
  ["worker", "sts-record", "tags", ["a"], silent],
  ["worker", "sts-record", "ttl", 1, silent],
  ["worker", "sts-record", "ttl", 3_600, ["warning record-ttl-changed"]],
  ["r2", "host-record", "enabled", false, unreachable],
  ["r2", "host-record", "bucket_name", "another", unreachable],
  ["r2", "host-record", "domain", "www.example.com", unreachable],
  ["r2", "host-record", "min_tls", "1.0", silent],
  ["r2", "policy-file", "content", "", unreadable],
  ["r2", "policy-file", "content_type", "text/html", unreadable],
  ["r2", "policy-file", "key", "mta-sts.txt", unreachable],
  ["r2", "sts-record", "content", '"v=STSv1; id=0000;"', ["error id-policy-mismatch"]],
  ["external", "host-record", "records", ["other.example.org"], elsewhere],
  ["external", "host-record", "ttl", 60, silent],
  ["external", "sts-record", "records", ["garbage"], noRecord],
  ["external", "sts-record", "records", ["v=STSv1; id=0000;"], open],
];

function ordered(pattern: string): object {
  return { path_pattern: pattern, target_origin_id: "policy", cache_policy_id: "658327ea-f89d-4fab-a63d-7e88639e58f6" };
}

describe.each(tools)("a plan of %s that updates an enforced policy", (tool) => {
  it.each(rows)("%s: %s.%s becomes %j", (...[host, child, attribute, value, expected]) => {
    expect(issuesOf(editedPlan(tool, host, [{ child, attribute, value }]))).toEqual(expected);
  });

  it.each(["cloudfront", "worker", "r2", "external"] as const)("changes nothing for %s", (host) => {
    expect(issuesOf(editedPlan(tool, host, []))).toEqual(silent);
  });

  it("names the address, the attribute, and the value", () => {
    const plan = editedPlan(tool, "cloudfront", [{ child: "distribution", attribute: "enabled", value: false }]);
    const [issue] = valueOf(checkPlan(plan, { now: 0 })).issues;
    expect(issue?.path).toEqual([expect.stringMatching(/distribution/), "enabled"]);
    expect(issue?.message).toBe(
      'the distribution is disabled, and senders cannot fetch the policy, got "false"; keep the value, or move to another host first and change the old one after its name\'s TTL',
    );
  });

  it("passes a policy and its id that change together", () => {
    const record = { child: "sts-record", attribute: "records", value: [`v=STSv1; id=${policyId(wider)};`] };
    const file = { child: "policy-file", attribute: "content", value: wider };
    expect(issuesOf(editedPlan(tool, "cloudfront", [record, file]))).toEqual(silent);
  });

  it("warns only while the policy is in testing, and refuses what enforces it on a broken host", () => {
    const testing = enforced.replace("enforce", "testing");
    const disabled = { child: "distribution", attribute: "enabled", value: false };
    expect(issuesOf(inMode(editedPlan(tool, "cloudfront", [disabled]), testing))).toEqual([
      "warning policy-unreachable",
    ]);
    const plan = inMode(editedPlan(tool, "cloudfront", [disabled]), testing, enforced);
    expect(issuesOf(plan)).toContain("error policy-unreachable");
  });

  it("names a value that is known only later", () => {
    const content = { child: "policy-file", attribute: "content", value: LATER };
    const edits: readonly Edit[] = [{ ...content, value: tool === "pulumi" ? LATER : null }];
    const plan = editedPlan(tool, "cloudfront", edits) as { resource_changes?: { address: string; change: object }[] };
    const change = plan.resource_changes?.find(({ address }) => address.includes("policy-file"))?.change;
    if (change !== undefined) Object.assign(change, { after_unknown: { content: true } });
    const [issue, ...others] = valueOf(checkPlan(plan, { now: 0 })).issues;
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ code: "not-judged", severity: "info", path: [expect.anything(), "content"] });
  });
});

const LATER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The same plan with another policy before it, and after it. */
function inMode(plan: unknown, before: string, after = before): unknown {
  const replaced = (text: string, policy: string): string =>
    text.replaceAll(JSON.stringify(enforced).slice(1, -1), JSON.stringify(policy).slice(1, -1));
  const halves = (each: Record<string, unknown>, old: string, next: string): object => ({
    ...each,
    [old]: JSON.parse(replaced(JSON.stringify(each[old]), before)) as unknown,
    [next]: JSON.parse(replaced(JSON.stringify(each[next]), after)) as unknown,
  });
  const { steps = [], resource_changes: changes = [], ...rest } = plan as Record<string, Record<string, unknown>[]>;
  return {
    ...rest,
    ...(steps.length === 0 ? {} : { steps: steps.map((each) => halves(each, "oldState", "newState")) }),
    ...(changes.length === 0
      ? {}
      : {
          resource_changes: changes.map((each) => ({
            ...each,
            change: halves(each["change"] as Record<string, unknown>, "before", "after"),
          })),
        }),
  };
}

describe("a plan with --target", () => {
  const plan = (name: string): unknown =>
    JSON.parse(readFileSync(join(__dirname, "plans", `${name}.json`), "utf8")) as unknown;

  it.each(["cloudfront", "worker", "r2"])("of the record alone is refused for %s", (host) => {
    expect(issuesOf(plan(`pulumi-${host}-target-record`))).toEqual(["error id-policy-mismatch"]);
  });

  it.each(["cloudfront", "worker", "r2"])("of the file alone is refused for %s", (host) => {
    expect(issuesOf(plan(`pulumi-${host}-target-file`))).toEqual(["error id-not-changed"]);
    expect(issuesOf(plan(`terraform-${host}-target-file`))).toEqual(["error id-not-changed"]);
  });

  it("is no fault where the policy is kept elsewhere", () => {
    expect(issuesOf(plan("pulumi-external-target-record"))).toEqual(open);
  });
});
