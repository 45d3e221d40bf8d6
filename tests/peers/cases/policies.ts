import { policyFor } from "@mtasts/testbed/stage";
import { type Case, published, withNames, withText } from "./case.js";

const plainType = { headers: { "Content-Type": "text/plain; charset=utf-8" } };

/** What the file says (RFC 8461 §3.2), and which hosts it covers (§4.1). */
export const policyCases: readonly Case[] = [
  published("enforce", "everything as it should be", () => ({})),
  published("testing", "mode testing", (domain) => ({ policy: policyFor(domain, "testing") })),
  published("none", "mode none", (domain) => ({ policy: policyFor(domain, "none") })),
  withText("none-without-mx", "mode none, and no mx line", (text) =>
    text.replace("enforce", "none").replace(/mx: .*\r\n/u, ""),
  ),
  withText("lf", "lines end with LF", (text) => text.replaceAll("\r", "")),
  withText("mixed-ends", "lines end with LF and with CRLF", (text) => text.replace("\r", "")),
  withText("cr", "lines end with CR alone", (text) => text.replaceAll("\n", "")),
  withText("no-end", "the last line has no end", (text) => text.trimEnd()),
  withText("blank-at-end", "a blank line at the end", (text) => `${text}\r\n`),
  withText("blank-inside", "a blank line inside", (text) => text.replace("mode", "\r\nmode")),
  withText("bom", "a byte order mark before the first line", (text) => `\uFEFF${text}`),
  withText("indented", "a line that begins with a space", (text) => text.replace("mode", " mode")),
  withText("space-before-colon", "`mode : enforce`", (text) => text.replace("mode:", "mode :")),
  withText("no-space", "no space behind the colons", (text) => text.replaceAll(": ", ":")),
  withText("trailing-space", "white space at the end of a line", (text) => text.replace("enforce", "enforce \t")),
  withText("comment", "a line `# our policy`", (text) => `${text}# our policy\r\n`),
  withText("unknown-key", "a key that nobody knows", (text) => `${text}nmx: a\r\n`),
  published("utf-8-value", "an unknown key whose value is UTF-8, and a charset that says so", (domain) => ({
    policy: `${policyFor(domain)}owner: Zoë\r\n`,
    page: plainType,
  })),
  withText(
    "utf-8-no-charset",
    "an unknown key whose value is UTF-8, and no charset",
    (text) => `${text}owner: Zoë\r\n`,
  ),
  withText("html", "a page of HTML as text/plain", () => "<!doctype html><p>It works!</p>"),
  withText("empty", "an empty file", () => ""),
  withText("no-version", "no version", (text) => text.replace("version: STSv1\r\n", "")),
  withText("no-mode", "no mode", (text) => text.replace("mode: enforce\r\n", "")),
  withText("no-max-age", "no max_age", (text) => text.replace("max_age: 604800\r\n", "")),
  withText("no-mx", "mode enforce, and no mx line", (text) => text.replace(/mx: .*\r\n/u, "")),
  withText("version-later", "`version` is not the first line", (text) =>
    text.replace("version: STSv1\r\n", "").concat("version: STSv1\r\n"),
  ),
  withText("version-2", "`version: STSv2`", (text) => text.replace("STSv1", "STSv2")),
  withText("duplicate-version", "`version: STSv1` twice", (text) => `${text}version: STSv1\r\n`),
  withText("duplicate-mode", "`mode: enforce` and later `mode: testing`", (text) => `${text}mode: testing\r\n`),
  withText("duplicate-max-age", "`max_age: 604800` and later `max_age: 1`", (text) => `${text}max_age: 1\r\n`),
  withText("bad-duplicate", "`max_age: 604800` and later `max_age: none`", (text) => `${text}max_age: none\r\n`),
  withText("mode-upper-case", "`mode: Enforce`", (text) => text.replace("enforce", "Enforce")),
  withText("key-upper-case", "`Mode: enforce`", (text) => text.replace("mode:", "Mode:")),
  withText("max-age-limit", "`max_age: 31557600`", (text) => text.replace("604800", "31557600")),
  withText("max-age-too-large", "`max_age: 31557601`", (text) => text.replace("604800", "31557601")),
  withText("max-age-zero", "`max_age: 0`", (text) => text.replace("604800", "0")),
  withText("max-age-leading-zero", "`max_age: 0604800`", (text) => text.replace("604800", "0604800")),
  withText("max-age-sign", "`max_age: +604800`", (text) => text.replace("604800", "+604800")),
  withText("max-age-underscore", "`max_age: 604_800`", (text) => text.replace("604800", "604_800")),
  withText("max-age-unit", "`max_age: 7d`", (text) => text.replace("604800", "7d")),
  withText("mx-upper-case", "the pattern in upper case", (text, domain) =>
    text.replace(`mail.${domain}`, `MAIL.${domain.toUpperCase()}`),
  ),
  withText("mx-other", "a pattern for another host", (text) => text.replace("mx: mail", "mx: other")),
  withText("mx-wildcard", "`*.` and the domain, for `mail.` and the domain", (text) =>
    text.replace("mx: mail", "mx: *"),
  ),
  {
    name: "mx-wildcard-deep",
    about: "`*.` and the domain, for a host two labels below",
    publish: async (stage, domain) => {
      await stage.publish(domain, { policy: policyFor(domain).replace("mx: mail", "mx: *") });
      stage.zone.set(domain, { mx: [[10, `a.mail.${domain}`]] });
      stage.zone.set(`a.mail.${domain}`, { a: [stage.freeAddress()] });
    },
  },
  withText("mx-final-dot", "a pattern with a dot at its end", (text, domain) =>
    text.replace(`mail.${domain}`, `mail.${domain}.`),
  ),
  withText("mx-leading-dot", "`.` and the domain as a pattern", (text, domain) =>
    text.replace(`mail.${domain}`, `.${domain}`),
  ),
  withText("mx-partial-wildcard", "`ma*.` and the domain", (text) => text.replace("mx: mail", "mx: ma*")),
  withText("mx-underscore", "a pattern with an underscore", (text) => text.replace("mx: mail", "mx: mail_1")),
  withText("mx-list", "two patterns in one line", (text, domain) =>
    text.replace(`mail.${domain}`, `mail.${domain}, mx.${domain}`),
  ),
  withText("mx-u-label", "a pattern beyond ASCII", (text, domain) =>
    text.replace(`mail.${domain}`, `bücher.${domain}`),
  ),
  withNames("mx-null", "a null MX", () => ({ "@": { mx: [[0, "."]] } })),
];
