#!/usr/bin/env node
import { isatty } from "node:tty";
import { run } from "./cli";
import type { Io, Sink } from "./io";
import { columnsOf, DEFAULT_COLUMNS } from "./terminal/width";

/** Each stream is opened when it is first used, since that takes longer than printing the help. */
function sinkOf(fd: number, open: () => NodeJS.WriteStream): Sink {
  let opened: NodeJS.WriteStream | undefined;
  const stream = (): NodeJS.WriteStream => (opened ??= survivingReader(open()));
  const isTerminal = isatty(fd);
  return {
    write: (text) => {
      if (stream().writable) stream().write(text);
    },
    isTerminal,
    get columns() {
      return isTerminal ? columnsOf(process.env, stream().columns) : DEFAULT_COLUMNS;
    },
  };
}

/** A reader that goes away, such as "head", changes nothing about what was found, and so not the exit code. */
function survivingReader(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  return stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

let isReading = false;
const io: Io = {
  stdout: sinkOf(1, () => process.stdout),
  stderr: sinkOf(2, () => process.stderr),
  get stdin() {
    isReading = true;
    return process.stdin;
  },
  env: process.env,
  now: Date.now,
  ports: async (options) => (await import("./node-ports.js")).nodePorts(options),
};

process.once("SIGINT", () => {
  // The half-written line of progress ends; then the signal does what it always does.
  if (io.stderr.isTerminal) io.stderr.write("\r\u001b[K");
  // A command that runs a program of its own waits until that has ended.
  if (process.listenerCount("SIGINT") === 0) process.kill(process.pid, "SIGINT");
});

void run(process.argv.slice(2), io).then((exitCode) => {
  process.exitCode = exitCode;
  // Nothing is left to wait for, but a standard input that nobody closes.
  if (isReading) process.stdin.destroy();
});
