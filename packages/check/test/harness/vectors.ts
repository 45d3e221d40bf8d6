import certificates from "../vectors/certificate.json";
import fetches from "../vectors/fetch.json";
import texts from "../vectors/txt.json";

/** An answer of the policy host, and what a sender makes of it. */
export interface FetchVector {
  readonly name: string;
  /** 0 where nothing answers HTTPS. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyBytes?: number;
  readonly bodyIsPolicy?: boolean;
  readonly verdict: "accept" | "warn" | "reject";
  readonly resultType?: string;
  readonly lint?: readonly string[];
}

/** A certificate, and what a sender makes of it. */
export interface CertificateVector {
  readonly name: string;
  readonly role: "policyHost" | "mx";
  readonly host: string;
  readonly certificate: {
    readonly dnsNames: readonly string[];
    readonly ipAddresses?: readonly string[];
    readonly expired: boolean;
    readonly notYetValid: boolean;
    readonly trusted: boolean;
    readonly servedWithoutSni?: boolean;
  };
  readonly verdict: "accept" | "reject";
  readonly resultType?: string;
  readonly lint?: readonly string[];
}

/** An answer of DNS, and what a sender makes of it. */
export interface TxtVector {
  readonly name: string;
  readonly rrset?: readonly (readonly string[])[];
  readonly dnsError?: string;
  readonly zone?: {
    readonly query: string;
    readonly cname?: Readonly<Record<string, string>>;
    readonly txt?: Readonly<Record<string, readonly (readonly string[])[] | string>>;
  };
  readonly outcome?: "record" | "none" | "temperror";
  readonly expect?: { readonly id?: string };
}

export const fetchVectors = fetches as unknown as readonly FetchVector[];
export const certificateVectors = certificates as unknown as readonly CertificateVector[];

/** Those that concern whole answers: the grammar of a single record is tested where it is written down. */
export const txtVectors = (texts as unknown as readonly TxtVector[]).filter(({ outcome }) => outcome !== undefined);
