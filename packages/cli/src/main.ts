#!/usr/bin/env node
import { isatty } from "node:tty";
import { nodePorts } from "@mtasts/check/node";
import { run } from "./cli";
import type { Io, Sink } from "./io";

function sinkOf(stream: NodeJS.WriteStream & { readonly fd: number }): Sink {
  // A reader that goes away, such as "head", changes nothing about what was found, and so not the exit code.
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  return {
    write: (text) => {
      if (stream.writable) stream.write(text);
    },
    isTerminal: isatty(stream.fd),
    columns: isatty(stream.fd) ? stream.columns : 80,
  };
}

const io: Io = {
  stdout: sinkOf(process.stdout),
  stderr: sinkOf(process.stderr),
  stdin: process.stdin,
  env: process.env,
  now: Date.now,
  ports: nodePorts,
};

process.once("SIGINT", () => {
  // The half-written line of progress ends; then the signal does what it always does.
  if (io.stderr.isTerminal) io.stderr.write("\r\u001b[K");
  process.kill(process.pid, "SIGINT");
});

void run(process.argv.slice(2), io).then((exitCode) => {
  process.exitCode = exitCode;
  // Nothing is left to wait for, but a standard input that nobody closes.
  process.stdin.destroy();
});
