import { error, warning, type CatalogueEntry } from "./entry";

const MATCHING = "RFC 8461 §4.1";

/** MX patterns beside the hosts of mail providers. */
export const mailProviderIssues = {
  "mx-provider-base": error(
    "no MX host of the provider has such a name",
    "write the name that the MX record points to",
    MATCHING,
  ),
  "mx-provider-mismatch": warning(
    "the pattern does not fit the MX hosts at this provider",
    "write the names that the MX records point to",
    MATCHING,
  ),
  "mx-submission-host": error(
    "mail programs send or fetch mail through this host, and no MX record points to it",
    "write the name that the MX record points to",
    MATCHING,
  ),
  "mx-provider-unverified": warning(
    "these hosts are known from customers of the provider, not from the provider itself",
    "compare them with the MX records of the domain, since the mode is enforce",
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
