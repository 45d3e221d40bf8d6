import { error, warning, type CatalogueEntry } from "./entry";

const UPDATES = "RFC 8461 §8.1";
const REMOVAL = "RFC 8461 §8.3";

/** Moves of a zone, a host, or a name in the program that would take away what senders rely on. */
export const moveIssues = {
  "zone-move-owned-name": error(
    "the policy host publishes its own name, which exists only in its own Cloudflare zone",
    "move the policy to cloudfront() or external() first and remove the old host, then move the zone, and then the policy back if you want",
    UPDATES,
  ),
  "zone-move-with-host-move": error(
    "the zone and the policy host move in one deployment",
    "finish one move before the other: leave previousHost out, deploy, and then add previousDns",
    UPDATES,
  ),
  "zone-move-same-names": error(
    "the records of both zones would have the same resource names",
    'write nameSuffix: "2" in the options of dns, and keep it there after the move',
  ),
  "host-move-same-kind": error(
    "two policy hosts of one kind have the same resource names, and CloudFront accepts a host name for one distribution only",
    "move the policy to another kind of host first, such as external() or worker(), and from there to the new one",
    UPDATES,
  ),
  "zone-not-kept": error(
    "the deployment would delete the announcement from the zone in which senders may still find it",
    "write the DNS provider of the last deployment as previousDns, or in HCL keep the module of that zone, and remove it in a later deployment",
    UPDATES,
  ),
  "zone-dropped-too-early": error(
    "resolvers may still ask the former zone, and its records would be deleted",
    "keep previousDns, or in HCL the module of the former zone, until then, with delegatedSince: when the parent zone was first seen to name the new name servers only",
    UPDATES,
  ),
  "component-renamed": error(
    "the last deployment has this domain under another name or parent, and would delete everything there",
    "write an alias in the options of the component",
    UPDATES,
  ),
  "domain-changed": error(
    "the component published another domain in the last deployment, and would delete everything there",
    "leave that component as it is, add a second one for this domain, and retire the first",
    UPDATES,
  ),
  "protection-lifted": warning(
    "the protection from deletion is lifted while senders may hold a policy that is enforced",
    "remove allowDestroy in the deployment after the change that it is for",
    REMOVAL,
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
