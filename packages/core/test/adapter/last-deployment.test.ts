import { describe, expect, it } from "@jest/globals";
import { cloudflareTxtContent, planDeployment, policyObject, route53TxtValue, workerSource } from "../../src";
import { readLastDeployment } from "../../src/adapter/last-deployment";
import { cloudflareRecord, component, policyUrl, route53Record, s3Object, stack, stateOf } from "./state";

const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
if (!plan.ok) throw new Error("the plan is right");
const { policyId, site, records } = plan.value;

const outputs = { policyId, policyText: site.body, policyUrl, announcedIds: ["1", policyId] };
const txt = { name: records.sts.name, type: "TXT", ttl: 300, records: [route53TxtValue(records.sts.value)], id: "Z_1" };
const read = (state: unknown) => readLastDeployment(state, stack);

describe("readLastDeployment", () => {
  it("finds component, record and file by the policy domain", () => {
    const state = stateOf(
      [component, "mail", outputs],
      [route53Record, "mail-sts-record", txt],
      [s3Object, "mail-policy-file", { content: policyObject(site).content, key: "k" }],
    );
    expect([...read(state)]).toEqual([
      [
        "example.com",
        {
          domain: "example.com",
          components: [{ urn: expect.any(String), name: "mail", ...without(outputs, "policyUrl"), outputs }],
          records: [
            {
              urn: expect.stringContaining("::mail-sts-record"),
              type: "aws:route53/record:Record",
              id: "Z_1",
              value: records.sts.value,
              ttl: 300,
              policyId,
            },
          ],
          files: [expect.objectContaining({ type: "aws:s3/bucketObjectv2:BucketObjectv2", body: site.body, policyId })],
          children: [
            expect.objectContaining({ key: "sts-record", outputs: txt }),
            expect.objectContaining({ key: "policy-file" }),
          ],
        },
      ],
    ]);
  });

  it.each<[string, string, object]>([
    ["Route 53", route53Record, txt],
    ["Cloudflare", cloudflareRecord, { name: txt.name, ttl: 300, content: cloudflareTxtContent(records.sts.value) }],
    ["a provider with relative names", `${component}$x:y:Z`, { name: "_mta-sts", values: [records.sts.value] }],
    ["a provider with values in objects", `${component}$x:y:Z`, { name: "@", records: [{ value: records.sts.value }] }],
  ])("reads the record of %s", (_, path, record) => {
    const [last] = read(stateOf([component, "mail", outputs], [path, "mail-sts-record", record])).values();
    expect(last?.records).toEqual([expect.objectContaining({ value: records.sts.value, policyId })]);
  });

  it("knows the domain of a component that has no outputs yet, and a record outside of components", () => {
    const interrupted = read(stateOf([component, "mail", {}], [route53Record, "mail-sts-record", txt]));
    expect(interrupted.get("example.com")).toMatchObject({
      components: [{ announcedIds: [] }],
      records: [{ policyId }],
    });
    const alone = read(stateOf(["aws:route53/record:Record", "by-hand", txt]));
    expect(alone.get("example.com")).toMatchObject({ components: [], records: [{ policyId }] });
  });

  it("reads the policy of a Worker", () => {
    const worker = `${component}$cloudflare:index/workersScript:WorkersScript`;
    const [last] = read(
      stateOf([component, "mail", outputs], [worker, "mail-worker", { content: workerSource(site) }]),
    ).values();
    expect(last?.files).toEqual([expect.objectContaining({ body: site.body, policyId })]);
  });

  it("keeps components apart whose names begin alike, or which stand below different parents", () => {
    const below = `my:index:Parent$${component}`;
    const org = { ...outputs, policyUrl: policyUrl.replace("example.com", "example.org") };
    const net = { ...outputs, policyUrl: policyUrl.replace("example.com", "example.net") };
    const last = read(
      stateOf(
        [component, "mail", outputs],
        [component, "mail-2", org],
        [below, "mail", net],
        [route53Record, "mail-2-sts-record", { ttl: 2 }],
        [route53Record, "mail-sts-record", { ttl: 1 }],
        [`${below}$aws:route53/record:Record`, "mail-sts-record", { ttl: 3 }],
      ),
    );
    const children = [...last].map(([domain, { children: found }]) => [
      domain,
      found.map(({ outputs: { ttl } }) => ttl),
    ]);
    expect(children).toEqual([
      ["example.com", [1]],
      ["example.org", [2]],
      ["example.net", [3]],
    ]);
  });

  it("opens secrets", () => {
    const secret = (value: unknown) => ({
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value,
    });
    const state = secret(stateOf([component, "mail", secret({ ...outputs, policyId: secret(policyId) })]));
    expect(read(state).get("example.com")?.components).toMatchObject([{ policyId }]);
  });

  it.each([
    ["nothing", undefined],
    ["a list", []],
    [
      "resources of other shapes",
      { "urn:pulumi:prod::mail::a::b": 1, "urn:pulumi:prod::mail::a": { type: 1 }, x: null },
    ],
    [
      "another stack",
      Object.fromEntries(
        Object.entries(stateOf([component, "mail", outputs])).map(([urn, r]) => [urn.replace("prod", "test"), r]),
      ),
    ],
    [
      "outputs of other shapes",
      stateOf([component, "mail", { policyUrl: 1, policyId: {} }], [route53Record, "mail-sts-record", 5]),
    ],
  ])("finds nothing in %s", (_, state) => {
    expect([...read(state)]).toEqual([]);
  });

  it("leaves out ids of another shape", () => {
    const wrong = { ...outputs, policyId: "no id!", announcedIds: ["a", 1, "b!", "c".repeat(33)] };
    expect(read(stateOf([component, "mail", wrong])).get("example.com")?.components).toMatchObject([
      { announcedIds: ["a"] },
    ]);
  });
});

function without<T extends object>(object: T, name: keyof T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name)) as Partial<T>;
}
