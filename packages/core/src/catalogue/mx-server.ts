import { error, info, warning, type CatalogueEntry } from "./entry";

const VALIDATION = "RFC 8461 §4.2";

/** What the MX hosts themselves answer on port 25. */
export const mxServerIssues = {
  "mx-host-missing": error(
    "the MX host has no address",
    "publish A or AAAA records for it, or remove its MX record",
    "RFC 5321 §5.1",
  ),
  "mx-host-address": error(
    "the MX host resolves to addresses that are not public, so no connection was made",
    "publish public addresses, or allow private ones (--allow-private) if the network is your own",
    "RFC 5321 §5.1",
  ),
  "mx-unreachable": warning(
    "the MX host could not be reached on port 25, although other hosts could",
    "start the mail server, open the port, or remove the MX record",
    "RFC 5321 §5.1",
  ),
  "mx-smtp-error": warning(
    "the MX host does not speak valid SMTP, so STARTTLS could not be tried",
    "check the log of the mail server",
    "RFC 5321 §4.2",
  ),
  "mx-starttls": error("the MX host offers no STARTTLS", "enable STARTTLS on the host", "RFC 8461 §5"),
  "mx-starttls-injection": error(
    "plain text followed the answer to STARTTLS, as an attacker on the path would inject it",
    "update the mail server, and check any proxy in front of it",
    "RFC 3207 §6",
  ),
  "mx-certificate": {
    ...error(
      "the certificate of the MX host is not valid",
      "install a certificate from a public authority that names the MX host",
      VALIDATION,
    ),
    exception: "a warning where no policy is enforced",
  },
  "mx-certificate-expiring": warning(
    "the certificate of the MX host expires soon",
    "renew it, and automate its renewal",
    VALIDATION,
  ),
  "mx-tls-version": error(
    "the MX host does not accept TLS 1.2 or later",
    "enable TLS 1.2 and 1.3, and turn off older versions",
    "RFC 8461 §7.2",
  ),
  "smtp-blocked": info(
    "no MX host answered on port 25, which most networks block, so STARTTLS could not be checked from here",
    "run the check from a network that allows outgoing SMTP",
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
