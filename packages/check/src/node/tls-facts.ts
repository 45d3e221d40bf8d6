import type { X509Certificate } from "node:crypto";
import type { TLSSocket } from "node:tls";
import type { CertificateFacts, TlsFacts } from "../ports";
import { errorText } from "./connect";

/**
 * What the handshake showed. The socket must have been opened with `rejectUnauthorized: false` and a `checkServerIdentity` that
 * finds nothing, so that the error left is that of the chain.
 */
export function tlsFacts(socket: TLSSocket): TlsFacts {
  const presented = socket.getPeerX509Certificate();
  // The types say Error; it is the code of OpenSSL as text.
  const chainError: unknown = socket.authorizationError;
  return {
    version: socket.getProtocol() ?? "unknown",
    ...(presented === undefined ? {} : { certificate: certificateFacts(presented) }),
    ...(socket.authorized || presented === undefined ? {} : { chainError: codeOf(chainError) }),
  };
}

function codeOf(error: unknown): string {
  return typeof error === "string" ? error : errorText(error);
}

function certificateFacts(certificate: X509Certificate): CertificateFacts {
  return {
    names: dnsNames(certificate.subjectAltName ?? ""),
    issuer: certificate.issuer.replaceAll("\n", ", "),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    fingerprint256: certificate.fingerprint256,
  };
}

/** A name with a comma, a quotation mark or a control character is quoted, so that it cannot pass for two. */
const GENERAL_NAME = /(?<kind>[A-Za-z0-9 ]+):(?:"(?:[^"\\]|\\.)*"|(?<plain>[^,"]*))(?:, |$)/guy;

/** The DNS names among the alternative names, as Node.js writes them on one line: `DNS:a.example, IP Address:192.0.2.1`. */
export function dnsNames(subjectAltName: string): readonly string[] {
  return [...subjectAltName.matchAll(GENERAL_NAME)].flatMap(({ groups }) =>
    // What needed quoting is no host name.
    groups?.["kind"] === "DNS" && groups["plain"] !== undefined ? [groups["plain"]] : [],
  );
}
