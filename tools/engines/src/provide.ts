import path from "node:path";
import { buildEngine, type Log } from "./build.js";
import { type Engine, type Program } from "./catalogue.js";
import { findOnPath } from "./find.js";

/** Where the engines are. */
export interface EngineLocations {
  /** The absolute path of each program, by its name. */
  readonly programs: Readonly<Record<string, string>>;
  /** A PATH on which each of them is found, the caller's own folders after theirs. */
  readonly searchPath: string;
}

/** An engine is neither installed, nor is there Go to build it. */
export class MissingEngine extends Error {
  constructor(engine: Engine) {
    super(
      `${engine.title} is missing: no "${engine.name}" on PATH, and no "go" to build it with; ` +
        `install it from ${engine.homepage}, or Go 1.24 or later from https://go.dev/dl/`,
    );
    this.name = "MissingEngine";
  }
}

/**
 * Finds engines on PATH, and builds with Go what is not there.
 *
 * @throws MissingEngine where there is neither an engine nor Go.
 */
export async function provideEngines(
  engines: readonly Engine[],
  env: NodeJS.ProcessEnv = process.env,
  log: Log = () => undefined,
): Promise<EngineLocations> {
  const searchPath = env["PATH"] ?? "";
  const programs: Record<string, string> = {};
  for (const engine of engines) {
    programs[engine.name] = findOnPath(engine.name, searchPath) ?? (await build(engine, searchPath, env, log));
  }
  const folders = new Set(Object.values(programs).map((program) => path.dirname(program)));
  return { programs, searchPath: [...folders, searchPath].join(path.delimiter) };
}

async function build(engine: Engine, searchPath: string, env: NodeJS.ProcessEnv, log: Log): Promise<string> {
  const go = findOnPath("go", searchPath);
  if (go === undefined) throw new MissingEngine(engine);
  return buildEngine(engine, go, env, log);
}

/** The path of a program that nobody here can build; `undefined` where it is not installed. */
export function findProgram({ name }: Program, env: NodeJS.ProcessEnv = process.env): string | undefined {
  return findOnPath(name, env["PATH"] ?? "");
}
