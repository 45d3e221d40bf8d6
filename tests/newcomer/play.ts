import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openPulumiStack, openTofu, provideEngines } from "@mtasts/engines";
import { type Testbed } from "@mtasts/testbed";
import { findOtherNode } from "../repository/other-node";
import { pack, published } from "../repository/tarballs";
import { root } from "../repository/snippets";
import { commandFolder, createProject, lockOf, readLock, type Project } from "./projects";
import { startRegistry, type Registry } from "./registry";
import { type Step, type Walkthrough } from "./walkthrough";

/** What stands behind all walks: the packed packages in a registry, and what a reader has installed. */
export interface Shop {
  readonly registry: Registry;
  /** Holds `terraform`, which is OpenTofu. */
  readonly programs: string;
  /** A cache in which `npx` finds no earlier build of the same version. */
  readonly commandCache: string;
  readonly close: () => Promise<void>;
}

/** Packs what is published, and offers it. */
export async function openShop(): Promise<Shop> {
  const scratch = mkdtempSync(path.join(tmpdir(), "mtasts-shop-"));
  const own = pack(published.values(), scratch).map((tarball) => {
    const folder = published.get(tarball.name) ?? "";
    return { tarball, file: path.join(scratch, tarball.filename), folder };
  });
  const locks = [...Object.values(layouts).map(lockOf), readLock(path.join(root, "package-lock.json"))];
  const registry = await startRegistry(own, locks.flat());
  const programs = path.join(scratch, "bin");
  mkdirSync(programs);
  const { programs: found } = await provideEngines([openTofu], process.env);
  symlinkSync(found["tofu"] ?? "tofu", path.join(programs, "terraform"));
  const close = async (): Promise<void> => {
    await registry.stop();
    rmSync(scratch, { recursive: true, force: true });
  };
  return { registry, programs, commandCache: path.join(scratch, "npx"), close };
}

/** The layouts by the commands that make them. */
const layouts: Readonly<Record<string, string>> = {
  "pulumi new typescript": "pulumi-typescript",
  "pulumi new aws-typescript": "pulumi-aws-typescript",
  "cdktf init --template=typescript": "cdktf-typescript",
  "cdktn init --template=typescript": "cdktn-typescript",
};

/** A walk that was played to its end. */
export interface Played {
  readonly folder: string;
  /** What the README says that its reader sees. */
  readonly results: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Does what a README says, step by step.
 *
 * @throws Error where a step fails, with all that it printed.
 */
export async function play({ startsWith, steps }: Walkthrough, shop: Shop, bed: Testbed): Promise<Played> {
  const layout = startsWith === undefined ? undefined : layouts[startsWith];
  if (startsWith !== undefined && layout === undefined) throw new Error(`no layout of "${startsWith}"`);
  const project = createProject(layout);
  const stack = layout?.startsWith("pulumi-") === true ? await openStack(project, bed) : undefined;
  const close = async (): Promise<void> => {
    await stack?.close();
    project.remove();
  };
  try {
    for (const step of steps) await take(step, { project, shop, bed, ...(stack === undefined ? {} : { stack }) });
  } catch (error) {
    await close();
    throw error;
  }
  const results = steps.flatMap((step) => (step.kind === "result" ? [step.text] : []));
  return { folder: project.folder, results, close };
}

interface Scene {
  readonly project: Project;
  readonly shop: Shop;
  readonly bed: Testbed;
  readonly stack?: Awaited<ReturnType<typeof openStack>>;
}

async function take(step: Step, scene: Scene): Promise<void> {
  const { folder } = scene.project;
  if (step.kind === "result") return;
  if (step.kind === "program") {
    writeFileSync(path.join(folder, step.file), step.code);
    const compiler = path.join(folder, "node_modules", "typescript", "bin", "tsc");
    if (step.file.endsWith(".ts")) await run(`node ${compiler} --noEmit --project .`, scene);
  } else if (step.line.startsWith("pulumi ") && scene.stack !== undefined) {
    await scene.stack.must(...step.line.split(" ").slice(1));
  } else {
    await run(step.line, scene);
  }
}

async function openStack({ folder }: Project, bed: Testbed) {
  // A reader has the compiler check the program, as Pulumi does by itself.
  const env = { PULUMI_NODEJS_TRANSPILE_ONLY: "false" };
  const stack = await openPulumiStack({ program: folder, stack: "dev", providers: bed.env, env });
  const must = async (...args: readonly string[]): Promise<void> => {
    const batch = args[0] === "up" ? ["--yes", "--skip-preview", "--non-interactive", "--color", "never"] : [];
    const { command, exitCode, output } = await stack.run(...args, ...batch);
    if (exitCode !== 0) throw new Error(`${command} ended with ${exitCode}:\n${output}`);
  };
  // `pulumi new` creates the stack and asks for the region.
  await must("stack", "init", "dev");
  await must("config", "set", "--plaintext", "aws:region", "us-east-1");
  return { must, close: stack.close };
}

/** Runs a line in a shell as it is written, with the programs that a reader has. */
async function run(written: string, { project, shop, bed }: Scene): Promise<void> {
  const line = onInternetOf(bed, withoutCommandLine(written, project.folder), project.folder);
  const framework = /^cdkt[fn](?= )/u.exec(line)?.[0] as "cdktf" | "cdktn" | undefined;
  const tools = framework === undefined ? [] : [commandFolder(framework)];
  // CDK Terrain's command line asks for Node.js 22.
  const node = framework === "cdktn" ? findOtherNode() : undefined;
  if (node !== undefined) tools.unshift(path.dirname(node));
  const own = Object.entries(process.env).filter(([name]) => !/^(?:npm|TF|TOFU|AWS|CLOUDFLARE)_/u.test(name));
  const env = {
    ...Object.fromEntries(own),
    ...bed.terraformEnv,
    PATH: [...tools, shop.programs, process.env["PATH"]].join(path.delimiter),
    npm_config_registry: shop.registry.url,
    ...(line.startsWith("npx ") ? { npm_config_cache: shop.commandCache } : {}),
    npm_config_audit: "false",
    npm_config_fund: "false",
    npm_config_ignore_scripts: "true",
    npm_config_update_notifier: "false",
    CHECKPOINT_DISABLE: "true",
    TF_CLI_CONFIG_FILE: "/dev/null",
    TF_INPUT: "false",
    TF_CLI_ARGS_apply: "-auto-approve -no-color",
  };
  const child = spawn("sh", ["-c", line], { cwd: project.folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  if (code !== 0) throw new Error(`"${line}" ended with ${String(code)}:\n${output.slice(-8_000)}`);
}

/** Where Node.js 22 is not there, what `cdktn synth` would run is run without it. */
function withoutCommandLine(line: string, folder: string): string {
  if (line !== "cdktn synth" || findOtherNode() !== undefined) return line;
  const { app } = JSON.parse(readFileSync(path.join(folder, "cdktf.json"), "utf8")) as { readonly app: string };
  return app;
}

/** A check of a domain asks that internet, in place of the one that the line means. */
function onInternetOf({ dns, https, caPem }: Testbed, line: string, folder: string): string {
  if (!/^npx .*mtasts@\S+ check /u.test(line)) return line;
  const ca = path.join(folder, "ca.pem");
  writeFileSync(ca, caPem);
  return `${line} --resolver ${dns.address}:${dns.port} --https-port ${https.port} --ca ${ca} --allow-private`;
}
