import { spawn } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findProgram, openTofu, provideEngines, pulumiEngines, terraform } from "@mtasts/engines";
import { type Testbed } from "@mtasts/testbed";

const root = path.join(__dirname, "..", "..", "..");

/** How a command of a guide went. */
export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A project on a machine of its own, as somebody checks it out who follows a guide. */
export interface Checkout {
  readonly folder: string;
  /** Writes a file of the project. */
  readonly write: (file: string, content: string) => Promise<void>;
  /** Runs a command as it stands, with `sh -e`. */
  readonly sh: (script: string, env?: Readonly<Record<string, string>>) => Promise<Outcome>;
  /** The same; a failure ends the test with all that was printed. */
  readonly mustSh: (script: string, env?: Readonly<Record<string, string>>) => Promise<Outcome>;
  /** The seconds that commands have slept until now. */
  readonly slept: () => readonly number[];
  readonly close: () => Promise<void>;
}

export interface CheckoutOptions {
  /** The internet that the commands look at, and the cloud that they deploy to. */
  readonly bed: Testbed;
  /** An example that the project is a copy of. @default an empty folder */
  readonly example?: string;
  /** The engine that the commands call; with "tofu", OpenTofu answers to `terraform`. */
  readonly engine: "pulumi" | "tofu" | "terraform";
}

/** Makes a project, with all tools that its commands call. */
export async function checkOut({ bed, example, engine }: CheckoutOptions): Promise<Checkout> {
  const machine = await mkdtemp(path.join(tmpdir(), "mtasts-checkout-"));
  const folder = path.join(machine, "examples", "project");
  const bin = path.join(machine, "bin");
  await mkdir(folder, { recursive: true });
  await mkdir(bin);
  // As npm ci leaves them.
  await symlink(path.join(root, "node_modules"), path.join(machine, "node_modules"));
  await cp(path.join(root, "tsconfig.base.json"), path.join(machine, "tsconfig.base.json"));
  if (example !== undefined) {
    const isSource = (file: string): boolean => !/(node_modules|cdktf\.out|tsbuildinfo)$/u.test(file);
    await cp(path.join(root, "examples", example), folder, { recursive: true, filter: isSource });
  }
  const searchPath = await provide(engine, bin);
  await writeFile(path.join(machine, "ca.pem"), bed.caPem);
  await program(path.join(bin, "npx"), mtastsOnly(bed, path.join(machine, "ca.pem")));
  const slept: number[] = [];
  await program(path.join(bin, "sleep"), 'echo "slept $1" >&2\n');

  const settings = {
    PATH: `${bin}${path.delimiter}${searchPath}`,
    HOME: machine,
    PULUMI_HOME: path.join(machine, "home"),
    PULUMI_BACKEND_URL: `file://${machine}`,
    PULUMI_CONFIG_PASSPHRASE: "",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    // The build has checked the types already.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    TS_NODE_TRANSPILE_ONLY: "true",
    CHECKPOINT_DISABLE: "true",
    MTASTS_OFFLINE: "1",
    NO_COLOR: "1",
    TF_CLI_ARGS: "-no-color",
    ...bed.env,
    ...bed.terraformEnv,
  };
  const sh = async (script: string, env: Readonly<Record<string, string>> = {}): Promise<Outcome> => {
    const outcome = await run(script, { cwd: folder, env: { ...settings, ...env } });
    slept.push(...[...outcome.err.matchAll(/^slept (\d+)$/gmu)].map(([, seconds]) => Number(seconds)));
    return outcome;
  };
  return {
    folder,
    write: async (file, content) => {
      await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
      await writeFile(path.join(folder, file), content);
    },
    sh,
    mustSh: async (script, env) => {
      const outcome = await sh(script, env);
      if (outcome.code !== 0) throw new Error(`${script} ended with ${outcome.code}:\n${outcome.out}\n${outcome.err}`);
      return outcome;
    },
    slept: () => slept,
    close: () => rm(machine, { recursive: true, force: true }),
  };
}

/** Puts the engine where commands find it. Returns the PATH for everything else. */
async function provide(engine: CheckoutOptions["engine"], bin: string): Promise<string> {
  if (engine === "pulumi") return (await provideEngines(pulumiEngines)).searchPath;
  const found = engine === "tofu" ? (await provideEngines([openTofu])).programs["tofu"] : findProgram(terraform);
  if (found === undefined) throw new Error(`${terraform.title} is missing: install it from ${terraform.homepage}`);
  await symlink(found, path.join(bin, "terraform"));
  return process.env["PATH"] ?? "";
}

/** What `npx` does for a guide: it runs the program that was built here, on the internet of the test. */
function mtastsOnly(bed: Testbed, authority: string): string {
  const { dns, https } = bed;
  const mtasts = path.join(root, "packages", "cli", "bundle", "mtasts.cjs");
  const network = `--resolver ${dns.address}:${dns.port} --ca '${authority}' --https-port ${https.port} --allow-private`;
  return [
    '[ "$1" = --yes ] && shift',
    'case $1 in mtasts | mtasts@*) ;; *) echo "npx is asked for $1" >&2; exit 127 ;; esac',
    "command=$2; shift 2",
    `case $command in check | diff | retire | generate) set -- ${network} "$@" ;; esac`,
    `exec '${process.execPath}' '${mtasts}' "$command" "$@"`,
    "",
  ].join("\n");
}

async function program(file: string, script: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\n${script}`);
  await chmod(file, 0o755);
}

interface Surroundings {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

async function run(script: string, { cwd, env }: Surroundings): Promise<Outcome> {
  // A group of its own: what a command has started ends with it. Nothing of the caller's own accounts is passed on.
  const child = spawn("sh", ["-e", "-c", script], { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const end = (): void => {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  };
  process.once("exit", end);
  const timer = setTimeout(end, 300_000);
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return await new Promise<Outcome>((resolve, reject) => {
    child.on("error", reject).on("close", (code) => {
      resolve({ code: code ?? 128, out, err });
    });
  }).finally(() => {
    clearTimeout(timer);
    process.off("exit", end);
  });
}
