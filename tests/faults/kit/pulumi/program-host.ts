import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

/** A process that runs the programs of a stack, and is there until it is killed together with the engine. */
export class ProgramHost {
  #process: ChildProcess | undefined;
  #address: Promise<string> | undefined;

  constructor(
    private readonly programs: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** Where the engine finds it; started anew if it is gone. */
  async address(): Promise<string> {
    this.#address ??= this.#start();
    return await this.#address;
  }

  /** Ends it in the middle of whatever it does. */
  kill(): void {
    this.#process?.kill("SIGKILL");
    this.#process = undefined;
    this.#address = undefined;
  }

  async #start(): Promise<string> {
    const file = path.join(this.programs, "dist", "host.js");
    const child = spawn(process.execPath, [file], {
      cwd: this.programs,
      env: this.env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#process = child;
    const failed = once(child, "close").then(() => Promise.reject(new Error("the host of the programs has ended")));
    const [port] = (await Promise.race([once(createInterface({ input: child.stdout }), "line"), failed])) as [string];
    failed.catch(() => undefined);
    return `127.0.0.1:${port}`;
  }
}
