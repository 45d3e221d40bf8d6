import { error, warning, type CatalogueEntry } from "./entry";

const UPDATES = "RFC 8461 §8.1";
const REMOVAL = "RFC 8461 §8.3";

/** How far a migration or a retirement is, as the arguments tell it. */
export const stageIssues = {
  "time-invalid": error(
    "must be a time in ISO 8601 with its zone",
    'write it as "2026-11-01T12:00:00Z", when it was seen',
    "RFC 3339 §5.6",
  ),
  "time-in-future": error("lies in the future", "write when it was seen, and leave it out until then"),
  "mx-migration-no-hosts": error(
    "a migration of MX records needs the hosts that they will name",
    "list the hosts of the new MX records",
    UPDATES,
  ),
  "mx-ttl-invalid": error(
    "a TTL must be whole seconds from 0 to 2147483647",
    "write the TTL that the MX records had before they moved",
    "RFC 2181 §8",
  ),
  "mx-narrowed-unmoved": error(
    "the policy must name the old hosts until the MX records have moved",
    "leave narrow out, and give movedSince once the MX records were seen to name the new hosts",
    UPDATES,
  ),
  "mx-narrowed-too-early": error(
    "resolvers may still lead senders to the old hosts, which the policy would refuse",
    "leave narrow out until then",
    UPDATES,
  ),
  "mx-moved-too-early": warning(
    "the MX records moved while senders may hold a policy without the new hosts",
    "keep the old hosts up and in the MX records until then",
    UPDATES,
  ),
  "longest-max-age-too-short": error(
    "a policy that is enforced is kept longer than every wait reckons with",
    "write the longest maxAge that was ever enforced",
    REMOVAL,
  ),
  "none-since-without-none": error(
    "tells since when mode none is announced, and the mode is another",
    'leave it out, or write mode: "none"',
    REMOVAL,
  ),
  "removal-undated": warning(
    "the protection is lifted and nothing tells when a removal is safe; certain is only a year after mode none was announced",
    "write noneSince, when mode none was first seen announced, unless this is for a move of the policy host",
    REMOVAL,
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
