import { cloudfrontHost, type PolicySite } from "@mtasts/core";
import { RECORD_TTL } from "@mtasts/core/adapter";
import { Certificate, type CertificateArgs } from "@pulumi/aws/acm/certificate.js";
import { CertificateValidation, type CertificateValidationArgs } from "@pulumi/aws/acm/certificateValidation.js";
import * as pulumi from "@pulumi/pulumi";
import type { DnsProvider, Transform } from "../ports.js";
import { transformed, unknown, type DraftOf } from "../transforms.js";
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

/** A certificate for the policy host's name, validated through DNS, where CloudFront looks for it. */
export function createCertificate(parts: CertificateParts): CertificateNodes {
  const { name, site, transform, dns, usEast1Provider } = parts;
  const region = regionOf(usEast1Provider);
  const provider = usEast1Provider === undefined ? {} : { provider: usEast1Provider };

  const certificate = new Certificate(`${name}-certificate`, transformed(transform, draftOf(site.host, region)), {
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
      ttl: RECORD_TTL,
    },
    parts.recordOptions,
  );

  const certificateValidation = new CertificateValidation(
    `${name}-certificate-validation`,
    transformed(transform, validationDraft(certificate.arn, option.resourceRecordName, region)),
    { ...parts.opts, ...provider, dependsOn: certificateRecord === undefined ? [] : [certificateRecord] },
  );
  return { certificate, certificateRecord, certificateValidation };
}

/** The children before they are created. */
export function certificateDrafts(
  site: PolicySite | undefined,
  usEast1Provider: pulumi.ProviderResource | undefined,
): readonly DraftOf<object>[] {
  const region = regionOf(usEast1Provider);
  return [draftOf(site?.host ?? unknown(), region), validationDraft(unknown(), unknown(), region)];
}

interface Regional {
  readonly region?: string;
}

function regionOf(usEast1Provider: pulumi.ProviderResource | undefined): Regional {
  return usEast1Provider === undefined ? { region: cloudfrontHost.certificateRegion } : {};
}

function draftOf(domainName: pulumi.Input<string>, region: Regional): DraftOf<CertificateArgs> {
  return { child: "certificate", option: "certificate", args: { domainName, validationMethod: "DNS", ...region } };
}

function validationDraft(
  certificateArn: pulumi.Input<string>,
  name: pulumi.Input<string>,
  region: Regional,
): DraftOf<CertificateValidationArgs> {
  const args = { certificateArn, validationRecordFqdns: [name], ...region };
  return { child: "certificateValidation", option: "certificateValidation", args };
}

/** One name, so one option. Never one record per option: how many resources there are may not depend on late values. */
function onlyElement<T>(options: readonly T[]): T {
  const [option] = options;
  if (option === undefined)
    throw new pulumi.RunError('the certificate has no validation record; leave its validationMethod at "DNS"');
  return option;
}

function withoutFinalDot(name: string): string {
  return name.replace(/\.$/u, "");
}
