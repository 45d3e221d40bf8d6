import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { App, TerraformOutput, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { external, manualDns, MtaSts } from "cdktf-mtasts";
import { AwsProvider } from "cdktf-mtasts/aws";
import { config, deploy } from "./harness";

let outdir = "";
beforeAll(() => {
  outdir = mkdtempSync(path.join(tmpdir(), "mtasts-app-"));
});
afterAll(() => {
  rmSync(outdir, { recursive: true, force: true });
});

/** Whether the tests are run against CDK Terrain. */
const isTerrain = !String(new App({ outdir: tmpdir() }).node.tryGetContext("cdktfVersion")).startsWith("0.21.");

function stackOf(hclOutput = false): TerraformStack {
  return new TerraformStack(new App({ outdir, stackTraces: false, hclOutput }), "stack");
}

/** A stack in an app of another copy of a framework, which is no instance of this one's class. */
function foreignStack(cdktfVersion: string | undefined): TerraformStack {
  const root = new Construct(undefined as unknown as Construct, "");
  root.node.setContext("cdktfVersion", cdktfVersion);
  return new TerraformStack(root, "stack");
}

function make(stack: TerraformStack): MtaSts {
  return new MtaSts(stack, "mail", { ...config, host: external({ target: "a.example" }), dns: manualDns() });
}

describe("an app", () => {
  it("is written in full, twice the same", () => {
    const [first, second] = [1, 2].map(() => {
      const app = new App({ outdir, stackTraces: false });
      const stack = new TerraformStack(app, "mta-sts");
      new AwsProvider(stack, "aws", { region: "eu-central-1" });
      const mtaSts = deploy(stack);
      new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });
      app.synth();
      const text = readFileSync(path.join(outdir, "stacks", "mta-sts", "cdk.tf.json"), "utf8");
      const written = JSON.parse(text) as { readonly output: { readonly mta_sts: { readonly value: object } } };
      // Byte by byte: the id is the hash of this text.
      expect(written.output.mta_sts.value).toMatchObject({ policyText: mtaSts.policyText, policyId: mtaSts.policyId });
      return text;
    });
    expect(second).toBe(first);
  });

  it.each(["0.22.0", "0.24.0", "0.31.2-pre.1", "1.0.0"])("of CDK Terrain %s is known", (cdktfVersion) => {
    const construct = () => make(foreignStack(cdktfVersion));
    if (isTerrain) expect(construct).not.toThrow();
    else
      expect(construct).toThrow(
        `MtaSts "stack/mail": the app is one of cdktn, and cdktf-mtasts is for cdktf; import cdktn-mtasts instead`,
      );
  });

  it.each(["0.19.2", "0.20.12", "0.21.0"])("of CDKTF %s is known", (cdktfVersion) => {
    const construct = () => make(foreignStack(cdktfVersion));
    if (!isTerrain) expect(construct).not.toThrow();
    else
      expect(construct).toThrow(
        `MtaSts "stack/mail": the app is one of cdktf, and cdktn-mtasts is for cdktn; import cdktf-mtasts instead`,
      );
  });

  it.each(["stubbed", "0.0.0", undefined])("of version %s is taken as it is", (cdktfVersion) => {
    expect(() => make(foreignStack(cdktfVersion))).not.toThrow();
  });

  it("of this very framework is taken, under whatever name it is installed", () => {
    const app = new App({ outdir, stackTraces: false });
    app.node.setContext("cdktfVersion", isTerrain ? "0.21.0" : "0.24.0");
    expect(() => make(new TerraformStack(app, "stack"))).not.toThrow();
  });

  it("that writes HCL is refused, and leaves nothing behind", () => {
    const stack = stackOf(true);
    expect(() => make(stack)).toThrow(/^MtaSts "stack\/mail": HCL output would change the bytes .* SYNTH_HCL_OUTPUT /u);
    expect(stack.node.children).toEqual([]);
  });

  it("is refused where the environment asks for HCL", () => {
    process.env["SYNTH_HCL_OUTPUT"] = "true";
    try {
      expect(() => make(stackOf())).toThrow("HCL output");
    } finally {
      delete process.env["SYNTH_HCL_OUTPUT"];
    }
  });
});
