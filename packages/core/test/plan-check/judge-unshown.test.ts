import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { formatIssue, formatPolicy, policyId } from "../../src";
import { checkPlan, judgeUnshown, type UnshownPolicy } from "../../src/plan-check";
import type { SeenInternet } from "../../src/preflight";
import { nothing } from "../fixtures/preflight-issues";
import { unshownIssues } from "../fixtures/deployment-issues";

const textIn = (mode: "enforce" | "testing", host: string): string =>
  formatPolicy({ mode, mx: [host], maxAge: 604_800 });
const [old, next, testing] = [
  textIn("enforce", "a.example.com"),
  textIn("enforce", "b.example.com"),
  textIn("testing", "a.example.com"),
];

/** The live domain announces this id, and serves these bytes. */
function live(id: string | undefined, body?: string): SeenInternet {
  const texts = id === undefined ? [] : [`v=STSv1; id=${id};`];
  return { ...nothing, record: { texts, aliases: [], ttl: 300 }, policy: body === undefined ? {} : { body } };
}

const announced: UnshownPolicy = {
  domain: "example.com",
  half: "announced",
  path: ["sts", "records"],
  id: policyId(next),
  earlierId: policyId(old),
  isOfHash: false,
};
const served: UnshownPolicy = { ...announced, half: "served", path: ["file"], isOfHash: true };

function verdict(unshown: UnshownPolicy, seen: SeenInternet): string {
  const { isJudged, issues } = judgeUnshown(unshown, seen);
  return [isJudged ? "judged" : "open", ...issues.map(({ code, severity }) => `${severity} ${code}`)].join(", ");
}

describe("judgeUnshown, of a host outside the plan", () => {
  it("passes where it serves what the plan announces, and refuses where it still serves the old policy", () => {
    expect(verdict(announced, live(policyId(old), next))).toBe("judged");
    expect(verdict(announced, live(policyId(old), old))).toBe("judged, error announced-before-served");
  });

  it("reports a policy in testing as a warning", () => {
    const started = { ...announced, earlierId: policyId(testing) };
    expect(verdict(started, live(policyId(testing), testing))).toBe("judged, warning announced-before-served");
  });

  it("refuses a third policy only where the id is known to be a hash", () => {
    const third = live(policyId(old), textIn("enforce", "c.example.com"));
    expect(verdict(announced, third)).toBe("open");
    expect(verdict({ ...announced, isOfHash: true }, third)).toBe("judged, error announced-before-served");
  });

  it("leaves open what another tool announces, and what could not be seen", () => {
    expect(verdict({ ...announced, id: "20260101", isOfHash: true }, live("20250101", old))).toBe("open");
    expect(verdict(announced, live(policyId(old)))).toBe("open");
    expect(verdict(announced, { ...nothing, policy: { unseen: "timeout" } })).toBe("open");
    expect(verdict(announced, nothing)).toBe("open");
  });

  it.each(unshownIssues)("%j", (...[facts, lines]) => {
    const { body, ...unshown } = facts as UnshownPolicy & { readonly body: string };
    expect(judgeUnshown(unshown, live("1", body)).issues.map(formatIssue)).toEqual(lines);
  });
});

describe("judgeUnshown, of a record outside the plan", () => {
  it("passes while it announces another id, or none", () => {
    expect(verdict(served, live(policyId(old), old))).toBe("judged");
    expect(verdict(served, live(undefined))).toBe("judged");
  });

  it("refuses where it announces the new policy before it is served", () => {
    expect(verdict(served, live(policyId(next), old))).toBe("judged, error id-not-changed");
    expect(verdict(served, live(policyId(next), testing))).toBe("judged, warning id-not-changed");
    expect(verdict(served, live(policyId(next), next))).toBe("judged");
    expect(verdict(served, live(policyId(next)))).toBe("open");
  });

  it("leaves open what could not be seen", () => {
    expect(verdict(served, { ...nothing, record: { unseen: "TIMEOUT" } })).toBe("open");
  });
});

describe("what a plan does not show", () => {
  const saved = (name: string): unknown =>
    JSON.parse(readFileSync(path.join(__dirname, "plans", `${name}.json`), "utf8")) as unknown;
  const unshownIn = (json: unknown): readonly UnshownPolicy[] => {
    const plan = checkPlan(json, { now: 0 });
    return plan.ok ? plan.value.domains.flatMap(({ unshown }) => unshown) : [];
  };

  it.each(["pulumi-external-widened", "terraform-external-widened"])("is the policy of %s", (name) => {
    expect(unshownIn(saved(name))).toEqual([
      {
        domain: "example.com",
        half: "announced",
        path: [expect.stringContaining("sts-record"), "records"],
        id: expect.stringMatching(/^[0-9a-f]{32}$/u),
        earlierId: expect.stringMatching(/^[0-9a-f]{32}$/u),
        isOfHash: true,
      },
    ]);
  });

  it.each(["pulumi-cloudfront-widened", "terraform-worker-widened", "pulumi-create", "pulumi-destroy"])(
    "is nothing of %s",
    (name) => {
      expect(unshownIn(saved(name))).toEqual([]);
    },
  );

  it("is the record, where the plan changes the policy alone", () => {
    const file = (content: string) => ({ bucket: "b", key: ".well-known/mta-sts.txt", content });
    const distribution = { aliases: ["mta-sts.example.com"], enabled: true };
    const change = (address: string, actions: readonly string[], before: object, after: object) => ({
      ...{ address, mode: "managed", type: address.split(".")[0] },
      change: { actions, before, after },
    });
    const resource_changes = [
      change("aws_s3_object.policy", ["update"], file(old), file(next)),
      change("aws_cloudfront_distribution.policy", ["no-op"], distribution, distribution),
    ];
    expect(unshownIn({ format_version: "1.2", resource_changes })).toMatchObject([
      { domain: "example.com", half: "served", path: ["aws_s3_object.policy"], id: policyId(next) },
    ]);
  });
});
