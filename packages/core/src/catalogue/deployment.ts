import { error, warning, type CatalogueEntry } from "./entry";

const UPDATES = "RFC 8461 §8.1";

/** What a plan would do to a policy that senders rely on, and where the internet differs from what was deployed. */
export const deploymentIssues = {
  "policy-host-gone": error(
    "what serves the policy is deleted or replaced while the policy is announced",
    "keep it until another host serves the same bytes under the same name",
    UPDATES,
  ),
  "policy-host-moved-at-once": warning(
    "the old policy host goes in the deployment that brings the new one, and resolvers hold its name for a TTL",
    "remove the old host in a later deployment, one TTL after the name was switched",
    UPDATES,
  ),
  "txt-recreated": error(
    "the record is deleted and created again, and resolvers hold for a while that there is none",
    "change it in place, under its present name in the program",
    UPDATES,
  ),
  "live-id-differs": error(
    "the announced id is not that of the deployment",
    "deploy again, and wait for one TTL of the record",
    "RFC 8461 §3.1",
  ),
  "live-record-duplicated": error(
    "another record exists next to the one that was deployed, and senders act as if there were none",
    "delete every record except the deployed one (docs/guides/repair.md)",
    "RFC 8461 §3.1",
  ),
  "live-policy-differs": error(
    "the policy that is served is not the one that was deployed",
    "deploy again, and purge what caches it before the record changes",
    UPDATES,
  ),
  "live-tls-rpt-differs": error(
    "the TLS-RPT record is not that of the deployment",
    "deploy again, and wait for one TTL of the record",
    "RFC 8460 §3",
  ),
  "policy-not-served": error(
    "the policy was not served in time, so nothing was announced",
    "look at the policy host, or allow more time, and deploy again",
    UPDATES,
  ),
  "txt-not-ours": error(
    "something else stands where the announcement is to be, so that the deployment fails or senders see both",
    "take it over by an import, or remove it first and wait until resolvers have forgotten it",
    "RFC 8461 §3.1",
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
