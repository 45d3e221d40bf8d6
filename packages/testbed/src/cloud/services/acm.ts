import { createHash, randomUUID } from "node:crypto";
import { ServiceError } from "../errors.js";
import { type PublicDns } from "../public-dns.js";
import { type Stores } from "../kept.js";
import { type Runtime } from "../runtime.js";
import { type Restore, saved } from "../saved.js";
import { caaPermits } from "./acm-caa.js";
import { normalName } from "./route53.js";

/** A signed certificate with its key, both PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** Signs what ACM issues. */
export type Issuer = (
  names: readonly string[],
  validity: { readonly from: Date; readonly to: Date },
) => Promise<KeyPair>;

export interface ValidationOption {
  readonly domainName: string;
  /** With a final dot, as the API gives it. */
  readonly recordName: string;
  readonly recordValue: string;
}

export interface Certificate {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly domainName: string;
  /** The domain name among them. */
  readonly names: readonly string[];
  readonly validationMethod: string;
  readonly validation: readonly ValidationOption[];
  tags: Readonly<Record<string, string>>;
  /** A request that has failed stays so: what is wrong is corrected, and a new one made. */
  status: "PENDING_VALIDATION" | "ISSUED" | "FAILED";
  failureReason?: "CAA_ERROR";
  issuedAt?: number;
  notAfter?: number;
  keyPair?: KeyPair;
}

export interface CertificateRequest {
  /** @default the default account */
  readonly account?: string;
  readonly region: string;
  readonly domainName: string;
  readonly alternativeNames?: readonly string[];
  readonly validationMethod: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const validityMs = 395 * 86_400_000;

/** AWS Certificate Manager: issues what is validated by a CNAME that the public DNS shows. */
export class Acm {
  readonly #certificates = new Map<string, Certificate>();
  readonly #issuing = new WeakSet<Certificate>();
  readonly #users: (arn: string) => readonly string[];

  /** `users`: the ARNs of what uses a certificate. */
  constructor(
    private readonly runtime: Runtime,
    private readonly dns: Pick<PublicDns, "visible">,
    private readonly options: { readonly issuer: Issuer; readonly users: (arn: string) => readonly string[] },
  ) {
    this.#users = options.users;
    runtime.observe(({ service }) => {
      if (service === "route53" || service === "cloudflare") this.#validateAll();
    });
  }

  get certificates(): readonly Certificate[] {
    return [...this.#certificates.values()];
  }

  get stores(): Stores {
    return { certificates: this.#certificates };
  }

  save(): Restore {
    return saved(this.#certificates);
  }

  find(arn: string): Certificate | undefined {
    return this.#certificates.get(arn);
  }

  describe(arn: string, region: string, account = this.runtime.account): Certificate {
    this.authorize(arn, account, "DescribeCertificate");
    const certificate = this.#certificates.get(arn);
    if (certificate?.region === region) return certificate;
    throw refuse("DescribeCertificate", 400, "ResourceNotFoundException", `Could not find certificate ${arn}.`);
  }

  /** Refuses a call on a certificate of another account, whether there is one or not: the ARN names the account. */
  authorize(arn: string, account: string, operation: string): void {
    if (arn.split(":")[4] === account) return;
    const user = `arn:${this.runtime.partition}:iam::${account}:user/emulated`;
    const detail = `User: ${user} is not authorized to perform: acm:${operation} on resource: ${arn}`;
    throw refuse(operation, 400, "AccessDeniedException", detail);
  }

  request(request: CertificateRequest): Certificate {
    const { region, domainName, validationMethod, account = this.runtime.account } = request;
    const names = [...new Set([domainName, ...(request.alternativeNames ?? [])].map(normalName))];
    const wrong = names.find((name) => !/^(\*\.)?([a-z0-9_-]{1,63}\.)+[a-z0-9-]{2,63}$/.test(name));
    if (wrong !== undefined) {
      throw refuse("RequestCertificate", 400, "ValidationException", `Domain name ${wrong} is not valid.`);
    }
    const certificate: Certificate = {
      arn: `arn:${this.runtime.partition}:acm:${region}:${account}:certificate/${randomUUID()}`,
      account,
      region,
      domainName: normalName(domainName),
      names,
      validationMethod,
      validation: validationMethod === "DNS" ? names.map((name) => validationOf(name, account)) : [],
      tags: request.tags ?? {},
      status: "PENDING_VALIDATION",
    };
    this.#certificates.set(certificate.arn, certificate);
    this.runtime.emit("acm", "RequestCertificate", certificate.arn);
    this.#validateAll();
    return certificate;
  }

  delete(arn: string, region: string, account = this.runtime.account): void {
    this.describe(arn, region, account);
    const users = this.#users(arn);
    if (users.length > 0) {
      const detail = `Certificate ${arn} in account ${account} is in use.`;
      throw refuse("DeleteCertificate", 400, "ResourceInUseException", detail);
    }
    this.#certificates.delete(arn);
    this.runtime.emit("acm", "DeleteCertificate", arn);
  }

  #validateAll(): void {
    for (const certificate of this.#certificates.values()) {
      if (certificate.status === "PENDING_VALIDATION" && this.#isValidated(certificate)) {
        this.runtime.after(this.runtime.delays.certificateIssueMs, () => void this.#issue(certificate));
      }
    }
  }

  #isValidated({ validation }: Certificate): boolean {
    return (
      validation.length > 0 &&
      validation.every(({ recordName, recordValue }) => {
        const seen = this.dns.visible(recordName, "CNAME")?.values[0];
        return seen !== undefined && normalName(seen) === normalName(recordValue);
      })
    );
  }

  async #issue(certificate: Certificate): Promise<void> {
    if (this.#issuing.has(certificate) || certificate.status === "FAILED" || !this.#isValidated(certificate)) return;
    if (!certificate.names.every((name) => caaPermits(this.dns, name))) {
      Object.assign(certificate, { status: "FAILED", failureReason: "CAA_ERROR" });
      this.runtime.emit("acm", "CertificateFailed", certificate.arn);
      return;
    }
    this.#issuing.add(certificate);
    const issuedAt = this.runtime.now();
    const notAfter = issuedAt + validityMs;
    const keyPair = await this.options.issuer(certificate.names, {
      from: new Date(issuedAt),
      to: new Date(notAfter),
    });
    Object.assign(certificate, { keyPair, status: "ISSUED", issuedAt, notAfter });
    this.runtime.emit("acm", "CertificateIssued", certificate.arn);
  }
}

/** The CNAME that proves the domain: always the same for one domain and account; a wildcard shares its base's. */
function validationOf(domainName: string, account: string): ValidationOption {
  const base = domainName.replace(/^\*\./, "");
  const token = (use: string): string =>
    createHash("sha256").update(`${use} ${account} ${base}`).digest("hex").slice(0, 32);
  return {
    domainName,
    recordName: `_${token("name")}.${base}.`,
    recordValue: `_${token("value")}.${token("zone").slice(0, 10)}.acm-validations.aws.`,
  };
}

function refuse(operation: string, status: number, code: string, detail: string): ServiceError {
  return new ServiceError(code, detail, { service: "ACM", operation, status });
}
