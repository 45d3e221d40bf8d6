import { readFileSync } from "node:fs";
import path from "node:path";
import { emulatedTypes, type SenderView } from "@mtasts/testbed";
import { type Deployer } from "./deployer.js";
import { Emulation } from "./emulation.js";
import { exitCodes, Failure } from "./failure.js";
import { type Action, readOptions, type TryOptions } from "./options.js";
import { findProject } from "./project.js";
import { openPulumi } from "./pulumi.js";
import { describeChanges, describeNext, describeView, describeWatch, isAccepted } from "./report.js";
import { type HeldSignals, holdSignals } from "./signals.js";
import { StateFolder } from "./state-folder.js";
import { openTerraform } from "./terraform.js";
import { watchClouds } from "./watch.js";

/** What the command needs of the world beside files and processes. */
export interface TryIo {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

/** Runs one command line, without the name of the program; never rejects. Returns the exit code. */
export async function run(args: readonly string[], io: TryIo): Promise<number> {
  try {
    const options = readOptions(args, ownVersion());
    if (typeof options === "string") {
      io.out(options.trimEnd());
      return exitCodes.fine;
    }
    return await carryOut(options, io);
  } catch (error) {
    io.err(`error: ${error instanceof Error ? error.message : String(error)}`);
    return error instanceof Failure ? error.exitCode : exitCodes.undone;
  }
}

async function carryOut(options: TryOptions, io: TryIo): Promise<number> {
  if (options.action === "reset") {
    const isReset = StateFolder.reset(io.cwd, options.state);
    io.out(isReset ? `${options.state} has been removed` : `nothing to forget: there is no ${options.state}`);
    return exitCodes.fine;
  }
  if (options.action !== "check") findProject(io.cwd);
  const state = StateFolder.open(io.cwd, options.state);
  const signals = holdSignals();
  try {
    const emulation = await Emulation.open(state, options.zones);
    try {
      if (options.action === "check") return await check(emulation, options, io);
      return await deploy({ emulation, state, options, io, signals });
    } finally {
      await emulation.close();
    }
  } finally {
    signals.release();
    state.close();
  }
}

async function check(emulation: Emulation, { domains }: TryOptions, io: TryIo): Promise<number> {
  const views = await emulation.look(domains.length === 0 ? undefined : domains);
  show(views, io);
  return views.every(isAccepted) ? exitCodes.fine : exitCodes.refused;
}

interface Parts {
  readonly emulation: Emulation;
  readonly state: StateFolder;
  readonly options: TryOptions;
  readonly io: TryIo;
  readonly signals: HeldSignals;
}

async function deploy(parts: Parts): Promise<number> {
  const { emulation, options, io, signals } = parts;
  const deployer = await openDeployer(parts);
  try {
    if (signals.haveCome()) return exitCodes.interrupted;
    const endWatch = watchClouds(emulation.bed.cloud);
    const { command, action } = options;
    const { exitCode } = command === undefined ? await deployer.change(changeOf(action)) : await deployer.run(command);
    const watched = await endWatch();
    const views = await emulation.look();
    emulation.assumeMailHosts(views);
    const changes = describeChanges(emulation.bed.cloud);
    // A command that only reads needs no comment of ours.
    const isRemarked = command === undefined ? action !== "preview" : changes.length > 0;
    if (isRemarked) {
      io.out("");
      for (const line of [...changes, ...describeWatch(watched)]) io.out(line);
      show(views, io);
      const outcome = { action: command === undefined ? changeOf(action) : undefined, exitCode, views };
      for (const line of describeNext(outcome)) io.out(line);
    }
    if (exitCode !== 0) return exitCode;
    return !isRemarked || views.every(isAccepted) ? exitCodes.fine : exitCodes.refused;
  } finally {
    deployer.close();
  }
}

function changeOf(action: Action): "up" | "preview" | "destroy" {
  return action === "preview" || action === "destroy" ? action : "up";
}

async function openDeployer({ emulation, state, options, io }: Parts): Promise<Deployer> {
  const project = findProject(io.cwd);
  const { bed } = emulation;
  const context = { state, env: emulation.environment(io.env), ownEnv: io.env, say: io.out };
  if (project.kind === "pulumi") {
    return await openPulumi(project, { ...context, providers: bed.env, config: options.config });
  }
  const { engine, stack } = options;
  return await openTerraform(project, {
    ...context,
    providers: bed.terraformEnv,
    emulated: emulatedTypes(),
    engine,
    stack,
  });
}

function show(views: readonly SenderView[], io: TryIo): void {
  if (views.length === 0) {
    io.out("No domain has MTA-STS or TLS-RPT records in the emulated DNS.");
    return;
  }
  for (const view of views) for (const line of ["", ...describeView(view)]) io.out(line);
}

function ownVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(__dirname, "..", "package.json"), "utf8")) as {
    readonly version: string;
  };
  return manifest.version;
}
