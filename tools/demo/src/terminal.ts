import { styleText } from "node:util";

const style = process.stdout.isTTY && process.env["NO_COLOR"] === undefined;

type Format = Parameters<typeof styleText>[0];

function styled(format: Format, text: string): string {
  return style ? styleText(format, text) : text;
}

function print(line = ""): void {
  process.stdout.write(`${line}\n`);
}

let steps = 0;
let failures = 0;

/** Begins a numbered step. */
export function heading(title: string): void {
  steps += 1;
  print();
  print(styled("bold", `${steps}. ${title}`));
}

/** A sentence about what is to be seen. */
export function say(text: string): void {
  print(`   ${text}`);
}

/** A command as a person would type it. */
export function showCommand(command: string, seconds: number): void {
  print(`   ${styled("cyan", `$ ${command}`)} ${styled("gray", `(${seconds.toFixed(1)} s)`)}`);
}

/** Some lines of real output. */
export function quote(lines: readonly string[]): void {
  for (const line of lines) print(styled("gray", `   │ ${line}`));
}

/** States whether something held, and remembers it for the exit code. */
export function hold(isTrue: boolean, statement: string): void {
  if (!isTrue) failures += 1;
  print(isTrue ? `   ${styled("green", "✓")} ${statement}` : `   ${styled("red", "✗")} ${styled("red", statement)}`);
}

/** Ends the demo, and tells how it went. */
export function summary(seconds: number): number {
  print();
  print(
    failures === 0
      ? styled("green", `All of it held, in ${Math.round(seconds)} s.`)
      : styled("red", failures === 1 ? "One statement did not hold." : `${failures} statements did not hold.`),
  );
  return failures === 0 ? 0 : 1;
}
