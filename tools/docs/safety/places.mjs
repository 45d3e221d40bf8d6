// The places in which a policy may be kept: every policy host with every DNS provider that it works with, on both engines.
export const engines = ["Pulumi", "Terraform"];
const hosts = ["cloudfront", "worker", "r2", "external"];
const zones = ["route53", "cloudflareDns", "manualDns"];

/** A custom domain of Cloudflare's exists only where the zone is on Cloudflare. */
const isPossible = ({ host, zone }) => !((host === "worker" || host === "r2") && zone === "route53");

export const places = engines.flatMap((engine) =>
  hosts.flatMap((host) => zones.map((zone) => ({ engine, host, zone }))).filter(isPossible),
);

/** Whether an entry of the case speaks of a place; what it leaves out, it leaves open. */
export function covers({ engine, hosts: ofHosts, zones: ofZones }, place) {
  return (
    (engine === undefined || engine === place.engine) &&
    (ofHosts === undefined || ofHosts.includes(place.host)) &&
    (ofZones === undefined || ofZones.includes(place.zone))
  );
}

/** The places of one engine in words: "all", or hosts and zones. */
export function inWords(some) {
  const [{ engine }] = some;
  const all = places.filter((place) => place.engine === engine);
  if (some.length === all.length) return "every host and DNS provider";
  const byHost = Map.groupBy ? Map.groupBy(some, ({ host }) => host) : grouped(some);
  const parts = [...byHost].map(([host, list]) => [host, list.map(({ zone }) => zone)]);
  const isWhole = ([host, of]) => of.length === all.filter((place) => place.host === host).length;
  const whole = parts.filter(isWhole).map(([host]) => `\`${host}\``);
  const rest = parts.filter((part) => !isWhole(part));
  const byZones = new Map();
  for (const [host, of] of rest) {
    const key = of.map((zone) => `\`${zone}\``).join(", ");
    byZones.set(key, [...(byZones.get(key) ?? []), `\`${host}\``]);
  }
  return [
    ...(whole.length > 0 ? [whole.join(", ")] : []),
    ...[...byZones].map(([zone, of]) => `${of.join(", ")} with ${zone}`),
  ].join("; ");
}

function grouped(some) {
  const groups = new Map();
  for (const place of some) groups.set(place.host, [...(groups.get(place.host) ?? []), place]);
  return groups;
}
