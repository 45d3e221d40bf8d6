import { accountOf } from "../account.js";
import { ProviderError } from "../errors.js";
import { type ResourceType } from "../resource-type.js";
import { optional, region, required } from "../schema.js";
import { type Certificate } from "../services/acm.js";
import { normalName } from "../services/route53.js";
import { text, texts } from "../value.js";

/** Not a thing of its own: its creation waits until a certificate is issued. */
export const acmCertificateValidation: ResourceType = {
  type: "aws_acm_certificate_validation",
  schema: {
    region,
    certificate_arn: required("string", { forceNew: true }),
    validation_record_fqdns: optional("set", { forceNew: true, local: true }),
  },
  async create(context, planned) {
    const { runtime, acm } = context;
    const certificate = acm.describe(text(planned, "certificate_arn"), text(planned, "region"), accountOf(context));
    const fqdns = texts(planned, "validation_record_fqdns");
    if (fqdns.length > 0) checkFqdns(certificate, fqdns);
    const { certificateTimeoutMs } = runtime.delays;
    const ended = await runtime.until(() => certificate.status !== "PENDING_VALIDATION", certificateTimeoutMs);
    if (certificate.status === "FAILED") {
      throw new ProviderError(
        `waiting for ACM Certificate (${certificate.arn}) to be issued: unexpected state 'FAILED', wanted target ` +
          `'ISSUED'. last error: ${certificate.failureReason}`,
      );
    }
    if (!ended) {
      throw new ProviderError(
        `waiting for ACM Certificate (${certificate.arn}) to be issued: timeout while waiting for state to become ` +
          `'ISSUED' (last state: '${certificate.status}', timeout: ${certificateTimeoutMs / 1000}s)`,
      );
    }
    return idOf(certificate);
  },
  read(context, _id, state) {
    const { acm, settings } = context;
    acm.authorize(text(state, "certificate_arn"), accountOf(context), "DescribeCertificate");
    const certificate = acm.find(text(state, "certificate_arn"));
    if (certificate?.status !== "ISSUED") return undefined;
    return { certificate_arn: certificate.arn, region: text(state, "region") || settings.region };
  },
  delete: () => Promise.resolve(),
};

function checkFqdns({ validation, validationMethod }: Certificate, fqdns: readonly string[]): void {
  if (validationMethod !== "DNS") {
    throw new ProviderError(`validation_record_fqdns is not valid for ${validationMethod} validation`);
  }
  const given = new Set(fqdns.map(normalName));
  const missing = validation.find(({ recordName }) => !given.has(normalName(recordName)));
  if (missing === undefined) return;
  throw new ProviderError(`missing ${missing.domainName} DNS validation record: ${normalName(missing.recordName)}`);
}

function idOf({ issuedAt = 0 }: Certificate): string {
  return new Date(issuedAt).toISOString().replace("T", " ").replace("Z", " +0000 UTC");
}
