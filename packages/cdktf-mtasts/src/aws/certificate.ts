import { cloudfrontHost } from "@mtasts/core";
import { Fn, type TerraformProvider, type TerraformResource } from "../framework.js";
import { unchanged, type ChildOptions, type DnsProvider, type Transform } from "../ports.js";
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

/** Validations are all under one name, so there is one record. */
const certificateRecordTtl = 300;

/** A certificate for the policy host's name, validated through DNS, where CloudFront looks for it. */
export function createCertificate(parts: CertificateParts): CertificateNodes {
  const { scope, site, transform, dns, usEast1Provider } = parts;
  const region = usEast1Provider === undefined ? { region: cloudfrontHost.certificateRegion } : {};
  const provider = usEast1Provider === undefined ? {} : { provider: usEast1Provider };

  const args: AcmCertificateArgs = { domain_name: site.host, validation_method: "DNS", ...region };
  const certificate = new AcmCertificate(scope, "certificate", (transform.certificate ?? unchanged)(args), {
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
      ttl: certificateRecordTtl,
    },
    parts.recordOptions,
  );

  const validationArgs: AcmCertificateValidationArgs = {
    certificate_arn: certificate.arn,
    validation_record_fqdns: [validationRecord.name],
    ...region,
  };
  const certificateValidation = new AcmCertificateValidation(
    scope,
    "certificate-validation",
    (transform.certificateValidation ?? unchanged)(validationArgs),
    { ...parts.opts, ...provider, dependsOn: certificateRecord === undefined ? [] : [certificateRecord] },
  );
  return { certificate, certificateRecord, certificateValidation };
}
