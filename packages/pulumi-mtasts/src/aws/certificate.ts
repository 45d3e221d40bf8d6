import { cloudfrontHost } from "@mtasts/core";
import { Certificate, type CertificateArgs } from "@pulumi/aws/acm/certificate.js";
import { CertificateValidation, type CertificateValidationArgs } from "@pulumi/aws/acm/certificateValidation.js";
import * as pulumi from "@pulumi/pulumi";
import { unchanged, type DnsProvider, type Transform } from "../ports.js";
import type { HostParts } from "./parts.js";

/** A pure function per child of the certificate. */
export interface CertificateTransforms {
  readonly certificate?: Transform<CertificateArgs>;
  readonly certificateValidation?: Transform<CertificateValidationArgs>;
}

/** The certificate, and what proves the name to be ours. */
export interface CertificateNodes<R extends pulumi.Resource | undefined = pulumi.Resource | undefined> {
  readonly certificate: Certificate;
  readonly certificateRecord: R;
  readonly certificateValidation: CertificateValidation;
}

interface CertificateParts extends HostParts<CertificateTransforms> {
  readonly dns: DnsProvider;
  /** Options of the validation record, which is not the host's provider's. */
  readonly recordOptions: pulumi.CustomResourceOptions;
  readonly usEast1Provider: pulumi.ProviderResource | undefined;
}

/** Validations are all under one name, so there is one record. */
const certificateRecordTtl = 300;

/** A certificate for the policy host's name, validated through DNS, where CloudFront looks for it. */
export function createCertificate(parts: CertificateParts): CertificateNodes {
  const { name, site, transform, dns, usEast1Provider } = parts;
  const region = usEast1Provider === undefined ? { region: cloudfrontHost.certificateRegion } : {};
  const provider = usEast1Provider === undefined ? {} : { provider: usEast1Provider };

  const args: CertificateArgs = { domainName: site.host, validationMethod: "DNS", ...region };
  const certificate = new Certificate(`${name}-certificate`, (transform.certificate ?? unchanged)(args), {
    ...parts.opts,
    ...provider,
  });

  // The names in it are as secret as the domain, which the engine does not know.
  const option = pulumi
    .all([certificate.domainValidationOptions, site.host])
    .apply(([options]) => onlyElement(options));
  const certificateRecord = dns.record(
    `${name}-certificate-record`,
    {
      key: "certificate-record",
      type: "CNAME",
      name: option.resourceRecordName.apply(withoutFinalDot),
      value: option.resourceRecordValue.apply(withoutFinalDot),
      ttl: certificateRecordTtl,
    },
    parts.recordOptions,
  );

  const validationArgs: CertificateValidationArgs = {
    certificateArn: certificate.arn,
    validationRecordFqdns: [option.resourceRecordName],
    ...region,
  };
  const certificateValidation = new CertificateValidation(
    `${name}-certificate-validation`,
    (transform.certificateValidation ?? unchanged)(validationArgs),
    { ...parts.opts, ...provider, dependsOn: certificateRecord === undefined ? [] : [certificateRecord] },
  );
  return { certificate, certificateRecord, certificateValidation };
}

/** One name, so one option. Never one record per option: how many resources there are may not depend on late values. */
function onlyElement<T>(options: readonly T[]): T {
  const [option] = options;
  if (option === undefined)
    throw new pulumi.RunError("the certificate has no validation record: is it validated by DNS?");
  return option;
}

function withoutFinalDot(name: string): string {
  return name.replace(/\.$/u, "");
}
