import type { DiffFlags } from "../commands/diff";
import type { Context } from "../context";
import { checkAll, expectedFor, readExpected, takenDomain } from "../domains";
import { exitCodes } from "../exit-code";
import { portsOptions } from "../network";
import { countOf, exitCodeFor } from "../severity";
import { diffLines } from "../show/diff-text";

/** Compares the live domain with the outputs of its deployment. */
export async function diff(given: string, flags: DiffFlags, context: Context): Promise<void> {
  const { io } = context;
  const domain = takenDomain(given, context.noteTaken);
  const expected = await readExpected(io, flags.expect);
  const wanted = expectedFor(expected, domain, flags.expect);
  const ports = await io.ports(await portsOptions(io, flags));
  const options = { search: false, timeoutMs: flags.timeout * 1_000 };
  const [checked] = await checkAll([wanted.domain], { ports, options, expected, onDone: () => undefined });
  if (checked === undefined) return;
  const { report, differences } = checked;
  if (flags.json === true) context.json({ version: 1, wanted, report, differences });
  else {
    context.note(report.verdict === "unknown" ? "the live state is unknown" : countOf(differences));
    context.out(diffLines({ wanted, report, differences }, context.paint));
  }
  context.endWith(report.verdict === "unknown" ? exitCodes.undone : exitCodeFor(differences, "error"));
}
