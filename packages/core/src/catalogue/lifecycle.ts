import { error, info, warning, type CatalogueEntry } from "./entry";

const IDS = "RFC 8461 §3.1";
const UPDATES = "RFC 8461 §8.1";
const REMOVAL = "RFC 8461 §8.3";

/** What a change does to the policies that senders hold. */
export const lifecycleIssues = {
  "id-not-changed": error(
    "the policy changes and its id does not, so that senders keep the old policy",
    "announce the id of the bytes served",
    IDS,
  ),
  "id-changed-needlessly": info(
    "the id changes and the policy does not, so that every sender fetches again",
    "keep the id of the bytes served",
    IDS,
  ),
  "id-reused": error(
    "the id was announced before, and a sender that holds another policy under it would never fetch again",
    "raise revision by 1",
    IDS,
  ),
  "host-and-policy-together": error(
    "the policy host moves and the policy changes at once, so that a new id may meet the old host",
    "serve the same bytes from the new host first, and change the policy once the old name's TTL has passed",
    UPDATES,
  ),
  "order-txt-before-https": error(
    "the record announces a policy before it can be fetched",
    "change the file, fetch it, and only then change the record",
    UPDATES,
  ),
  "enforce-mx-and-policy-together": warning(
    "mx records and policy change together while senders hold a policy that is enforced",
    "deploy the steps one by one, with their waits",
    UPDATES,
  ),
  "mx-changed-without-policy": error(
    "an MX host is not covered by the policy that will be enforced",
    "list every host of the MX records in mx",
    UPDATES,
  ),
  "rollout-no-testing": warning(
    "a first policy that is enforced refuses mail wherever it is wrong",
    'write mode: "testing" and a short maxAge until the reports are clean',
    "RFC 8461 §5",
  ),
  "removal-without-none": error(
    "senders may hold a policy that is enforced, and nothing tells them to drop it",
    'deploy mode "none" first, and remove the rest after the wait',
    REMOVAL,
  ),
  "removal-too-early": error(
    "senders may still hold a policy that is enforced",
    "keep record and host until then",
    REMOVAL,
  ),
  "history-unknown": warning(
    "it is unknown for how long senders hold what was enforced before",
    "list every earlier instance with maxAge, fileEnded and idEnded; without them only a year and the TTL are certain",
    REMOVAL,
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
