import { error, warning, type CatalogueEntry } from "./entry";

const UPDATES = "RFC 8461 §8.1";
const REMOVAL = "RFC 8461 §8.3";

/** Arguments about the past or the world that the live domain disproves, and what could not be compared with it. */
export const claimIssues = {
  "none-not-announced": error(
    "mode none is not announced yet, so the retirement has not begun",
    "deploy mode none without noneSince and without allowDestroy, and give them once mode none was seen announced",
    REMOVAL,
  ),
  "revision-not-raised": error(
    "mode testing with revision 0 states that nothing was ever enforced, and the live policy is enforced",
    "raise revision by 1",
    REMOVAL,
  ),
  "hosts-not-announced": error(
    "the live policy does not name every host of mxMigration.to",
    "leave announcedSince out until the policy with all hosts was seen announced",
    UPDATES,
  ),
  "mx-not-moved": error(
    "the live MX records do not name the hosts of mxMigration.to only",
    "leave movedSince and narrow out until the MX records were seen to name the new hosts only",
    UPDATES,
  ),
  "mx-ttl-too-short": error(
    "resolvers hold the MX records for longer than mxTtl",
    "write the TTL that the MX records have before they move",
    "RFC 2181 §8",
  ),
  "previous-host-elsewhere": error(
    "the name of the policy host leads neither to previousHost nor to host",
    "give the host that the name leads to now as previousHost",
    UPDATES,
  ),
  "preflight-incomplete": warning(
    "preflight could not see everything that is live",
    "check the network, or set MTASTS_RESOLVER to another name server, and deploy again",
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
