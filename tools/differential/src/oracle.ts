import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { provideEngines, type Engine } from "@mtasts/engines";
import type { Case } from "./case.js";

/** mox's parsers behind a pipe. */
export const moxParsers: Engine = {
  name: "mtasts-mox-parsers",
  title: "the program with mox's parsers",
  version: "0.0.15",
  goModule: path.join(__dirname, "..", "go"),
  goPackage: ".",
  ldflags: "-s -w",
  homepage: "https://github.com/mjl-/mox",
};

/** What mox made of a case. The fields that its kind does not have are left out. */
export interface MoxAnswer {
  readonly ok: boolean;
  readonly error?: string;
  readonly mode?: string;
  readonly mx?: readonly string[];
  readonly maxAge?: number;
  readonly id?: string;
  readonly rua?: readonly string[];
}

/** A running program that answers. */
export interface Oracle {
  /** The answers to a batch, in its order. One batch at a time. */
  readonly ask: (cases: readonly Case[]) => Promise<readonly MoxAnswer[]>;
  /** Ends the program. */
  readonly close: () => Promise<void>;
}

/**
 * Starts mox's parsers, after building them once.
 *
 * @throws MissingEngine where there is no Go.
 */
export async function openOracle(log?: (line: string) => void): Promise<Oracle> {
  const { programs } = await provideEngines([moxParsers], process.env, log);
  const child = spawn(programs[moxParsers.name] ?? "", [], { stdio: ["pipe", "pipe", "inherit"] });
  const ended = once(child, "close");
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

  async function answer(): Promise<MoxAnswer> {
    const line = await lines.next();
    if (line.done === true) throw new Error(`${moxParsers.title} ended early`);
    // Our own program wrote it.
    return JSON.parse(line.value) as MoxAnswer;
  }

  return {
    ask: async (cases) => {
      child.stdin.write(cases.map((one) => `${JSON.stringify(question(one))}\n`).join(""));
      const answers: MoxAnswer[] = [];
      while (answers.length < cases.length) answers.push(await answer());
      return answers;
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}

function question(one: Case): readonly string[] {
  const texts = one.kind === "mx" ? [one.pattern, one.host] : [Buffer.from(one.octets, "latin1")];
  return [one.kind, ...texts.map((text) => Buffer.from(text).toString("base64"))];
}
