import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type ChildResult, runChild } from "./child.js";
import { type DeployerContext } from "./deployer.js";
import { undone } from "./failure.js";
import { type StateFolder } from "./state-folder.js";

/** One stack that a CDKTF program has written. */
export interface SynthesizedStack {
  readonly name: string;
  readonly folder: string;
}

type Json = Readonly<Record<string, unknown>>;

/** What the emulation can stand in for. */
export interface EmulatedTypes {
  /** As in "hashicorp/aws". */
  readonly providers: readonly string[];
  readonly resources: readonly string[];
}

export interface SynthOptions extends DeployerContext {
  readonly state: StateFolder;
  readonly emulated: EmulatedTypes;
  readonly app: string;
  readonly context: string | undefined;
  readonly folder: string;
}

/**
 * Runs a CDKTF program, which writes its stacks into our folder instead of `cdktf.out`, and gives each a state there.
 *
 * @throws Failure where the program fails, writes nothing, or has resources that are not emulated.
 */
export async function synthesize(options: SynthOptions): Promise<readonly SynthesizedStack[]> {
  const { state, app, context, folder, say } = options;
  const outdir = state.path("cdktf.out");
  rmSync(outdir, { recursive: true, force: true });
  const env = {
    ...options.env,
    CDKTF_OUTDIR: outdir,
    ...(context === undefined ? {} : { CDKTF_CONTEXT_JSON: context }),
  };
  say(`$ ${app}`);
  const { exitCode } = await runChild({ program: app, args: [], cwd: folder, env, shell: true });
  if (exitCode !== 0) throw undone(`the program failed with exit code ${exitCode}: ${app}`);
  const stacks = stacksIn(outdir);
  for (const stack of stacks) prepare(stack, options);
  return stacks;
}

function stacksIn(outdir: string): readonly SynthesizedStack[] {
  const manifest = readJson(path.join(outdir, "manifest.json"));
  if (manifest === undefined) {
    throw undone(
      `the program wrote no stack where CDKTF_OUTDIR says; call app.synth() at its end, and give "new App()" no outdir`,
    );
  }
  const { stacks = {} } = manifest as {
    readonly stacks?: Readonly<Record<string, { readonly workingDirectory: string }>>;
  };
  const found = Object.entries(stacks).map(([name, { workingDirectory }]) => ({
    name,
    folder: path.join(outdir, workingDirectory),
  }));
  if (found.length === 0) throw undone("the program has no stack");
  return found;
}

/** Has the stack keep its state with us, wherever the program keeps it, and refuses what is not emulated. */
function prepare({ name, folder }: SynthesizedStack, { state, emulated }: SynthOptions): void {
  const file = path.join(folder, "cdk.tf.json");
  const config = readJson(file);
  if (config === undefined) throw undone(`stack "${name}": cannot read cdk.tf.json; switch HCL output off`);
  const problems = unknownIn(config, emulated);
  if (problems.length > 0) throw undone(`stack "${name}": ${problems.join("\n")}`);
  const { cloud: _, ...terraform } = recordIn(config, "terraform");
  const own = { ...terraform, backend: { local: { path: state.path("terraform", `${name}.tfstate`) } } };
  writeFileSync(file, JSON.stringify({ ...config, ...withRegion(config), terraform: own }, undefined, 2));
}

function unknownIn(config: Json, { providers, resources }: EmulatedTypes): readonly string[] {
  const required = Object.values(recordIn(recordIn(config, "terraform"), "required_providers"));
  const sources = required.map((provider) => sourceIn(recordOf(provider)));
  const strange = sources.filter((source) => source !== undefined && !providers.includes(source));
  const types = Object.keys(recordIn(config, "resource"));
  const missing = types.filter((type) => /^(aws|cloudflare|random)_/u.test(type) && !resources.includes(type));
  const data = Object.keys(recordIn(config, "data")).filter((type) => /^(aws|cloudflare|random)_/u.test(type));
  return [
    ...strange.map((source) => `provider ${source ?? ""} is not emulated; only ${providers.join(", ")} are`),
    ...missing.map((type) => `resource ${type} is not emulated; only ${resources.join(", ")} are`),
    ...data.map((type) => `data source ${type} is not emulated; give the value instead`),
  ];
}

/** Where a provider is from, without its registry; undefined for what the engine has built in. */
function sourceIn({ source }: Json): string | undefined {
  if (typeof source !== "string" || source.startsWith("terraform.io/")) return undefined;
  const parts = source.split("/").slice(-2);
  return parts.length === 1 ? `hashicorp/${source}` : parts.join("/");
}

/** A region for providers that have none: the real one takes it from the environment, which is withheld. */
function withRegion(config: Json): Json {
  const provider = recordIn(config, "provider");
  const { aws } = provider;
  if (!Array.isArray(aws)) return {};
  return { provider: { ...provider, aws: aws.map((block: unknown) => ({ region: "us-east-1", ...recordOf(block) })) } };
}

/** Runs the engine in a folder, with its data and the user's answers apart. */
export function engineIn(
  folder: string,
  {
    program,
    env,
    dataFolder,
  }: { readonly program: string; readonly env: NodeJS.ProcessEnv; readonly dataFolder: string },
): (args: readonly string[], isQuiet?: boolean) => Promise<ChildResult> {
  return (args, isQuiet = false) =>
    runChild({ program, args, cwd: folder, env: { ...env, TF_DATA_DIR: dataFolder }, isQuiet });
}

function readJson(file: string): Json | undefined {
  try {
    return recordOf(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

function recordIn(record: Json, key: string): Json {
  return recordOf(record[key]);
}

function recordOf(value: unknown): Json {
  return typeof value === "object" && value !== null ? (value as Json) : {};
}
