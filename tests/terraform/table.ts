import { hasNoResources, hosts, obstacle, zones, type HostName, type ZoneName } from "../e2e/matrix";
import type { EngineName } from "./deployment";

/** What every combination goes through, in this order. */
export const steps = [
  "validate",
  "apply",
  "second plan empty",
  "sender accepts",
  "policy change",
  "mode change",
  "drift planned and repaired",
  "destroy refused",
  "retirement",
  "destroy",
] as const;

export type Step = (typeof steps)[number];

const titles: Readonly<Record<EngineName, string>> = { tofu: "OpenTofu", terraform: "Terraform" };

/** The head of the table, in which each row is a host with a zone on an engine. */
export const head = [
  `| host | DNS | engine | ${steps.join(" | ")} |`,
  `| --- | --- | --- |${" --- |".repeat(steps.length)}`,
];

/** What can be combined, and what an engine makes of it. */
export function row(
  host: HostName,
  zone: ZoneName,
  { engine, done }: { readonly engine: EngineName; readonly done: ReadonlySet<Step> },
): string {
  const cell = (step: Step): string => {
    if (step === "destroy refused" && hasNoResources(host, zone)) return "–";
    return done.has(step) ? "✓" : "✗";
  };
  return `| \`${host}\` | \`${zone}\` | ${titles[engine]} | ${steps.map(cell).join(" | ")} |`;
}

/** Every pair of host and zone that can work together. */
export const combinations = hosts.flatMap((host) =>
  zones.filter((zone) => obstacle(host, zone) === undefined).map((zone) => [host, zone] as const),
);

/** What every module goes through, in this order. */
export const moduleSteps = [
  "fmt, validate",
  "apply",
  "second plan empty",
  "sender accepts",
  "policy change",
  "drift planned and repaired",
  "destroy refused",
  "removed block caught",
  "roll-back",
  "retirement",
  "destroy",
] as const;

export type ModuleStep = (typeof moduleSteps)[number];

/** The head of the table of the modules, in which each row is one of them on an engine. */
export const moduleHead = [
  `| module | engine | ${moduleSteps.join(" | ")} |`,
  `| --- | --- |${" --- |".repeat(moduleSteps.length)}`,
];

/** What an engine makes of a module. */
export function moduleRow(
  host: string,
  zone: string,
  { engine, done }: { readonly engine: EngineName; readonly done: ReadonlySet<ModuleStep> },
): string {
  const cells = moduleSteps.map((step) => (done.has(step) ? "✓" : "✗"));
  return `| \`terraform-${host}-${zone}\` | ${titles[engine]} | ${cells.join(" | ")} |`;
}
