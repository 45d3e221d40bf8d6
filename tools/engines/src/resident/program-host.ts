import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";

/** The same file for the sources, which the tests load, as for what they are compiled to. */
const server = path.join(__dirname, "..", "..", "dist", "resident", "serve-program.js");

/**
 * A process that runs a Pulumi program at each request of an engine. The packages of the program stay loaded in between, which
 * takes longer than many a deployment.
 */
export class ProgramHost {
  #process: ChildProcess | undefined;
  #address: Promise<string> | undefined;

  /** @param main - The file that is the program, in TypeScript or JavaScript; its folder is loaded anew at each run. */
  constructor(
    private readonly main: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** The value of the engine's `--client`. Starts the process if it is not running. */
  async address(): Promise<string> {
    this.#address ??= this.#start();
    return await this.#address;
  }

  /** Ends the process, also in the middle of a run. */
  kill(): void {
    this.#process?.kill("SIGKILL");
    this.#process = undefined;
    this.#address = undefined;
  }

  async #start(): Promise<string> {
    const child = spawn(process.execPath, [server, this.main], {
      cwd: path.dirname(this.main),
      env: this.env,
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#process = child;
    const failed = once(child, "close").then(() => Promise.reject(new Error("the host of the program has ended")));
    const [port] = (await Promise.race([once(createInterface({ input: child.stdout }), "line"), failed])) as [string];
    failed.catch(() => undefined);
    return `127.0.0.1:${port}`;
  }
}
