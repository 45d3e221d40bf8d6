import path from "node:path";
import { openPulumiStack, type CommandResult, type PulumiStack } from "@mtasts/engines";
import { askAsSender, startTestbed, type SenderView, type Testbed } from "@mtasts/testbed";
import type { DemoOptions } from "./options.js";
import { paragraph } from "./output.js";
import { quote, say, showCommand } from "./terminal.js";

/** A command failed on which everything after it depends. */
export class DemoStopped extends Error {}

const examples = path.join(__dirname, "..", "..", "..", "examples");

/** What a person would not have to type: no questions, no progress, no colours. */
const batchOptions: Readonly<Record<string, readonly string[]>> = {
  preview: ["--non-interactive", "--color", "never"],
  up: ["--yes", "--skip-preview", "--non-interactive", "--color", "never"],
  destroy: ["--yes", "--skip-preview", "--non-interactive", "--color", "never"],
};

/** A stack on an internet of its own, and what is shown of it. */
export class Session {
  readonly #stack: PulumiStack;

  private constructor(
    readonly domain: string,
    readonly bed: Testbed,
    stack: PulumiStack,
  ) {
    this.#stack = stack;
  }

  static async open({ domain, variant }: DemoOptions, stack: string): Promise<Session> {
    const bed = await startTestbed(variant.zones(domain));
    const program = path.join(examples, variant.example);
    return new Session(domain, bed, await openPulumiStack({ program, stack, providers: bed.env, log: say }));
  }

  /** Runs `pulumi` and shows the command. */
  async pulumi(...args: readonly string[]): Promise<CommandResult> {
    const result = await this.#stack.run(...args, ...(batchOptions[args[0] ?? ""] ?? []));
    const extra = batchOptions[args[0] ?? ""]?.join(" ") ?? "";
    showCommand(result.command.replace(extra, "").trim(), result.seconds);
    return result;
  }

  /** The same, for a command without which the demo cannot go on. */
  async mustPulumi(...args: readonly string[]): Promise<CommandResult> {
    const result = await this.pulumi(...args);
    if (result.exitCode === 0) return result;
    const why = paragraph(result.output, /^\s+error:/u);
    quote(why.length > 0 ? why : result.output.trim().split("\n"));
    throw new DemoStopped(`${result.command} ended with ${result.exitCode}`);
  }

  /** Asks DNS and the policy host as a sending mail server does. */
  ask(): Promise<SenderView> {
    return askAsSender(this.bed, this.domain);
  }

  /** The same, and shows the answers. */
  async look(): Promise<SenderView> {
    const view = await this.ask();
    say("a sending mail server sees:");
    quote(describe(view));
    return view;
  }

  async close(): Promise<void> {
    await this.#stack.close();
    await this.bed.stop();
  }
}

function describe({
  domain,
  txt = "none",
  url,
  status,
  headers,
  tlsRpt = "none",
  ...file
}: SenderView): readonly string[] {
  const answer = status === undefined ? "no answer" : `${status}, ${headers["content-type"] ?? "no media type"}`;
  const { tlsVersion, certificate, body = "" } = file;
  return [
    `TXT _mta-sts.${domain}: ${txt}`,
    `GET ${url}: ${answer}`,
    ...(certificate ? [`  ${tlsVersion}, ${certificate.names.join(", ")}, valid until ${certificate.validTo}`] : []),
    ...body.split("\r\n").flatMap((line) => (line === "" ? [] : [`  ${line}`])),
    `TXT _smtp._tls.${domain}: ${tlsRpt}`,
  ];
}
