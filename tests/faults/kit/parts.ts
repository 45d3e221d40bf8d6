import type { DnsName, HostName } from "../programs/src/settings";
import { firstSettings, lifeNames, liveThrough } from "./lives";
import type { Part, Sample } from "./matrix";
import { hosts, moveAway, moveNames, type Takeover } from "./moves";
import { moveZone, rename, renameNames, zoneMoveNames } from "./zone-moves";

/** The whole life of a domain on one host. `choice`: what is run of it, if not everything. */
export function lifeOf(host: HostName, dns: DnsName, choice: Pick<Part, "keeps"> = {}): Part {
  return {
    title: `${host}, ${dns}`,
    dns,
    names: lifeNames,
    scenarios: (bench) => liveThrough(bench, firstSettings(host, dns)),
    ...choice,
  };
}

/** The moves from one host to all others. */
export function movesFrom(host: HostName, takeover: Takeover): Part {
  return {
    title: `moves from ${host}`,
    dns: "cloudflare",
    names: moveNames(host, takeover),
    scenarios: (bench) => moveAway(bench, host, takeover),
  };
}

/** The move of the zone from one DNS provider to another. */
export const zoneMoves: Part = {
  title: "moves of the zone",
  dns: "route53",
  names: zoneMoveNames,
  scenarios: moveZone,
};

/** A rename of what deploys the domain. */
export const renames: Part = { title: "renames", dns: "route53", names: renameNames, scenarios: rename };

/** What is run where the same host has lived with another DNS provider: the other calls are the same ones, at the same places. */
export const recordsOnly: Pick<Part, "keeps"> = {
  keeps: ({ target }) => target.type === "cloudflare_dns_record" || target.type === "aws_route53_record",
};

/** What the ordinary suite runs: the announcement meets every fault, the rest the worst one. */
export const sample: Sample = {
  scenarios: ["create", "policy change"],
  keeps: ({ scenario, target, fault }) => {
    const isRecord = target.subject === "_mta-sts.example.com";
    if (scenario === "policy change") return isRecord || fault === "engine killed";
    return isRecord && (fault === "engine killed" || fault === "loses its answer");
  },
};

/** The whole matrix of an engine. */
export function allParts(takeover: Takeover): readonly Part[] {
  return [
    lifeOf("worker", "cloudflare"),
    lifeOf("r2", "cloudflare"),
    lifeOf("cloudfront", "route53"),
    lifeOf("cloudfront", "cloudflare", recordsOnly),
    lifeOf("external", "route53"),
    lifeOf("external", "cloudflare"),
    ...hosts.map((host) => movesFrom(host, takeover)),
    zoneMoves,
    renames,
  ];
}
