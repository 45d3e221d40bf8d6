import type { CheckIssue } from "@mtasts/check";
import { type Explanation, explanations } from "./explanations.js";
import type { SenderAnswer, SenderName } from "./real-senders.js";
import { differences, type Views } from "./views.js";

export interface SectionViews {
  readonly title: string;
  readonly views: readonly Views[];
}

const NAMES = ["postfix-mta-sts-resolver", "mox"] as const;

/** The page that shows every verdict beside ours. */
export function page(sections: readonly SectionViews[]): string {
  const all = sections.flatMap(({ views }) => views);
  const same = (name: SenderName): number => all.filter((view) => differencesOf(view, name).length === 0).length;
  return `# Beside real senders

\`\`\`sh
npm run docs:peers
\`\`\`

publishes ${all.length} domains on the loopback, with a name server, an authority for certificates and web servers of the test bed, and has
three programs look at each of them, over real DNS, TLS and HTTP:

- \`mtasts check\`, that is \`checkDomain\` of \`@mtasts/check\`;
- postfix-mta-sts-resolver 1.5.1 (PyPI), which tells Postfix what policy a domain has;
- package \`mtasts\` of mox 0.0.15 (Go), with which the mail server mox finds policies.

The last two run unchanged, but are told which name server to ask, which authority to trust and at which port policy hosts listen.
They begin with empty caches, except at \`stale-id\`: there postfix-mta-sts-resolver compares the ids itself, and for mox, whose cache
is another package, the program around it does.

They conclude the same of ${same("postfix-mta-sts-resolver")} domains (postfix-mta-sts-resolver) and ${same("mox")} domains (mox). Conclusions are the same where a sender would do the same:
it has a policy of the same mode, id, patterns and max_age, which covers the same MX hosts (Postfix compares patterns with
certificates instead, at a delivery, so that nothing is said of it here); or it sticks to the one that it holds;
or it finds nothing announced; or it fails to get what may be there. What differs is in bold, and explained below each table. A test
fails when a difference has no explanation, or when this page is out of date.

The cells hold each program's own word. For ours the codes of errors follow, and where somebody differs those of warnings too.

${sections.map(section).join("\n")}`;
}

function section({ title, views }: SectionViews): string {
  const isShown = ({ cases, peer }: Explanation): boolean =>
    views.some((view) => cases.includes(view.case.name) && differencesOf(view, peer).length > 0);
  const notes = explanations.filter(isShown);
  return `## ${title}

| domain | what is special | \`mtasts check\` | postfix-mta-sts-resolver | mox |
|---|---|---|---|---|
${views.map(row).join("\n")}

${notes.map(note).join("\n")}
`;
}

function row(view: Views): string {
  const cells = [view.case.name, view.case.about, ours(view), ...NAMES.map((name) => theirs(view, name))];
  return `| ${cells.join(" | ")} |`;
}

function ours(view: Views): string {
  const differs = NAMES.some((name) => differencesOf(view, name).length > 0);
  const isTold = ({ severity }: CheckIssue): boolean => severity === "error" || (differs && severity === "warning");
  const codes = [...new Set(view.report.issues.filter(isTold).map(({ code }) => code))];
  return [view.report.verdict, ...codes.map((code) => `\`${code}\``)].join(" ");
}

function theirs(view: Views, name: SenderName): string {
  const answer = view.theirs[name];
  const differing = differencesOf(view, name);
  const words = inWords(answer);
  if (differing.length === 0) return words;
  // Where both have a policy, it is one of its members that differs.
  const isSamePolicy = answer.outcome === "policy" && view.ours.outcome === "policy";
  const members = differing.filter((member) => !member.startsWith("mode "));
  return `**${isSamePolicy ? [words, ...members].join(", ") : words}**`;
}

function inWords({ result, mode }: SenderAnswer): string {
  return mode === undefined ? result : `${result}: ${mode}`;
}

function note({ peer, cases, spec, reason }: Explanation): string {
  return `- ${cases.join(", ")} · ${peer}: ${reason} (${spec}).`;
}

export function differencesOf(view: Views, name: SenderName): readonly string[] {
  return differences(view.ours, view.theirs[name]);
}
