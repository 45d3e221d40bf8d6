import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { providePython, type PythonPackages } from "@mtasts/engines";

/** The version in `python/requirements.txt`. */
export const MOTO_VERSION = "5.2.5";

const packages: PythonPackages = {
  name: `moto-${MOTO_VERSION}`,
  title: `moto ${MOTO_VERSION}`,
  requirements: path.join(__dirname, "python", "requirements.txt"),
};

/** A request to moto, as its recorder kept it. */
export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly body: string;
}

/** An AWS of its own, on this machine. */
export interface Moto {
  /** Where all of its services answer. */
  readonly url: string;
  /** An interpreter that finds boto3. */
  readonly python: string;
  /** Every request since it was started, in order. */
  readonly recorded: () => Promise<readonly Recorded[]>;
  readonly stop: () => Promise<void>;
}

/** Installs moto, unless it is there already. Returns the interpreter that finds it. */
export function provideMoto(): Promise<string> {
  return providePython(packages, process.env, (line) => void process.stderr.write(`${line}\n`));
}

/** Starts moto. It ends with this process, if it is not stopped before. */
export async function startMoto(python: string): Promise<Moto> {
  const folder = await mkdtemp(path.join(tmpdir(), "mtasts-moto-"));
  // Certificates are issued as soon as they are asked for, not after a minute.
  const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], MOTO_ACM_VALIDATION_WAIT: "0" };
  const script = path.join(__dirname, "python", "moto_server.py");
  // Its standard input is what it lives by: the system closes that, whatever ends this process.
  const child = spawn(python, [script], {
    // Its recorder writes there.
    cwd: folder,
    env,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const ended = once(child, "close");
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-4_000);
  });
  const first = once(createInterface({ input: child.stdout }), "line") as Promise<[string]>;
  const port = await Promise.race([first.then(([line]) => line), ended.then(() => undefined)]);
  if (port === undefined) throw new Error(`moto has ended:\n${errors}`);
  const url = `http://127.0.0.1:${port}`;
  await ask(`${url}/moto-api/recorder/start-recording`, "POST");
  return {
    url,
    python,
    recorded: async () => readRecorded(await ask(`${url}/moto-api/recorder/download-recording`, "GET")),
    stop: async () => {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ask(url: string, method: string): Promise<string> {
  const answer = await fetch(url, { method });
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}: ${await answer.text()}`);
  return await answer.text();
}

function readRecorded(lines: string): readonly Recorded[] {
  return lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      // moto wrote it.
      const { method, url, body } = JSON.parse(line) as Partial<Recorded> & Pick<Recorded, "method" | "url">;
      return { method, url, body: Buffer.from(body ?? "", "base64").toString("utf8") };
    });
}
