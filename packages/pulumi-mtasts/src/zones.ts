import type { Resource } from "@pulumi/pulumi";
import type { PreviousDnsArgs } from "./args.js";
import type { DnsProvider } from "./ports.js";

/** A DNS provider that publishes every record in the former zone, too, while the zone moves. */
export interface Zones<R extends Resource | undefined> extends DnsProvider<R> {
  /** What stands in the former zone so far. */
  readonly former: () => readonly Resource[];
}

/**
 * The zones of a component's records. A record's name follows from its zone alone, so that neither the beginning nor the end of a
 * move touches a record that stays.
 *
 * @param component - The component's name, behind which a zone's suffix stands.
 */
export function zonesOf<R extends Resource | undefined>(
  component: string,
  dns: DnsProvider<R>,
  previousDns: PreviousDnsArgs | undefined,
): Zones<R> {
  const former: Resource[] = [];
  const previous = previousDns?.dns;
  return {
    ...(dns.nameSuffix === undefined ? {} : { nameSuffix: dns.nameSuffix }),
    ...(dns.published === undefined ? {} : { published: dns.published.bind(dns) }),
    record(name, record, opts) {
      const kept = previous?.record(suffixed(name, component, previous.nameSuffix), record, opts);
      if (kept !== undefined) former.push(kept);
      return dns.record(suffixed(name, component, dns.nameSuffix), record, opts);
    },
    former: () => former,
  };
}

/** The name of a child, with the suffix behind the component's name. */
export function suffixed(name: string, component: string, suffix: string | undefined): string {
  if (suffix === undefined || suffix === "") return name;
  return name.startsWith(`${component}-`)
    ? `${component}-${suffix}${name.slice(component.length)}`
    : `${name}-${suffix}`;
}
