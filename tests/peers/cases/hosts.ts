import { gzipSync } from "node:zlib";
import { https, page, policyFor, type Responder } from "@mtasts/testbed/stage";
import { type Case, published, withNames } from "./case.js";

const sizeNames = ["below-64-kib", "exactly-64-kib", "above-64-kib"] as const;

/** The policy host: its name, its certificate and its answer (RFC 8461 §3.3). */
export const hostCases: readonly Case[] = [
  withNames("host-missing", "no such host as `mta-sts`", () => ({ "mta-sts": {} })),
  withNames("host-servfail", "the query for the host's address fails with SERVFAIL", () => ({
    "mta-sts": { fault: "SERVFAIL" },
  })),
  withNames("host-closed", "nobody listens at the host's address", (_, stage) => ({
    "mta-sts": { a: [stage.freeAddress()] },
  })),
  {
    name: "host-alias",
    about: "the host is an alias of a provider's, with a certificate for the domain",
    publish: async (stage, domain) => {
      await stage.publish(domain);
      const held = stage.zone.find(`mta-sts.${domain}`) ?? {};
      stage.zone.set(`${domain}.web.provider.example`, held);
      stage.zone.set(`mta-sts.${domain}`, { cname: `${domain}.web.provider.example` });
    },
  },
  published("expired", "the certificate expired yesterday", () => ({ certificate: { fromDays: -90, toDays: -1 } })),
  published("not-yet", "the certificate begins tomorrow", () => ({ certificate: { fromDays: 1, toDays: 90 } })),
  published("wrong-name", "the certificate names the domain, not the host", (domain) => ({
    certificate: { dnsNames: [domain] },
  })),
  published("common-name", "the certificate names the host as its common name only", (domain) => ({
    certificate: { dnsNames: [], commonName: `mta-sts.${domain}` },
  })),
  published("wildcard-name", "a certificate for `*.` and the domain", (domain) => ({
    certificate: { dnsNames: [`*.${domain}`] },
  })),
  published("partial-wildcard-name", "a certificate for `mta-*.` and the domain", (domain) => ({
    certificate: { dnsNames: [`mta-*.${domain}`] },
  })),
  published("self-signed", "the certificate is signed by itself", () => ({ certificate: { signedBy: "itself" } })),
  published("stranger", "the certificate is signed by an authority that nobody trusts", () => ({
    certificate: { signedBy: "stranger" },
  })),
  spoken("tls-1-1", "nothing newer than TLS 1.1", { maxVersion: "TLSv1.1" }),
  spoken("tls-1-2", "nothing newer than TLS 1.2", { maxVersion: "TLSv1.2" }),
  answered("redirect", "301 to the same file at `www`", (domain) =>
    page({ status: 301, headers: { Location: `https://www.${domain}/.well-known/mta-sts.txt` } }),
  ),
  answered("status-404", "404, and the policy with it", (domain) => page({ status: 404, ...plain(domain) })),
  answered("status-500", "500", () => page({ status: 500 })),
  answered("status-202", "202, and the policy with it", (domain) => page({ status: 202, ...plain(domain) })),
  answered("status-204", "204", () => page({ status: 204 })),
  answered("html-type", "`Content-Type: text/html`", (domain) => typed(domain, "text/html")),
  answered("no-type", "no `Content-Type`", (domain) => page({ headers: {}, body: policyFor(domain) })),
  answered("octet-stream", "`Content-Type: application/octet-stream`", (domain) =>
    typed(domain, "application/octet-stream"),
  ),
  answered("charset-utf-8", "`Content-Type: text/plain; charset=utf-8`", (domain) =>
    typed(domain, "text/plain; charset=utf-8"),
  ),
  answered("charset-unknown", "`Content-Type: text/plain; charset=x-mine`", (domain) =>
    typed(domain, "text/plain; charset=x-mine"),
  ),
  answered("gzip", "compressed with gzip, whatever was asked for", (domain) =>
    page({
      headers: { "Content-Type": "text/plain", "Content-Encoding": "gzip" },
      body: gzipSync(policyFor(domain)),
    }),
  ),
  answered("slow", "the answer takes 6 seconds", (domain) => after(6_000, page({ body: policyFor(domain) }))),
  answered("cut", "the connection ends in the middle of the answer", (domain) => cut(policyFor(domain))),
  ...[-1, 0, 1].map((more) =>
    published(sizeNames[more + 1] ?? "", `a policy of ${65_536 + more} bytes`, (domain) => ({
      policy: sized(policyFor(domain), 65_536 + more),
    })),
  ),
];

/** A host that speaks TLS in its own way. */
function spoken(name: string, about: string, tls: { readonly maxVersion: "TLSv1.1" | "TLSv1.2" }): Case {
  return {
    name,
    about,
    publish: async (stage, domain) => {
      await stage.publish(domain);
      const keyPair = await stage.issue({ dnsNames: [`mta-sts.${domain}`] });
      const { address } = await stage.web(https({ keyPair, ...tls }, page({ body: policyFor(domain) })));
      stage.zone.set(`mta-sts.${domain}`, { a: [address] });
    },
  };
}

/** A host that answers in its own way. */
function answered(name: string, about: string, responder: (domain: string) => Responder): Case {
  return {
    name,
    about,
    publish: async (stage, domain) => {
      await stage.publish(domain);
      const keyPair = await stage.issue({ dnsNames: [`mta-sts.${domain}`] });
      const { address } = await stage.web(https({ keyPair }, responder(domain)));
      stage.zone.set(`mta-sts.${domain}`, { a: [address] });
    },
  };
}

function plain(domain: string): { readonly body: string } {
  return { body: policyFor(domain) };
}

function typed(domain: string, type: string): Responder {
  return page({ headers: { "Content-Type": type }, ...plain(domain) });
}

function after(delayMs: number, responder: Responder): Responder {
  return (socket, request) => {
    setTimeout(() => {
      responder(socket, request);
    }, delayMs);
  };
}

function cut(body: string): Responder {
  return (socket) => {
    const head = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n`;
    socket.end(head + body.slice(0, -1));
  };
}

/** The policy with as long a field as it takes to have so many bytes. */
function sized(policy: string, bytes: number): string {
  const field = "filler: \r\n";
  return policy + field.replace("\r", `${"x".repeat(bytes - policy.length - field.length)}\r`);
}
