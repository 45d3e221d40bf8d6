import type { Construct } from "constructs";
import { refusal } from "./fail.js";
import { App, FRAMEWORK } from "./framework.js";

/** The package for each of the two frameworks, which are alike in all but their names. */
const packages = { cdktf: "cdktf-mtasts", cdktn: "cdktn-mtasts" } as const;

/**
 * Refuses an app of the other framework, and one that writes HCL, while that can still be told in one line.
 *
 * @throws Error that names the right package, or the setting.
 */
export function requireFramework(construct: Construct): void {
  const { root, path } = construct.node;
  const framework = frameworkOf(root.node.tryGetContext("cdktfVersion"));
  // Under an alias of npm's, this package may run on the other one, and so may the app.
  if (!(root instanceof App) && framework !== undefined && framework !== FRAMEWORK) {
    throw refusal(
      construct,
      `MtaSts "${path}": the app is one of ${framework}, and ${packages[FRAMEWORK]} is for ${FRAMEWORK}; import ${packages[framework]} instead`,
    );
  }
  // The framework's writer makes LF of CRLF, so that the policy would no longer be the one whose hash is announced.
  if (App.isApp(root) && root.hclOutput) {
    throw refusal(
      construct,
      `MtaSts "${path}": HCL output would change the bytes of the policy; leave hclOutput and SYNTH_HCL_OUTPUT out, so that JSON is written`,
    );
  }
}

/** CDK Terrain goes on from 0.22, where CDKTF ended with 0.21. In a test of the framework's own the version is a word. */
function frameworkOf(version: unknown): keyof typeof packages | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)\./u.exec(String(version)) ?? [];
  if (major === undefined || (major === "0" && minor === "0")) return undefined;
  return major === "0" && Number(minor) < 22 ? "cdktf" : "cdktn";
}
