import { accountOf } from "../account.js";
import { doing, isCode } from "../errors.js";
import { type Context, type ResourceType } from "../resource-type.js";
import { computed, optional, optionalComputed, region, tags } from "../schema.js";
import { type Certificate } from "../services/acm.js";
import { type Attributes, isAbsent, text, texts } from "../value.js";
import { type Problem } from "../validate.js";
import { allTags, readTags } from "./tags.js";

const validationOption = {
  domain_name: computed("string"),
  resource_record_name: computed("string"),
  resource_record_type: computed("string"),
  resource_record_value: computed("string"),
};

const renewal = {
  renewal_status: computed("string"),
  renewal_status_reason: computed("string"),
  updated_at: computed("string"),
};

export const acmCertificate: ResourceType = {
  type: "aws_acm_certificate",
  schema: {
    region,
    ...tags,
    arn: computed("string"),
    domain_name: optionalComputed("string", { forceNew: true }),
    domain_validation_options: computed("blocks", { nested: validationOption }),
    key_algorithm: optionalComputed("string", { forceNew: true }),
    not_after: computed("string"),
    not_before: computed("string"),
    options: optionalComputed("block", {
      nested: {
        certificate_transparency_logging_preference: optional("string", { oneOf: ["ENABLED", "DISABLED"] }),
        export: optionalComputed("string", { forceNew: true, oneOf: ["ENABLED", "DISABLED"] }),
      },
    }),
    pending_renewal: computed("bool"),
    renewal_eligibility: computed("string"),
    renewal_summary: computed("blocks", { nested: renewal }),
    status: computed("string"),
    subject_alternative_names: optionalComputed("set", { forceNew: true }),
    type: computed("string"),
    validation_emails: computed("list"),
    validation_method: optionalComputed("string", { forceNew: true, oneOf: ["DNS", "EMAIL", "NONE"] }),
  },
  check: checkDomain,
  async create(context, planned) {
    const domainName = text(planned, "domain_name");
    const certificate = await doing(`requesting ACM Certificate (${domainName})`, () =>
      context.acm.request({
        domainName,
        account: accountOf(context),
        region: text(planned, "region"),
        alternativeNames: texts(planned, "subject_alternative_names"),
        validationMethod: text(planned, "validation_method") || "EMAIL",
        tags: allTags(context, planned),
      }),
    );
    return certificate.arn;
  },
  read(context, id, state) {
    context.acm.authorize(id, accountOf(context), "DescribeCertificate");
    const certificate = context.acm.find(id);
    if (certificate?.region !== (text(state, "region") || context.settings.region)) return undefined;
    return { ...attributesOf(certificate), ...readTags(context, certificate.tags) };
  },
  update(context, id, { planned }) {
    context.acm.authorize(id, accountOf(context), "AddTagsToCertificate");
    const certificate = context.acm.find(id);
    if (certificate !== undefined) certificate.tags = allTags(context, planned);
    return Promise.resolve(undefined);
  },
  async delete(context, id, state) {
    const home = text(state, "region") || context.settings.region;
    await doing(`deleting ACM Certificate (${id})`, () => deleteWhenUnused(context, id, home));
  },
  importState: (id) => (id.startsWith("arn:") ? { id, state: {} } : undefined),
};

/** Repeats the deletion for as long as something still uses the certificate and patience lasts. */
async function deleteWhenUnused(context: Context, arn: string, home: string): Promise<void> {
  const { runtime, acm, cloudfront } = context;
  await runtime.until(() => cloudfront.usersOf(arn).length === 0, runtime.delays.inUseTimeoutMs);
  try {
    acm.delete(arn, home, accountOf(context));
  } catch (error) {
    if (!isCode(error, "ResourceNotFoundException")) throw error;
  }
}

function checkDomain(config: Attributes): readonly Problem[] {
  if (!isAbsent(config["domain_name"])) return [];
  return [{ path: ["domain_name"], message: "one of `domain_name,private_key` must be specified" }];
}

function attributesOf(certificate: Certificate): Attributes {
  const { arn, issuedAt, notAfter, names } = certificate;
  return {
    arn,
    domain_name: certificate.domainName,
    domain_validation_options: certificate.validation.map((option) => ({
      domain_name: option.domainName,
      resource_record_name: option.recordName,
      resource_record_type: "CNAME",
      resource_record_value: option.recordValue,
    })),
    key_algorithm: "RSA_2048",
    not_after: timestamp(notAfter),
    not_before: timestamp(issuedAt),
    options: { certificate_transparency_logging_preference: "ENABLED", export: "DISABLED" },
    pending_renewal: false,
    region: certificate.region,
    renewal_eligibility: "INELIGIBLE",
    renewal_summary: [],
    status: certificate.status,
    subject_alternative_names: names,
    type: "AMAZON_ISSUED",
    validation_emails: [],
    validation_method: certificate.validationMethod,
  };
}

function timestamp(at: number | undefined): string {
  return at === undefined ? "" : new Date(at).toISOString();
}
