import { cloudfrontHost, type PolicySite } from "@mtasts/core";
import { RECORD_TTL } from "@mtasts/core/adapter";
import { Fn, type TerraformProvider, type TerraformResource } from "../framework.js";
import type { ChildOptions, DnsProvider, Transform } from "../ports.js";
import { transformed, UNKNOWN, type DraftOf } from "../transforms.js";
import type { HostParts } from "./parts.js";
import {
  AcmCertificate,
  AcmCertificateValidation,
  type AcmCertificateArgs,
  type AcmCertificateValidationArgs,
} from "./resources.js";

/** A pure function per child of the certificate. */
export interface CertificateTransforms {
  readonly certificate?: Transform<AcmCertificateArgs>;
  readonly certificateValidation?: Transform<AcmCertificateValidationArgs>;
}

/** The certificate, and what proves the name to be ours. */
export interface CertificateNodes<R extends TerraformResource | undefined = TerraformResource | undefined> {
  readonly certificate: AcmCertificate;
  readonly certificateRecord: R;
  readonly certificateValidation: AcmCertificateValidation;
}

interface CertificateParts extends HostParts<CertificateTransforms> {
  readonly dns: DnsProvider;
  /** Options of the validation record, which is not the host's provider's. */
  readonly recordOptions: ChildOptions;
  readonly usEast1Provider: TerraformProvider | undefined;
}

/** A certificate for the policy host's name, validated through DNS, where CloudFront looks for it. */
export function createCertificate(parts: CertificateParts): CertificateNodes {
  const { scope, site, transform, dns, usEast1Provider } = parts;
  const region = regionOf(usEast1Provider);
  const provider = usEast1Provider === undefined ? {} : { provider: usEast1Provider };

  const certificate = new AcmCertificate(scope, "certificate", transformed(transform, draftOf(site.host, region)), {
    ...parts.opts,
    ...provider,
  });

  const { validationRecord } = certificate;
  const certificateRecord = dns.record(
    scope,
    {
      key: "certificate-record",
      type: "CNAME",
      name: Fn.trimsuffix(validationRecord.name, "."),
      value: Fn.trimsuffix(validationRecord.value, "."),
      ttl: RECORD_TTL,
    },
    parts.recordOptions,
  );

  const certificateValidation = new AcmCertificateValidation(
    scope,
    "certificate-validation",
    transformed(transform, validationDraft(certificate.arn, validationRecord.name, region)),
    { ...parts.opts, ...provider, dependsOn: certificateRecord === undefined ? [] : [certificateRecord] },
  );
  return { certificate, certificateRecord, certificateValidation };
}

/** The children before they are created. */
export function certificateDrafts(
  site: PolicySite | undefined,
  usEast1Provider: TerraformProvider | undefined,
): readonly DraftOf<object>[] {
  const region = regionOf(usEast1Provider);
  return [draftOf(site?.host ?? UNKNOWN, region), validationDraft(UNKNOWN, UNKNOWN, region)];
}

interface Regional {
  readonly region?: string;
}

function regionOf(usEast1Provider: TerraformProvider | undefined): Regional {
  return usEast1Provider === undefined ? { region: cloudfrontHost.certificateRegion } : {};
}

function draftOf(host: string, region: Regional): DraftOf<AcmCertificateArgs> {
  return {
    child: "certificate",
    option: "certificate",
    args: { domain_name: host, validation_method: "DNS", ...region },
  };
}

function validationDraft(arn: string, name: string, region: Regional): DraftOf<AcmCertificateValidationArgs> {
  const args = { certificate_arn: arn, validation_record_fqdns: [name], ...region };
  return { child: "certificateValidation", option: "certificateValidation", args };
}
