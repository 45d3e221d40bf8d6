import { readFileSync } from "node:fs";
import path from "node:path";
import type { TextKind } from "./case.js";

/** What is mutated: the inputs of core's own test vectors. */
export interface Seeds {
  readonly texts: Readonly<Record<TextKind, readonly [string, ...string[]]>>;
  readonly patterns: readonly [string, ...string[]];
  readonly hosts: readonly [string, ...string[]];
}

interface Vector {
  readonly input?: string;
  readonly inputBase64?: string;
  readonly pattern?: string;
  readonly host?: string;
}

const FOLDER = path.join(__dirname, "..", "..", "..", "packages", "core", "test", "vectors");

/** A vector longer than this tests a size, which mutations of it would not do any better. */
const MAX_OCTETS = 2_000;

/** Reads the vectors of this repository. */
export function readSeeds(): Seeds {
  const matching = read("mxmatch");
  return {
    texts: { policy: texts("policy"), sts: texts("txt"), tlsrpt: texts("tlsrpt-record") },
    patterns: some(matching.map(({ pattern = "" }) => octets(pattern))),
    hosts: some(matching.map(({ host = "" }) => octets(host))),
  };
}

function texts(name: string): readonly [string, ...string[]] {
  return some(read(name).flatMap(octetsOf));
}

function octetsOf({ input, inputBase64 }: Vector): readonly string[] {
  if (inputBase64 !== undefined) return [Buffer.from(inputBase64, "base64").toString("latin1")];
  return input === undefined || input.length > MAX_OCTETS ? [] : [octets(input)];
}

/** One character for each octet of UTF-8. */
function octets(text: string): string {
  return Buffer.from(text).toString("latin1");
}

function some(list: readonly string[]): readonly [string, ...string[]] {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error("no vectors to start from");
  return [first, ...rest];
}

function read(name: string): readonly Vector[] {
  // The files are ours, and core's tests check them.
  return JSON.parse(readFileSync(path.join(FOLDER, `${name}.json`), "utf8")) as readonly Vector[];
}
