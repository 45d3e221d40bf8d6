import type { DemoOptions } from "../options.js";
import { linesMatching } from "../output.js";
import type { Sight } from "../sight.js";
import { heading, hold, quote, say } from "../terminal.js";
import type { CdktfSession } from "./session.js";
import { withoutHash } from "./synth.js";

/** What every step works on. */
export interface CdktfDemo {
  readonly session: CdktfSession;
  readonly sight: Sight;
  readonly options: DemoOptions;
  /** What `settings.json` holds by now. */
  readonly settings: Record<string, unknown>;
}

export function prepare({ session, settings }: CdktfDemo): void {
  heading(`Settings for the example in examples/${session.example}`);
  quote(Object.entries(settings).map(([name, value]) => `${name}: ${JSON.stringify(value)}`));
}

/** Nothing is written of arguments that are wrong, so nothing can be applied. */
export function refuse({ session, settings }: CdktfDemo): void {
  heading("Mistakes are refused before anything is written");
  const wrong = { ...settings, mode: "enforced", mx: ["mx*.example.com", "mail.example.com."], maxAge: 1.5 };
  const mistakes = session.synth(wrong);
  const lines = mistakes.output.split("\n").filter((text) => /problems? in the arguments$|\[[a-z-]+\]$/u.test(text));
  quote(lines.map((text) => text.replace(/^.*Error: /u, "")));
  hold(mistakes.exitCode !== 0 && lines.length > 3, "all of them are told at once");
  const token = session.synth({ ...settings, domain: "${var.domain}" });
  hold(token.exitCode !== 0, "nor is a token hashed, whose id would never change again");
}

export async function deploy(demo: CdktfDemo): Promise<void> {
  const { session, sight, settings } = demo;
  heading("Deploy");
  session.mustSynth(settings);
  await session.init();
  const plan = await session.must("plan");
  quote(changesOf(plan.output));
  await apply(demo);
  await sight.lookAtNewId();
}

export async function changePolicy(demo: CdktfDemo): Promise<void> {
  const { session, sight, options } = demo;
  heading(`Change the policy: ${options.addedMx} takes mail too`);
  const { policyId } = set(demo, { mx: [...options.mx, options.addedMx] });
  await session.init();
  const plan = await session.must("plan");
  quote(changesOf(plan.output));
  const change = linesMatching(plan.output, /id=[0-9a-f]{32};.* -> .*id=[0-9a-f]{32};/u);
  quote(change.map((line) => line.trim()));
  hold(
    change.some((line) => line.includes(sight.ids[0] ?? "-") && line.includes(policyId)),
    "the plan shows the old id and the new one",
  );
  hold(
    changesOf(plan.output).every((line) => line.startsWith("~")),
    "everything is updated in place",
  );
  await apply(demo);
  await sight.lookAtNewId();
}

export async function drift(demo: CdktfDemo): Promise<void> {
  const { session, sight, options } = demo;
  heading("Drift: somebody edits the policy behind Terraform's back");
  await options.variant.edit(session.bed);
  say("(what is served is now another policy, or none)");

  const before = await session.run("plan", "-detailed-exitcode");
  quote(changesOf(before.output));
  hold(before.exitCode === 2, "the plan ends with 2: there is something to repair");
  await apply(demo);
  await sight.lookAccepted("the sender sees the policy as it was");
  const after = await session.run("plan", "-detailed-exitcode");
  hold(after.exitCode === 0, "the same plan ends with 0");
}

export async function enforce(demo: CdktfDemo): Promise<void> {
  heading("Enforce, and try to remove it");
  await deployWith(demo, { mode: "enforce" });
  await refusedDestroy(demo);
}

export async function rollBack(demo: CdktfDemo): Promise<void> {
  heading("Roll back to testing, under an id of its own");
  await deployWith(demo, { mode: "testing", revision: 1 });
}

export async function retire(demo: CdktfDemo): Promise<void> {
  heading("Retire: mode none, until the last enforced policy has expired everywhere");
  await deployWith(demo, { mode: "none" });
  await refusedDestroy(demo);
}

export async function remove(demo: CdktfDemo): Promise<void> {
  const { session, sight, options } = demo;
  heading("Remove: lift the protection, then destroy");
  set(demo, { allowDestroy: true });
  await session.init();
  const plan = await session.run("plan", "-detailed-exitcode");
  hold(plan.exitCode === 0, "lifting it changes nothing in the clouds");
  const destroy = await session.must("destroy");
  const order = linesMatching(destroy.output, /: Destruction complete/u).map((line) =>
    withoutHash(line.replace(/: Destruction complete.*$/u, "")),
  );
  quote(order);
  const at = (key: string): number => order.findIndex((title) => title.endsWith(` ${key}`));
  hold(at("sts-record") >= 0 && at("sts-record") < at("host-record"), "the announcement went before the name");
  hold(
    options.variant.host.every((key) => at(key) > at("host-record")),
    "the host went after its name",
  );
  await sight.look();
}

/** Writes changed settings into the file, and what follows from all of them into the stack. */
function set({ session, settings }: CdktfDemo, changes: Readonly<Record<string, unknown>>) {
  Object.assign(settings, changes);
  quote(Object.entries(changes).map(([name, value]) => `${name}: ${JSON.stringify(value)}`));
  return session.mustSynth(settings);
}

async function deployWith(demo: CdktfDemo, changes: Readonly<Record<string, unknown>>): Promise<void> {
  set(demo, changes);
  await demo.session.init();
  await apply(demo);
  await demo.sight.lookAtNewId();
}

/** Deploys, and shows how many resources that changed. */
async function apply({ session }: CdktfDemo): Promise<void> {
  const { output } = await session.must("apply");
  quote(linesMatching(output, /^Apply complete!/u));
}

async function refusedDestroy({ session, sight }: CdktfDemo): Promise<void> {
  const destroy = await session.run("destroy");
  // OpenTofu and Terraform tell it in other words, but with the same names.
  const names = destroy.output.matchAll(/Resource(?:\s+instance)?\s+(\S+)\s+has\s/gu);
  const refused = [...names].map(([, address = ""]) => withoutHash(address)).sort();
  quote(refused.map((title) => `prevent_destroy: ${title}`));
  hold(destroy.exitCode !== 0 && refused.length > 0, "the destroy is refused");
  await sight.holdAccepted();
}

/** What a plan would do, a line for each resource. */
function changesOf(output: string): readonly string[] {
  const signs: Readonly<Record<string, string>> = { created: "+", "updated in-place": "~", destroyed: "-" };
  const changes = output.matchAll(/^ {2}# (\S+) (?:will be|must be) (created|updated in-place|destroyed|replaced)/gmu);
  return [...changes].map(([, address = "", what = ""]) => `${signs[what] ?? "-/+"} ${withoutHash(address)}`).sort();
}
