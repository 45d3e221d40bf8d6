import "reflect-metadata";
import { webcrypto } from "node:crypto";
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";

/** What a certificate says, right or wrong. */
export interface CertificateSpec {
  readonly dnsNames?: readonly string[];
  readonly ipAddresses?: readonly string[];
  /**
   * The name that senders ignore.
   *
   * @default - none
   */
  readonly commonName?: string;
  /** Days from now. @default -1 */
  readonly fromDays?: number;
  /** Days from now. @default 90 */
  readonly toDays?: number;
  /** Who signs it. @default "trusted" */
  readonly signedBy?: "trusted" | "stranger" | "itself";
}

/** A certificate and its key, as PEM. */
export interface KeyPair {
  readonly cert: string;
  readonly key: string;
}

/** Two throw-away authorities: one that the senders of this internet trust, and a stranger. */
export interface Authorities {
  /** The authority to trust, as PEM. */
  readonly caPem: string;
  readonly issue: (spec: CertificateSpec) => Promise<KeyPair>;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const dayMs = 86_400_000;

export async function createAuthorities(): Promise<Authorities> {
  cryptoProvider.set(webcrypto as Crypto);
  const [trusted, stranger] = await Promise.all([createRoot("Stage CA"), createRoot("Stage stranger CA")]);
  return {
    caPem: trusted.certificate.toString("pem"),
    issue: async (spec) => {
      const keys = await generateKeys();
      const issuers = { trusted, stranger, itself: { keys, certificate: undefined } };
      const leaf = await sign(spec, keys, issuers[spec.signedBy ?? "trusted"]);
      return { cert: leaf.toString("pem"), key: await keyPem(keys) };
    },
  };
}

interface Issuer {
  readonly keys: CryptoKeyPair;
  readonly certificate: X509Certificate | undefined;
}

async function createRoot(name: string): Promise<Issuer & { readonly certificate: X509Certificate }> {
  const keys = await generateKeys();
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: `CN=${name}`,
    keys,
    signingAlgorithm: algorithm,
    notBefore: inDays(-3650),
    notAfter: inDays(3650),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return { keys, certificate };
}

async function sign(spec: CertificateSpec, keys: CryptoKeyPair, issuer: Issuer): Promise<X509Certificate> {
  const subject = spec.commonName === undefined ? "O=Stage" : `CN=${spec.commonName}`;
  const names = [
    ...(spec.dnsNames ?? []).map((value) => ({ type: "dns", value }) as const),
    ...(spec.ipAddresses ?? []).map((value) => ({ type: "ip", value }) as const),
  ];
  return await X509CertificateGenerator.create({
    subject,
    issuer: issuer.certificate?.subject ?? subject,
    signingKey: issuer.keys.privateKey,
    publicKey: keys.publicKey,
    signingAlgorithm: algorithm,
    notBefore: inDays(spec.fromDays ?? -1),
    notAfter: inDays(spec.toDays ?? 90),
    extensions: [
      new BasicConstraintsExtension(false),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      await AuthorityKeyIdentifierExtension.create(issuer.keys.publicKey),
      ...(names.length > 0 ? [new SubjectAlternativeNameExtension(names)] : []),
    ],
  });
}

function inDays(days: number): Date {
  return new Date(Date.now() + days * dayMs);
}

async function generateKeys(): Promise<CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

async function keyPem(keys: CryptoKeyPair): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey), PemConverter.PrivateKeyTag);
}
