import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { openDeployment, programs, type Deployment } from "./deployment";
import { childrenOf } from "./stack-state";

jest.setTimeout(60_000);

describe("the options of a component", () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await openDeployment(path.join(programs, "citizen"));
    await deployment.configure({ name: "mail", comment: "first", protect: "true" });
    await deployment.mustPulumi("up");
  });
  afterAll(() => deployment.close());

  it("reach every child: provider and protection", async () => {
    const all = await childrenOf(deployment);
    expect(all).toHaveLength(13);
    for (const { provider, protect } of all) {
      expect(provider).toContain("::account::");
      expect(protect).toBe(true);
    }
  });

  it("let the provider's default tags reach what can be tagged", async () => {
    const tagged = (await childrenOf(deployment)).filter(({ outputs }) => outputs["tagsAll"] !== undefined);
    expect(tagged.map(({ type }) => type).sort()).toEqual([
      "aws:acm/certificate:Certificate",
      "aws:cloudfront/distribution:Distribution",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketObjectv2:BucketObjectv2",
    ]);
    for (const { outputs } of tagged) expect(outputs["tagsAll"]).toEqual({ team: "mail" });
  });

  it("let an older transformation change a child", async () => {
    const distribution = (await childrenOf(deployment)).find(({ type }) => type.endsWith(":Distribution"));
    expect(distribution?.inputs["priceClass"]).toBe("PriceClass_100");
  });

  it("let a transform change a child, and ignore a change", async () => {
    const comment = async (): Promise<unknown> =>
      (await childrenOf(deployment)).find(({ type }) => type.endsWith(":Distribution"))?.inputs["comment"];
    expect(await comment()).toBe("first");
    await deployment.configure({ comment: "second" });
    await deployment.mustPulumi("preview", "--expect-no-changes");
    expect(await comment()).toBe("first");
  });

  it("let the component change its name under an alias, and touch nothing", async () => {
    const before = deployment.bed.cloud.control.calls.length;
    await deployment.configure({ name: "post" });
    await deployment.mustPulumi("up");
    const changes = deployment.bed.cloud.control.calls.slice(before);
    expect(changes.filter(({ operation }) => operation === "create" || operation === "delete")).toEqual([]);
    expect(
      (await childrenOf(deployment)).map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2, urn.lastIndexOf("::") + 7)),
    ).toEqual(Array.from({ length: 13 }, () => "post-"));
  });
});

describe("providers", () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await openDeployment(path.join(programs, "citizen"));
    await deployment.configure({ name: "mail", comment: "first" });
  });
  afterAll(() => deployment.close());

  it.each(["list", "object"])(
    "reach every child as a %s, and nothing changes from one form to another",
    async (form) => {
      await deployment.configure({ providers: form });
      await deployment.mustPulumi("up");
      const all = await childrenOf(deployment);
      expect(all).toHaveLength(13);
      for (const { provider } of all) expect(provider).toContain("::account::");
      expect(deployment.bed.cloud.control.calls.filter(({ operation }) => operation === "create")).toHaveLength(13);
    },
  );
});

describe("retainOnDelete", () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await openDeployment(path.join(programs, "citizen"));
    await deployment.configure({ name: "mail", comment: "first", retain: "true" });
    await deployment.mustPulumi("up");
  });
  afterAll(() => deployment.close());

  it("reaches every child", async () => {
    const all = await childrenOf(deployment);
    expect(all).toHaveLength(13);
    for (const { retainOnDelete } of all) expect(retainOnDelete).toBe(true);
  });

  it("can be taken back", async () => {
    await deployment.configure({ retain: "false" });
    await deployment.mustPulumi("up");
    for (const { retainOnDelete = false } of await childrenOf(deployment)) expect(retainOnDelete).toBe(false);
    await deployment.configure({ retain: "true" });
    await deployment.mustPulumi("up");
  });

  it("leaves what senders rely on in place when the stack is destroyed", async () => {
    const before = await deployment.look();
    await deployment.mustPulumi("destroy");
    const { calls } = deployment.bed.cloud.control;
    expect(calls.filter(({ operation }) => operation === "delete")).toEqual([]);
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", id: before.id, body: before.body });
  });
});
