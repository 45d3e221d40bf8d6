import type { DemoOptions } from "./options.js";
import { linesMatching } from "./output.js";
import type { Session } from "./session.js";
import type { Sight } from "./sight.js";
import { heading, hold, quote, say } from "./terminal.js";

/** What every step works on. */
export interface Demo {
  readonly session: Session;
  readonly sight: Sight;
  readonly options: DemoOptions;
  readonly stack: string;
}

export async function prepare({ session, options, stack }: Demo): Promise<void> {
  heading(`A new stack for the example in examples/${options.variant.example}`);
  await session.mustPulumi("stack", "init", stack);
  for (const [key, value] of Object.entries(options.variant.settings)) {
    await session.mustPulumi("config", "set", key, value);
  }
  await session.mustPulumi("config", "set", "domain", options.domain);
  await session.mustPulumi("config", "set", "mx", JSON.stringify(options.mx));
  await session.mustPulumi("config", "set", "rua", options.rua);
}

export async function deploy(demo: Demo): Promise<void> {
  heading("Deploy");
  const preview = await demo.session.mustPulumi("preview");
  quote(linesMatching(preview.output, /^ \+ {2}(aws|mtasts):/u));
  await up(demo);
  await demo.sight.lookAtNewId();
}

export async function changePolicy(demo: Demo): Promise<void> {
  const { session, sight, options } = demo;
  heading(`Change the policy: ${options.addedMx} takes mail too`);
  await session.mustPulumi("config", "set", "mx", JSON.stringify([...options.mx, options.addedMx]));
  const preview = await session.mustPulumi("preview", "--diff");
  const change = linesMatching(preview.output, /policyId +: .* => /u);
  quote(change);
  hold(
    change.some((line) => line.includes(sight.ids[0] ?? "-")),
    "the preview shows the old id and the new one",
  );
  await up(demo);
  await demo.sight.lookAtNewId();
}

export async function drift(demo: Demo): Promise<void> {
  const { session, options } = demo;
  heading("Drift: somebody edits the policy behind Pulumi's back");
  await options.variant.edit(session.bed);
  say("(what is served is now another policy, or none)");

  const before = await session.pulumi("preview", "--refresh", "--expect-no-changes", "--diff");
  quote(linesMatching(before.output, options.variant.sign));
  hold(before.exitCode !== 0, "the preview fails: it expected no changes and found one");
  await session.mustPulumi("up", "--refresh");
  await demo.sight.lookAccepted("the sender sees the policy as it was");
  const after = await session.pulumi("preview", "--refresh", "--expect-no-changes");
  hold(after.exitCode === 0, "the same preview passes");
}

export async function enforce(demo: Demo): Promise<void> {
  const { session } = demo;
  heading("Enforce, and try to remove it");
  await session.mustPulumi("config", "set", "mode", "enforce");
  await up(demo);
  await demo.sight.lookAtNewId();
  await refusedDestroy(demo);
}

export async function rollBack(demo: Demo): Promise<void> {
  heading("Roll back to testing, under an id of its own");
  await demo.session.mustPulumi("config", "set", "mode", "testing");
  await demo.session.mustPulumi("config", "set", "revision", "1");
  await up(demo);
  await demo.sight.lookAtNewId();
}

export async function retire(demo: Demo): Promise<void> {
  heading("Retire: mode none, until the last enforced policy has expired everywhere");
  await demo.session.mustPulumi("config", "set", "mode", "none");
  await up(demo);
  await demo.sight.lookAtNewId();
  await refusedDestroy(demo);
}

export async function remove(demo: Demo): Promise<void> {
  const { session, sight, stack, options } = demo;
  heading("Remove: lift the protection, then destroy");
  await session.mustPulumi("config", "set", "allowDestroy", "true");
  await up(demo);
  const destroy = await session.mustPulumi("destroy");
  const deleted = linesMatching(destroy.output, / deleted \(/u).map(
    (line) => /\s(mail-[\w-]+) deleted/u.exec(line)?.[1],
  );
  const order = deleted.filter((name) => name !== undefined);
  quote(order);
  const at = (key: string): number => order.indexOf(`mail-${key}`);
  hold(order[0] === "mail-sts-record", "the announcement went first");
  hold(
    options.variant.host.every((key) => at(key) > at("host-record")),
    "the host went after its name",
  );
  await sight.look();
  await session.mustPulumi("stack", "rm", "--yes", stack);
}

/** Deploys, and shows how many resources that changed. */
async function up({ session }: Demo): Promise<void> {
  const { output } = await session.mustPulumi("up");
  quote(linesMatching(output, /^ {4}\S+ ?\d+ (created|updated|deleted|replaced)/u).map((line) => line.trim()));
}

async function refusedDestroy({ session, sight }: Demo): Promise<void> {
  const destroy = await session.pulumi("destroy");
  quote(linesMatching(destroy.output, /^ +(error: resource|because it is protected)/u));
  hold(destroy.exitCode !== 0, "the destroy is refused");
  await sight.holdAccepted();
}
