import { createHash } from "node:crypto";
import { type Stores } from "../../kept.js";
import { type Runtime } from "../../runtime.js";
import { type Restore, saved } from "../../saved.js";
import { type Issuer, type KeyPair } from "../acm.js";

export interface EdgeCertificate {
  readonly id: string;
  readonly hostname: string;
  /** Absent until it is issued. */
  readonly keyPair?: KeyPair;
}

const validityMs = 90 * 86_400_000;

/** The certificates that Cloudflare orders for custom domains, one for each host name. */
export class EdgeCertificates {
  readonly #certificates = new Map<string, EdgeCertificate>();

  constructor(
    private readonly runtime: Runtime,
    private readonly issuer: Issuer,
  ) {}

  get stores(): Stores {
    return { certificates: this.#certificates };
  }

  save(): Restore {
    return saved(this.#certificates);
  }

  find(hostname: string): EdgeCertificate | undefined {
    return this.#certificates.get(hostname);
  }

  order(hostname: string): EdgeCertificate {
    const id = createHash("md5").update(`certificate ${this.runtime.next()}`).digest("hex");
    const certificate: EdgeCertificate = { id, hostname };
    this.#certificates.set(hostname, certificate);
    this.runtime.after(this.runtime.delays.edgeCertificateMs, () => void this.#issue(certificate));
    return certificate;
  }

  delete(hostname: string): void {
    this.#certificates.delete(hostname);
  }

  async #issue(certificate: EdgeCertificate): Promise<void> {
    const { hostname } = certificate;
    const from = this.runtime.now();
    const keyPair = await this.issuer([hostname], { from: new Date(from), to: new Date(from + validityMs) });
    if (this.#certificates.get(hostname) !== certificate) return; // ordered anew or given up meanwhile
    this.#certificates.set(hostname, { ...certificate, keyPair });
    this.runtime.emit("cloudflare", "CertificateIssued", hostname);
  }
}
