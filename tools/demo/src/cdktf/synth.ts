import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

/** How a run of the program went. */
export interface Run {
  readonly exitCode: number | null;
  readonly output: string;
  readonly seconds: number;
}

/** What a run of the program wrote. */
export interface Stack {
  /** Each resource of the stack: its type, and its key in the construct, which stands before the hash in its name. */
  readonly resources: readonly string[];
  readonly policyId: string;
  /** The file itself. */
  readonly text: string;
}

interface Written {
  readonly resource: Readonly<Record<string, object>>;
  readonly output: { readonly mta_sts: { readonly value: { readonly policyId: string } } };
}

/** Runs an example with settings and an output folder of its own. */
export function runSynth(folder: string, files: { readonly settings: string; readonly outdir: string }): Run {
  const env = { MTA_STS_CONFIG: files.settings, CDKTF_OUTDIR: files.outdir, TS_NODE_TRANSPILE_ONLY: "true" };
  const started = Date.now();
  const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "synth"], {
    cwd: folder,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  return { exitCode: status, output: `${stdout}${stderr}`, seconds: (Date.now() - started) / 1000 };
}

/** What lies in the folder of a stack. */
export function readStack(folder: string): Stack {
  const text = readFileSync(path.join(folder, "cdk.tf.json"), "utf8");
  const { resource, output } = JSON.parse(text) as Written;
  const resources = Object.entries(resource).flatMap(([type, byName]) =>
    Object.keys(byName).map((name) => withoutHash(`${type}.${name}`)),
  );
  return { resources, policyId: output.mta_sts.value.policyId, text };
}

/** A resource's type and key, from its address: `aws_s3_bucket bucket`. */
export function withoutHash(address: string): string {
  return address.replace(/\.mail_/u, " ").replace(/_[0-9A-F]{8}$/u, "");
}
