/** The policy hosts and the DNS providers of the package, by their factories' names. */
export const hosts = ["cloudfront", "worker", "r2", "external"] as const;
export const zones = ["route53", "cloudflareDns", "manualDns"] as const;

export type HostName = (typeof hosts)[number];
export type ZoneName = (typeof zones)[number];

/** Why two of them cannot work together; `undefined` where they can. */
export function obstacle(host: HostName, zone: ZoneName): string | undefined {
  const ownsName = host === "worker" || host === "r2";
  return ownsName && zone === "route53" ? "the domain's zone has to be at Cloudflare" : undefined;
}

/** Whether nothing of such a deployment is a resource, so that there is nothing to protect. */
export function hasNoResources(host: HostName, zone: ZoneName): boolean {
  return host === "external" && zone === "manualDns";
}

/** What every combination goes through, in this order. */
export const steps = [
  "up",
  "second preview empty",
  "sender accepts",
  "policy change",
  "drift shown and repaired",
  "mode change",
  "destroy refused",
  "destroy",
] as const;

export type Step = (typeof steps)[number];

/** How each combination fared, as a table for people. */
export function matrixTable(outcomes: ReadonlyMap<string, ReadonlySet<Step>>): string {
  const rows = hosts.flatMap((host) => zones.map((zone) => row(host, zone, outcomes.get(`${host} ${zone}`))));
  return [
    "# Hosts and DNS providers, deployed",
    "",
    "Every combination on the real Pulumi engine, with the emulated clouds and a sender that looks. Written by",
    "`npm run docs:matrix`, and compared with what `npm test` sees.",
    "",
    `| host | DNS | ${steps.join(" | ")} |`,
    `| --- | --- |${" --- |".repeat(steps.length)}`,
    ...rows,
    "",
    "The policy moves between any two of `cloudfront`, `worker` and `r2`, with the same bytes and the same id. With `previousHost`,",
    "`cloudfront` stays until no resolver leads to it any more; the other two go at once, since a custom domain is the name itself",
    "(`tests/e2e/moves.test.ts`, [how to move](../guides/move-the-host.md)).",
    "",
  ].join("\n");
}

function row(host: HostName, zone: ZoneName, done: ReadonlySet<Step> = new Set()): string {
  const reason = obstacle(host, zone);
  const cell = (step: Step): string => {
    if (reason !== undefined || (step === "destroy refused" && hasNoResources(host, zone))) return "–";
    return done.has(step) ? "✓" : "✗";
  };
  const name = reason === undefined ? `\`${zone}\`` : `\`${zone}\` (${reason})`;
  return `| \`${host}\` | ${name} | ${steps.map(cell).join(" | ")} |`;
}
