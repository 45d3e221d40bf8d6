import { error, info, warning, type CatalogueEntry } from "./entry";

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
    "check the policy host, or raise timeoutSeconds in waitUntilServed, and deploy again",
    UPDATES,
  ),
  "txt-not-ours": error(
    "something else stands where the announcement is to be, so that the deployment fails or senders see both",
    "take it over by an import, or remove it first and wait until resolvers have forgotten it",
    "RFC 8461 §3.1",
  ),
  "policy-unreachable": error(
    "after the plan, senders can no longer fetch a policy that is in force",
    "keep the value, or move to another host first and change the old one after its name's TTL",
    "RFC 8461 §3.3",
  ),
  "policy-unreadable": error(
    "after the plan, what senders fetch is not a valid policy",
    "serve the policy as text/plain, byte for byte",
    "RFC 8461 §3.2",
  ),
  "policy-cached": error(
    "after the plan, a cache stands between the policy and senders",
    "use the managed policy CachingDisabled (4135ea2d-6df8-44a3-9df3-4b5a84be39ad), or a maximum TTL of 0",
    "RFC 8461 §3.3",
  ),
  "policy-cacheable": warning(
    "after the plan, caches between the host and senders may keep the policy",
    'set the header Cache-Control to "no-store"',
    "RFC 8461 §3.3",
  ),
  "record-unreadable": error(
    "after the plan, senders find no valid _mta-sts record, or several",
    "keep exactly one record, and change it in place",
    "RFC 8461 §3.1",
  ),
  "id-policy-mismatch": error(
    "the plan announces an id that is not that of the policy which is served afterwards",
    "deploy the policy and the record together, without --target",
    "RFC 8461 §3.1",
  ),
  "announced-before-served": error(
    "the plan announces a policy that its host does not serve yet",
    "serve the new policy first, and deploy the record once the policy URL returns it",
    "RFC 8461 §8.1",
  ),
  "record-ttl-changed": warning(
    "the plan changes the TTL of the _mta-sts record",
    "calculate the waits of later steps from the longer TTL, or keep the old one",
    "RFC 8461 §8.1",
  ),
  "host-not-in-plan": warning(
    "after the plan, a host answers for the policy that the plan does not show",
    "make sure that it serves the same bytes before you deploy",
    "RFC 8461 §8.1",
  ),
  "record-not-in-plan": info(
    "the policy changes, and the plan shows no _mta-sts record",
    "change the record by hand once the policy is served",
    "RFC 8461 §3.1",
  ),
  "not-judged": info(
    "the plan does not show the value, so it is not judged",
    "check the domain after the deployment, or give the value as a literal",
  ),
  "plan-version": error(
    "the plan has a format that this version cannot read",
    "update mtasts, or make the plan with Terraform 1.x, OpenTofu 1.x, or Pulumi 3.x",
  ),
  "plan-unreadable": error(
    "the file is not a complete plan",
    'write it again with "terraform show -json PLANFILE", "tofu show -json PLANFILE", or "pulumi preview --json --show-sames"',
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
