import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { NodePortsOptions, Ports } from "@mtasts/check";
import { run } from "../src/cli";
import type { Io, Sink } from "../src/io";

/** How one command line ended. */
export interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** What is around a command line. */
export interface Around {
  readonly stdin?: string | Uint8Array;
  /** The same, as it arrives. @default `stdin`, in pieces */
  readonly chunks?: AsyncIterable<Uint8Array>;
  readonly env?: Readonly<Record<string, string>>;
  /** Whether both streams are terminals. @default false */
  readonly isTerminal?: boolean;
  /** Milliseconds since 1970. @default 2026-11-01T00:00:00Z */
  readonly now?: number;
  readonly ports?: (options: NodePortsOptions) => Ports;
}

const noPorts = (): Ports => {
  throw new Error("this command looks at the network");
};

/** Runs a command line in this process. */
export async function mtasts(args: readonly string[], around: Around = {}): Promise<Ended> {
  const { stdin = "", env = {}, isTerminal = false, now = Date.UTC(2026, 10, 1), ports = noPorts } = around;
  let out = "";
  let err = "";
  const sink = (add: (text: string) => void): Sink => ({ write: add, isTerminal, columns: 80 });
  const io: Io = {
    stdout: sink((text) => (out += text)),
    stderr: sink((text) => (err += text)),
    stdin: around.chunks ?? chunksOf(typeof stdin === "string" ? Buffer.from(stdin) : stdin),
    env,
    now: () => now,
    ports,
  };
  const code = await run(args, io);
  return { code, out, err };
}

async function* chunksOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let i = 0; i < bytes.length; i += 65_536) {
    await Promise.resolve();
    yield bytes.subarray(i, i + 65_536);
  }
}

/** A folder of its own, with the files that it is given. */
export class Folder {
  public readonly path = mkdtempSync(path.join(tmpdir(), "mtasts-cli-"));

  public file(name: string, content: string | Uint8Array): string {
    const file = path.join(this.path, name);
    writeFileSync(file, content);
    return file;
  }

  public remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

export const goodPolicy = "version: STSv1\r\nmode: enforce\r\nmx: mail.test.org\r\nmax_age: 2419200\r\n";
