import { describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { aliasesOfChildren } from "../src/earlier-names";
import { valueOf } from "./harness";

const type = "mtasts:index:MtaSts";
const record = "aws:route53/record:Record";

/** The aliases that a child gets, as names and the URNs of the earlier component. */
async function aliasesOf(opts: pulumi.ComponentResourceOptions, child = "post-sts-record", of = record) {
  const { transformations = [] } = aliasesOfChildren({ type, name: "post" }, opts);
  const [change] = transformations;
  const changed = change?.({ type: of, name: child, props: {}, opts: {}, resource: undefined as never });
  const given = (changed?.opts.aliases ?? []) as readonly pulumi.Alias[];
  return await Promise.all(
    given.map(async ({ name, parent }) => [name, await valueOf(pulumi.output(parent as pulumi.Input<string>))]),
  );
}

describe("a component that had another name", () => {
  it("hands its alias to every child, under the child's earlier name", async () => {
    const [[name, parent] = []] = await aliasesOf({ aliases: [{ name: "mail" }] });
    expect(name).toBe("mail-sts-record");
    expect(parent).toMatch(/::mtasts:index:MtaSts::mail$/u);
  });

  it("does so for a URN, and for the root of the stack as its parent", async () => {
    const urn = "urn:pulumi:prod::mail::my:index:Group$mtasts:index:MtaSts::mail";
    expect(await aliasesOf({ aliases: [urn] })).toEqual([["mail-sts-record", urn]]);
    const [[name, parent] = []] = await aliasesOf({ aliases: [{ parent: pulumi.rootStackResource }] });
    expect(name).toBe("post-sts-record");
    expect(parent).toMatch(/::mtasts:index:MtaSts::post$/u);
  });

  it.each<[string, pulumi.ComponentResourceOptions]>([
    ["no alias", {}],
    ["another type", { aliases: [{ type: "other:index:Type" }] }],
    ["another project", { aliases: [{ project: "other" }] }],
    ["an alias that is known later", { aliases: [pulumi.output("urn:pulumi:prod::mail::a:b:C::mail")] }],
  ])("leaves %s to the engine", async (_, opts) => {
    expect(await aliasesOf(opts)).toEqual([]);
  });

  it("leaves alone itself, and what has a name of its own", async () => {
    const opts = { aliases: [{ name: "mail" }] };
    expect(await aliasesOf(opts, "post", type)).toEqual([]);
    expect(await aliasesOf(opts, "other-record")).toEqual([]);
  });
});
