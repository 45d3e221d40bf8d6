import type { Mode, Policy } from "@mtasts/core";
import type { CheckingIssue } from "@mtasts/core/checking";

/**
 * What a sending mail server would conclude about a domain, and why. Plain data: it survives `JSON.stringify` and `JSON.parse`
 * unchanged. Texts from outside stand in it as they came; pass them through `printable` before they reach a terminal.
 */
export interface CheckReport {
  /** The version of this format. Members may be added to a version; none is removed or changes its meaning. */
  readonly version: 1;
  /** The domain in lower case and A-labels; as given where it is no domain. */
  readonly domain: string;
  /** The domain as it was given. */
  readonly given: string;
  /** When the check began, in ISO 8601 and UTC. */
  readonly checkedAt: string;
  readonly verdict: Verdict;
  readonly record: RecordReport;
  readonly policy: PolicyReport;
  readonly mx: MxReport;
  readonly tlsRpt: TlsRptReport;
  /** In the order of the members above: what concerns the record, the policy, the MX hosts, TLS-RPT. */
  readonly issues: readonly CheckIssue[];
  /** In the order in which the steps began. */
  readonly timings: readonly Timing[];
}

/** An issue of a report: its path begins with `record`, `policy`, `mx` or `tlsRpt`. */
export type CheckIssue = CheckingIssue;

/**
 * What a sender without a cached policy would do (RFC 8461 §3.3 and §5).
 *
 * - `enforced`: it has a policy of mode enforce, and refuses hosts that fail it.
 * - `testing`: it has a policy of mode testing, and reports failures.
 * - `none`: it has a policy of mode none, and behaves as if there were none.
 * - `absent`: nothing announces a policy, so it delivers as without MTA-STS.
 * - `broken`: a policy was meant and none can be had, so it delivers as without MTA-STS, and reports that if it found the record.
 * - `unknown`: a failure that may pass, or one of this network, hides what a sender would see.
 */
export type Verdict = "enforced" | "testing" | "none" | "absent" | "broken" | "unknown";

/** How a lookup of a record ended: with one that counts, with none, or with a failure that may pass. */
export type LookupOutcome = "record" | "none" | "temperror" | "skipped";

/** What a lookup of TXT records showed. */
export interface TxtReport {
  /** The name asked for. */
  readonly name: string;
  readonly outcome: LookupOutcome;
  /** The response code, such as `NOERROR` and `NXDOMAIN`, or whatever names the failure, such as `TIMEOUT`. */
  readonly rcode: string;
  /** The aliases followed, in order: the target of each CNAME. */
  readonly aliases: readonly string[];
  /** Every TXT record at the end of the aliases, its character-strings joined. */
  readonly texts: readonly string[];
  /** Seconds, the lowest of all the records; left out where there are none. */
  readonly ttl?: number;
  /** Whether a validating resolver has vouched for the answer. */
  readonly dnssec: Dnssec;
}

/** `unknown` where the resolver does not validate, or the query failed. */
export type Dnssec = "signed" | "unsigned" | "unknown";

/** The TXT record at `_mta-sts` and the domain (RFC 8461 §3.1). */
export interface RecordReport extends TxtReport {
  /** Left out unless the outcome is `record`. */
  readonly id?: string;
}

/** The TXT record at `_smtp._tls` and the domain (RFC 8460 §3). */
export interface TlsRptReport extends TxtReport {
  /** The destinations as written; left out unless the outcome is `record`. */
  readonly rua?: readonly string[];
}

/** The policy file (RFC 8461 §3.2 and §3.3). */
export interface PolicyReport {
  readonly url: string;
  /** The host that the certificate must name. */
  readonly host: string;
  /**
   * - `valid`: fetched, and a sender takes it.
   * - `invalid`: fetched, and a sender refuses its text.
   * - `failed`: it could not be fetched as a sender must.
   * - `unknown`: a failure that may pass, or one of this network.
   * - `skipped`: nothing was asked, because the domain is none.
   */
  readonly outcome: "valid" | "invalid" | "failed" | "unknown" | "skipped";
  /** What a sender would report (RFC 8460 §4.3); left out unless the outcome is `invalid` or `failed`. */
  readonly resultType?: PolicyResultType;
  /** The aliases followed from the policy host, in order. */
  readonly aliases: readonly string[];
  /** Every address found, IPv4 first. */
  readonly addresses: readonly string[];
  /** One attempt for each address that a connection was tried to. */
  readonly attempts: readonly AttemptReport[];
  /** The status of the answer that counts. */
  readonly status?: number;
  /** The header, as it came. */
  readonly contentType?: string;
  readonly certificate?: CertificateReport;
  /** Such as "TLSv1.3". */
  readonly tlsVersion?: string;
  /** The text of an answer with status 200 that a sender would read, as UTF-8; at most 65536 bytes. */
  readonly text?: string;
  /** The id that the bytes have under this project's rule; left out where nothing valid was served. */
  readonly idOfText?: string;
  readonly policy?: { readonly mode: Mode } & Policy;
}

