import "reflect-metadata";
import { webcrypto } from "node:crypto";
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  X509Certificate,
  X509CertificateGenerator,
} from "@peculiar/x509";
import { type Issuer } from "../cloud/services/acm.js";

/** The certificate and the key of an authority, as PEM. */
export interface AuthorityPair {
  readonly caPem: string;
  readonly keyPem: string;
}

export interface CertificateAuthority extends AuthorityPair {
  readonly issue: Issuer;
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
const dayMs = 86_400_000;

/**
 * A throw-away authority.
 *
 * @param pair - An earlier one to go on with. @default a new one
 */
export async function createCertificateAuthority(pair?: AuthorityPair): Promise<CertificateAuthority> {
  cryptoProvider.set(webcrypto as Crypto);
  const { ca, key } = pair === undefined ? await newAuthority() : await importedAuthority(pair);
  const issue: Issuer = async (names, { from, to }) => {
    const leafKeys = await generateKeys();
    const [first = ""] = names;
    const leaf = await X509CertificateGenerator.create({
      subject: first.length <= 64 ? `CN=${first}` : "",
      issuer: ca.subject,
      signingKey: key,
      publicKey: leafKeys.publicKey,
      signingAlgorithm: algorithm,
      notBefore: new Date(from.getTime() - dayMs),
      notAfter: to,
      extensions: [
        new BasicConstraintsExtension(false),
        new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
        new SubjectAlternativeNameExtension(names.map((value) => ({ type: "dns" as const, value }))),
      ],
    });
    return { cert: leaf.toString("pem"), key: await privateKeyPem(leafKeys.privateKey) };
  };
  return { caPem: ca.toString("pem"), keyPem: await privateKeyPem(key), issue };
}

interface OpenedAuthority {
  readonly ca: X509Certificate;
  readonly key: CryptoKey;
}

async function importedAuthority({ caPem, keyPem }: AuthorityPair): Promise<OpenedAuthority> {
  const [bytes = new ArrayBuffer(0)] = PemConverter.decode(keyPem);
  return {
    ca: new X509Certificate(caPem),
    key: await webcrypto.subtle.importKey("pkcs8", bytes, algorithm, true, ["sign"]),
  };
}

async function newAuthority(): Promise<OpenedAuthority> {
  const keys = await generateKeys();
  const name = "CN=Test bed throw-away CA, O=MTA-STS as code";
  const ca = await X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - dayMs),
    notAfter: new Date(Date.now() + 3650 * dayMs),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    ],
  });
  return { ca, key: keys.privateKey };
}

async function generateKeys(): Promise<CryptoKeyPair> {
  return await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

async function privateKeyPem(key: CryptoKey): Promise<string> {
  return PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", key), PemConverter.PrivateKeyTag);
}
