import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { openDeployment, programs, type Deployment } from "./deployment";

jest.setTimeout(60_000);

interface Child {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The component's children, as the engine knows them. */
async function children({ mustPulumi }: Deployment): Promise<readonly Child[]> {
  const { output } = await mustPulumi("stack", "export");
  const { resources } = (JSON.parse(output) as { deployment: { resources: readonly Child[] } }).deployment;
  return resources.filter(({ parent = "" }) => parent.includes("mtasts:index:MtaSts::"));
}

describe("the options of a component", () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await openDeployment(path.join(programs, "citizen"));
    await deployment.configure({ name: "mail", comment: "first", protect: "true" });
    await deployment.mustPulumi("up");
  });
  afterAll(() => deployment.close());

  it("reach every child: provider and protection", async () => {
    const all = await children(deployment);
    expect(all).toHaveLength(13);
    for (const { provider, protect } of all) {
      expect(provider).toContain("::account::");
      expect(protect).toBe(true);
    }
  });

  it("let the provider's default tags reach what can be tagged", async () => {
    const tagged = (await children(deployment)).filter(({ outputs }) => outputs["tagsAll"] !== undefined);
    expect(tagged.map(({ type }) => type).sort()).toEqual([
      "aws:acm/certificate:Certificate",
      "aws:cloudfront/distribution:Distribution",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketObjectv2:BucketObjectv2",
    ]);
    for (const { outputs } of tagged) expect(outputs["tagsAll"]).toEqual({ team: "mail" });
  });

  it("let a transform change a child, and ignore a change", async () => {
    const comment = async (): Promise<unknown> =>
      (await children(deployment)).find(({ type }) => type.endsWith(":Distribution"))?.inputs["comment"];
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
      (await children(deployment)).map(({ urn }) => urn.slice(urn.lastIndexOf("::") + 2, urn.lastIndexOf("::") + 7)),
    ).toEqual(Array.from({ length: 13 }, () => "post-"));
  });
});
