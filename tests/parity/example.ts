import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Synthesised } from "./cdktf-twin";
import type { Arguments } from "./twin";

export const examples = path.join(__dirname, "..", "..", "examples");

/** How a run of an example ended. */
export interface Run {
  readonly exitCode: number | null;
  readonly output: string;
  /** What it wrote, where it did. */
  readonly written?: Synthesised & { readonly terraform: Arguments };
}

/** The example's own settings. */
export function settingsOf(example: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(path.join(examples, example, "settings.json"), "utf8")) as Record<string, unknown>;
}

/**
 * Synthesises an example as its README tells.
 *
 * @param settings - What a file holds that `MTA_STS_CONFIG` names. Without them, the example reads its own.
 */
export function synthExample(example: string, settings?: object): Run {
  const scratch = mkdtempSync(path.join(tmpdir(), "mtasts-example-"));
  try {
    const file = path.join(scratch, "settings.json");
    if (settings !== undefined) writeFileSync(file, JSON.stringify(settings));
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "synth"], {
      cwd: path.join(examples, example),
      encoding: "utf8",
      env: {
        ...process.env,
        CDKTF_OUTDIR: path.join(scratch, "cdktf.out"),
        ...(settings === undefined ? {} : { MTA_STS_CONFIG: file }),
        // The sources are type-checked elsewhere.
        TS_NODE_TRANSPILE_ONLY: "true",
      },
    });
    const output = `${stdout}${stderr}`;
    if (status !== 0) return { exitCode: status, output };
    const written = path.join(scratch, "cdktf.out", "stacks", "mta-sts", "cdk.tf.json");
    return { exitCode: status, output, written: JSON.parse(readFileSync(written, "utf8")) as Required<Run>["written"] };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
