import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

/** What a sender is asked. */
export interface Question {
  readonly domain: string;
  /** The id of the policy that it holds already. @default - it holds none */
  readonly knownId?: string;
}

/** A program that answers questions, one JSON object on each line, in any order. */
export interface SenderProcess<Answer> {
  readonly ask: (question: Question) => Promise<Answer>;
  /** Ends the program. */
  readonly close: () => Promise<void>;
}

/** Starts such a program. Questions to one that has ended are rejected, with what it wrote to standard error. */
export function startSender<Answer>(command: string, args: readonly string[]): SenderProcess<Answer> {
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve) => {
    child.on("close", () => {
      resolve();
    });
  });
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  let errors = "";
  let count = 0;
  let hasEnded = false;
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    errors = (errors + text).slice(-4_000);
  });
  createInterface({ input: child.stdout }).on("line", (line) => {
    // Our own program wrote it.
    const answer = JSON.parse(line) as Answer & { readonly number: number };
    waiting.get(answer.number)?.resolve(answer);
    waiting.delete(answer.number);
  });
  // Told by "close" as well, which comes after it.
  child.stdin.on("error", () => undefined);
  child.on("error", (error) => {
    errors += error.message;
  });
  child.on("close", () => {
    hasEnded = true;
    for (const { reject } of waiting.values()) reject(new Error(`${command} has ended:\n${errors}`));
    waiting.clear();
  });
  return {
    ask: async (question) => {
      if (hasEnded) throw new Error(`${command} has ended:\n${errors}`);
      count += 1;
      const number = count;
      return await new Promise<Answer>((resolve, reject) => {
        waiting.set(number, { resolve, reject });
        child.stdin.write(`${JSON.stringify({ number, ...question })}\n`);
      });
    },
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
