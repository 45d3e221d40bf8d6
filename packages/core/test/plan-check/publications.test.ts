import { describe, expect, it } from "@jest/globals";
import { planDeployment, workerSource } from "../../src";
import { idIn, policyTextIn, presentPolicy, ttlIn } from "../../src/plan-check/publications";
import type { PolicyChange } from "../../src/plan-check/roles";
import { valueOf } from "../fixtures/expect-issues";

const { site } = valueOf(planDeployment({ domain: "example.com", mx: ["mail.example.com"] }));

describe("policyTextIn", () => {
  it("is the content of an object, or the literal in a Worker", () => {
    expect(policyTextIn({ content: site.body })).toBe(site.body);
    expect(policyTextIn({ content: workerSource(site) })).toBe(site.body);
    for (const values of [undefined, {}, { content: "x" }, { content: '"version: STSv1\\x"' }]) {
      expect(policyTextIn(values)).toBeUndefined();
    }
  });
});

describe("idIn", () => {
  it.each([
    [{ records: ["v=STSv1; id=a1;"] }, "a1"],
    [{ content: '"v=STSv1; id=a1;"' }, "a1"],
    [{ value: "v=STSv1; id=a1" }, "a1"],
    [{ rrdatas: ['"v=STSv1; id=a1;"'] }, "a1"],
    [{ records: ["other"] }, undefined],
    [undefined, undefined],
  ])("of %j is %s", (values, id) => {
    expect(idIn(values)).toBe(id);
  });
});

describe("ttlIn", () => {
  it("is a number of seconds, where 1 is Cloudflare's automatic", () => {
    expect([{ ttl: 60 }, { ttl: 1 }, {}, { ttl: "60" }].map(ttlIn)).toEqual([60, 300, undefined, undefined]);
  });
});

describe("presentPolicy", () => {
  it("is the one that binds senders longest", () => {
    const file = (mode: string, maxAge: number): PolicyChange => ({
      address: "a",
      type: "t",
      action: "keep",
      role: "file",
      domain: undefined,
      before: { content: `version: STSv1\nmode: ${mode}\nmx: a.example\nmax_age: ${maxAge}\n` },
    });
    const all = [file("testing", 900_000), file("enforce", 86_400), file("enforce", 604_800)];
    expect(presentPolicy(all, undefined)).toMatchObject({ mode: "enforce", maxAge: 604_800 });
    expect(presentPolicy([], site.body)).toMatchObject({ mode: "testing" });
    expect(presentPolicy([], undefined)).toBeUndefined();
  });
});
