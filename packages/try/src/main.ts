#!/usr/bin/env node
import { run, type TryIo } from "./run.js";

export { run, type TryIo };

// `mtasts try` takes `run` from here; as a command of its own, the file runs.
if (require.main === module) {
  const io: TryIo = {
    out: (line) => void process.stdout.write(`${line}\n`),
    err: (line) => void process.stderr.write(`${line}\n`),
    env: process.env,
    cwd: process.cwd(),
  };
  void run(process.argv.slice(2), io).then((exitCode) => {
    process.exitCode = exitCode;
  });
}
