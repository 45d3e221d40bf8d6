import { fork } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";

const program = path.join(import.meta.dirname, "synth.mjs");

/** Synthesises that many domains in a process of its own. Returns the measurements and the resources that were written. */
export async function measureSynth(name, domains) {
  const scratch = await mkdtemp(path.join(tmpdir(), "mtasts-bench-"));
  try {
    return await new Promise((resolve, reject) => {
      const child = fork(program, [name, String(domains), path.join(scratch, "cdktf.out")]);
      let told;
      child.on("message", (message) => (told = message));
      child.on("exit", (code) => (code === 0 ? resolve(told) : reject(new Error(`${name} ended with ${code}`))));
    });
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
