import { createHash } from "node:crypto";
import path from "node:path";
import type { DemoOptions } from "../options.js";
import { DemoStopped } from "../session.js";
import { heading, hold, quote, say } from "../terminal.js";
import { Program, type Resource, type Stack } from "./synth.js";

const examples = path.join(__dirname, "..", "..", "..", "..", "examples");

interface Demo {
  readonly program: Program;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly options: DemoOptions;
}

/** Shows what the CDKTF construct writes for Terraform, and what it refuses to write. */
export function showCdktf(options: DemoOptions): void {
  const { domain, mx, rua, variant } = options;
  const example = variant.example.replace(/^pulumi-/u, "cdktf-");
  const { zoneId, accountId } = variant.settings;
  say(`MTA-STS for ${domain}: what CDKTF writes for Terraform`);
  const program = new Program(path.join(examples, example));
  const demo = { program, options, settings: { domain, mx, rua, zoneId, accountId } };
  try {
    heading(`Settings for the example in examples/${example}`);
    quote(Object.entries(demo.settings).flatMap(([name, value]) => (value === undefined ? [] : [line(name, value)])));
    const first = create(demo);
    change(demo, first);
    enforce(demo);
    refuse(demo);
    later(example);
  } finally {
    program.close();
  }
}

function create({ program, settings }: Demo): Stack {
  heading("Synthesise");
  const stack = mustSynth(program, settings);
  say("Terraform would create:");
  quote(stack.resources.map(({ title }) => `+ ${title}`).sort());
  say("senders would get:");
  quote(stack.policyText.split("\r\n").filter((text) => text !== ""));
  quote(stack.records.filter(({ type }) => type === "TXT").map(({ name, value }) => `TXT ${name}: ${value}`));
  const hash = createHash("sha256").update(stack.policyText).digest("hex");
  hold(hash.startsWith(stack.policyId), "the id is the SHA-256 of the bytes to be served, its first 32 digits");
  const announcement = find(stack, "sts-record");
  say("and hear of it only after:");
  quote((announcement?.attributes["depends_on"] as readonly string[] | undefined)?.map(withoutHash) ?? []);
  hold(announcement?.attributes["depends_on"] !== undefined, "the announcement waits for what serves the policy");
  return stack;
}

function change({ program, settings, options }: Demo, before: Stack): void {
  heading(`Change the policy: ${options.addedMx} takes mail too`);
  const after = mustSynth(program, { ...settings, mx: [...options.mx, options.addedMx] });
  say("Terraform would update:");
  const changed = after.resources.filter((resource) => !isIn(before, resource));
  quote(changed.map(({ title, attributes }) => `~ ${title}: ${changedNames(before, title, attributes).join(", ")}`));
  quote([`id ${before.policyId} => ${after.policyId}`]);
  hold(
    changed.length === 2 && after.policyId !== before.policyId,
    "nothing changes but the policy and its announcement",
  );
}

function enforce({ program, settings }: Demo): void {
  heading("Enforce");
  const { resources } = mustSynth(program, { ...settings, mode: "enforce" });
  const guarded = resources.filter(({ attributes }) => JSON.stringify(attributes["lifecycle"] ?? "").includes("true"));
  quote([`prevent_destroy: ${guarded.length} of ${resources.length} resources`]);
  hold(guarded.length === resources.length, "Terraform refuses to destroy or to replace any of it");
  const lifted = mustSynth(program, { ...settings, mode: "enforce", allowDestroy: true });
  const left = lifted.resources.filter(({ attributes }) => attributes["lifecycle"] !== undefined);
  hold(left.length === 0, "allowDestroy lifts that, in an apply of its own");
}

function refuse({ program, settings }: Demo): void {
  heading("Mistakes");
  const before = JSON.stringify(program.read());
  const wrong = { ...settings, mode: "enforced", mx: ["mx*.example.com", "mail.example.com."], maxAge: 1.5 };
  refused(program, wrong, "all of them are told at once");
  const token = { ...settings, domain: "${var.domain}" };
  refused(program, token, "nor is a token hashed, whose id would never change again");
  hold(JSON.stringify(program.read()) === before, "nothing was written");
}

function later(example: string): void {
  heading("Apply");
  say("Terraform or OpenTofu take it from here:");
  quote([
    `cd examples/${example} && npm run synth`,
    "cd cdktf.out/stacks/mta-sts",
    "terraform init && terraform apply",
  ]);
  say("A later version of this demo applies it to the emulated clouds, as it does with Pulumi: npm run demo");
}

function refused(program: Program, settings: object, statement: string): void {
  const { exitCode, output } = program.synth(settings);
  const lines = output.split("\n").filter((text) => /problems? in the arguments$|^ +\S+: .*\[[a-z-]+\]$/u.test(text));
  quote(lines.map((text) => text.replace(/^.*Error: /u, "")));
  hold(exitCode !== 0 && lines.length > 1, statement);
}

function mustSynth(program: Program, settings: object): Stack {
  const { exitCode, output } = program.synth(settings);
  if (exitCode === 0) return program.read();
  quote(output.trim().split("\n"));
  throw new DemoStopped(`npm run synth ended with ${String(exitCode)}`);
}

function find({ resources }: Stack, key: string): Resource | undefined {
  return resources.find(({ title }) => title.endsWith(` ${key}`));
}

function isIn({ resources }: Stack, { title, attributes }: Resource): boolean {
  const text = JSON.stringify(attributes);
  return resources.some((other) => other.title === title && JSON.stringify(other.attributes) === text);
}

function changedNames({ resources }: Stack, title: string, attributes: Resource["attributes"]): readonly string[] {
  const before = resources.find((other) => other.title === title)?.attributes ?? {};
  const names = Object.keys(attributes);
  return names.filter((name) => JSON.stringify(attributes[name]) !== JSON.stringify(before[name]));
}

function withoutHash(address: string): string {
  return address.replace(/\.mail_/u, " ").replace(/_[0-9A-F]{8}$/u, "");
}

function line(name: string, value: unknown): string {
  return `${name}: ${JSON.stringify(value)}`;
}