/** The result types of RFC 8460 §4.3.2.2 that a failure to get a policy has. */
export type PolicyResultType = "sts-policy-fetch-error" | "sts-policy-invalid" | "sts-webpki-invalid";

/** One attempt to fetch the policy. */
export interface AttemptReport {
  readonly address: string;
  /** `response`, or the kind of failure, such as `refused` and `timeout`. */
  readonly outcome: string;
  readonly durationMs: number;
}

/** A certificate as it was presented, and what a sender makes of it. */
export interface CertificateReport {
  /** The DNS names in it, at most 100 of them; addresses and common names do not count (RFC 8461 §3.3). */
  readonly names: readonly string[];
  /** The distinguished name of the issuer on one line. */
  readonly issuer: string;
  /** ISO 8601 and UTC. */
  readonly validFrom: string;
  /** ISO 8601 and UTC. */
  readonly validTo: string;
  /** Whole days until it expires; negative once it has. */
  readonly daysLeft: number;
  /** SHA-256 of its DER form, in upper-case hexadecimal with colons. */
  readonly fingerprint256: string;
  /** Whether a sender takes it for the host. */
  readonly isValid: boolean;
  /** Why not, in words. */
  readonly problem?: string;
}

/** The hosts that take mail for the domain. */
export interface MxReport {
  /**
   * - `hosts`: MX records name hosts.
   * - `implicit`: there is no MX record, so the domain is its own host (RFC 5321 §5.1).
   * - `null`: a null MX says that the domain takes no mail (RFC 7505).
   * - `nxdomain`: there is no such domain.
   * - `temperror`: the query failed in a way that may pass.
   * - `skipped`: nothing was asked.
   */
  readonly outcome: "hosts" | "implicit" | "null" | "nxdomain" | "temperror" | "skipped";
  readonly rcode: string;
  /** Seconds; left out where there are no records. */
  readonly ttl?: number;
  /** In the order in which senders try them. */
  readonly hosts: readonly MxHostReport[];
  /**
   * - `skipped`: the check was told not to connect, or there was no host.
   * - `blocked`: no host answered at all, so port 25 is closed from here and nothing is known.
   * - `done`: at least one host answered.
   */
  readonly smtp: "skipped" | "blocked" | "done";
}

/** One MX host. */
export interface MxHostReport {
  /** In lower case, without the final dot. */
  readonly host: string;
  readonly preference: number;
  /** The first pattern of the policy that covers the host; left out where none does or there is no policy. */
  readonly coveredBy?: string;
  /** Left out where no connection was asked for. */
  readonly smtp?: SmtpReport;
}

/** What one MX host answered on port 25. */
export interface SmtpReport {
  /**
   * - `tls`: STARTTLS led to TLS; `certificate` tells whether a sender takes it.
   * - `no-starttls`: the host offers none, or refused it.
   * - `tls-failed`: the handshake failed.
   * - `tls-version`: the handshake failed for want of TLS 1.2.
   * - `injection`: plain text came behind the answer to STARTTLS.
   * - `smtp-error`: it does not speak SMTP as it should.
   * - `unreachable`: no connection could be made.
   * - `no-address`: its name has no address.
   * - `blocked-address`: its addresses are not public, so none was connected to.
   * - `unknown`: its addresses could not be looked up, or the time was over.
   */
  readonly outcome:
    | "tls"
    | "no-starttls"
    | "tls-failed"
    | "tls-version"
    | "injection"
    | "smtp-error"
    | "unreachable"
    | "no-address"
    | "blocked-address"
    | "unknown";
  /** The address that answered, or that was tried last. */
  readonly address?: string;
  readonly tlsVersion?: string;
  readonly certificate?: CertificateReport;
  /** What a sender would report (RFC 8460 §4.3); left out where nothing fails. */
  readonly resultType?: MxResultType;
  /** What went wrong, in words. */
  readonly detail?: string;
}

/** The result types of RFC 8460 §4.3.1 that an MX host can cause. */
export type MxResultType =
  | "starttls-not-supported"
  | "certificate-host-mismatch"
  | "certificate-expired"
  | "certificate-not-trusted"
  | "validation-failure";

/** How long a step took. */
export interface Timing {
  /** Such as "txt", "mx", "address", "fetch", "smtp mail.example.com". */
  readonly step: string;
  /** Milliseconds since the check began. */
  readonly startMs: number;
  readonly durationMs: number;
}
