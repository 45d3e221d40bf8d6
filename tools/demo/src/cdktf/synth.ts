import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { showCommand } from "../terminal.js";

/** How a run of the program went. */
export interface Run {
  readonly exitCode: number | null;
  readonly output: string;
}

/** A resource of the stack, as Terraform reads it. */
export interface Resource {
  /** Its type and its key: what stands before the hash in its name. */
  readonly title: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What a run of the program wrote. */
export interface Stack {
  readonly resources: readonly Resource[];
  readonly policyId: string;
  readonly policyText: string;
  readonly records: readonly { readonly name: string; readonly type: string; readonly value: string }[];
}

interface Written {
  readonly resource: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  readonly output: { readonly mta_sts: { readonly value: Omit<Stack, "resources"> } };
}

/** An example, with settings and an output folder of its own. */
export class Program {
  readonly #scratch = mkdtempSync(path.join(tmpdir(), "mtasts-demo-"));

  constructor(readonly folder: string) {}

  /** Runs it with these settings, and shows the command. */
  synth(settings: object): Run {
    const file = path.join(this.#scratch, "settings.json");
    writeFileSync(file, JSON.stringify(settings));
    const env = { ...process.env, MTA_STS_CONFIG: file, CDKTF_OUTDIR: this.#outdir, TS_NODE_TRANSPILE_ONLY: "true" };
    const started = Date.now();
    const options = { cwd: this.folder, env, encoding: "utf8" } as const;
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "synth"], options);
    showCommand("npm run synth", (Date.now() - started) / 1000);
    return { exitCode: status, output: `${stdout}${stderr}` };
  }

  /** What the last run that succeeded has written. */
  read(): Stack {
    const { resource, output } = JSON.parse(readFileSync(this.#file, "utf8")) as Written;
    const resources = Object.entries(resource).flatMap(([type, byName]) =>
      Object.entries(byName).map(([name, { "//": _, ...attributes }]) => ({
        title: `${type} ${/^mail_(.*)_[0-9A-F]{8}$/u.exec(name)?.[1] ?? name}`,
        attributes,
      })),
    );
    return { resources, ...output.mta_sts.value };
  }

  close(): void {
    rmSync(this.#scratch, { recursive: true, force: true });
  }

  get #outdir(): string {
    return path.join(this.#scratch, "cdktf.out");
  }

  get #file(): string {
    return path.join(this.#outdir, "stacks", "mta-sts", "cdk.tf.json");
  }
}
