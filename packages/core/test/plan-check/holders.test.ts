import { describe, expect, it } from "@jest/globals";
import { planDeployment, workerSource } from "../../src";
import { codeOf, objectHolding, workerHolding } from "../../src/plan-check/holders";
import { UNKNOWN } from "../../src/plan-check/resource-change";
import { valueOf } from "../fixtures/expect-issues";

const { site } = valueOf(planDeployment({ domain: "example.com", mx: ["mail.example.com"] }));
const headers = { content_type: "text/plain", cache_control: "no-store" };

describe("objectHolding", () => {
  it("is the content, plain or in Base64", () => {
    expect(objectHolding({ ...headers, content: site.body })).toEqual({ text: site.body, faults: [] });
    expect(objectHolding({ ...headers, content_base64: btoa(site.body) })).toEqual({ text: site.body, faults: [] });
  });

  it("is open where the plan does not show the bytes", () => {
    for (const values of [{ content: UNKNOWN }, { source: "policy.txt" }, { content_base64: "%" }]) {
      expect(objectHolding({ ...headers, ...values }).text).toBe(UNKNOWN);
    }
  });
});

describe("workerHolding", () => {
  it("is the policy in the source", () => {
    expect(workerHolding({ content: workerSource(site) })).toEqual({ text: site.body, faults: [] });
    expect(workerHolding({ content_file: "worker.mjs" }).text).toBe(UNKNOWN);
  });
});

describe("codeOf", () => {
  it("is the same for another policy", () => {
    const other = workerSource({ ...site, body: site.body.replace("mail", "mx") });
    expect(codeOf({ content: other })).toBe(codeOf({ content: workerSource(site) }));
    expect(codeOf({ content: "export default {}" })).toBeUndefined();
  });
});
