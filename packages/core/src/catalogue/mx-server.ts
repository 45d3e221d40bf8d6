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
    "the MX host leads to addresses that are not public, and no connection is made to them",
    "publish public addresses, or allow private ones for a network of your own",
    "RFC 5321 §5.1",
  ),
  "mx-unreachable": warning(
    "the MX host could not be reached on port 25, although others could",
    "start the mail server, open the port, or remove the MX record",
    "RFC 5321 §5.1",
  ),
  "mx-smtp-error": warning(
    "the MX host does not speak SMTP as it should, so that STARTTLS could not be tried",
    "look at the log of the mail server",
    "RFC 5321 §4.2",
  ),
  "mx-starttls": error("the MX host offers no STARTTLS", "enable STARTTLS on the host", "RFC 8461 §5"),
  "mx-starttls-injection": error(
    "plain text came behind the answer to STARTTLS, as somebody in between would inject it",
    "update the mail server, and look for a proxy in front of it",
    "RFC 3207 §6",
  ),
  "mx-certificate": {
    ...error(
      "the certificate of the MX host does not hold",
      "install a certificate of a public authority that names the MX host",
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
    "the MX host does not take TLS 1.2 or better",
    "enable TLS 1.2 and 1.3, and switch older versions off",
    "RFC 8461 §7.2",
  ),
  "smtp-blocked": info(
    "no MX host answered on port 25, which most networks block, so that STARTTLS could not be checked from here",
    "run the check from a network that may send mail",
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
