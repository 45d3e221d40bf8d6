import { accountOf } from "../account.js";
import { doing, ProviderError, ServiceError } from "../errors.js";
import { type Context, type ResourceType } from "../resource-type.js";
import { cloudfrontZoneId, type Distribution } from "../services/cloudfront.js";
import { type Attributes, flag, isAbsent, textMap, UNKNOWN, type Value } from "../value.js";
import { distributionSchema } from "./cloudfront-distribution-schema.js";
import { allTags, readTags } from "./tags.js";

const local = Object.keys(distributionSchema).filter((name) => distributionSchema[name]?.local === true);
const settled = (name: string): boolean =>
  distributionSchema[name] !== undefined && distributionSchema[name].mode !== "computed" && !local.includes(name);

export const cloudfrontDistribution: ResourceType = {
  type: "aws_cloudfront_distribution",
  schema: distributionSchema,
  async create(context, planned) {
    const create = () => context.cloudfront.createDistribution(configOf(context, planned), accountOf(context));
    const distribution = await doing("creating CloudFront Distribution", create);
    if (flag(planned, "wait_for_deployment")) await deployed(context, distribution.id);
    return distribution.id;
  },
  read(context, id) {
    const distribution = context.cloudfront.ownedBy(accountOf(context), id);
    if (distribution === undefined) return undefined;
    return { ...attributesOf(distribution), ...readTags(context, textMap(distribution.config, "tags")) };
  },
  async update(context, id, { planned }) {
    await doing(`updating CloudFront Distribution (${id})`, () => {
      if (context.cloudfront.ownedBy(accountOf(context), id) === undefined) throw noSuchDistribution();
      context.cloudfront.updateDistribution(id, configOf(context, planned));
    });
    if (flag(planned, "wait_for_deployment")) await deployed(context, id);
    return undefined;
  },
  async delete(context, id, state) {
    const { cloudfront } = context;
    if (cloudfront.ownedBy(accountOf(context), id) === undefined) return;
    await doing(`disabling CloudFront Distribution (${id})`, async () => {
      if (flag(cloudfront.find(id)?.config ?? {}, "enabled")) cloudfront.edit(id, { enabled: false });
      await deployed(context, id);
    });
    if (flag(state, "retain_on_delete")) return;
    await doing(`deleting CloudFront Distribution (${id})`, () => {
      cloudfront.deleteDistribution(id);
    });
  },
  importState: (id) => ({ id, state: {} }),
};

function noSuchDistribution(): ServiceError {
  const call = { service: "CloudFront", operation: "GetDistribution", status: 404 };
  return new ServiceError("NoSuchDistribution", "The specified distribution does not exist.", call);
}

async function deployed({ runtime, cloudfront }: Context, id: string): Promise<void> {
  const timeoutMs = runtime.delays.distributionDeployMs + 5000;
  if (await runtime.until(() => cloudfront.find(id)?.status !== "InProgress", timeoutMs)) return;
  throw new ProviderError(
    `waiting for CloudFront Distribution (${id}) deploy: timeout while waiting for state to become 'Deployed'`,
  );
}

/** What the API keeps: every argument, with the service's own values where the user gave none. */
function configOf(context: Context, planned: Attributes): Attributes {
  const arguments_ = Object.entries(planned).filter(([name]) => settled(name));
  return { ...(filled(Object.fromEntries(arguments_)) as Attributes), tags: allTags(context, planned) };
}

const filled = (value: Value, name = ""): Value => {
  if (value === UNKNOWN) return serviceDefaults[name];
  if (Array.isArray(value)) return (value as readonly Value[]).map((item) => filled(item));
  if (typeof value !== "object" || isAbsent(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, key)]));
};

const serviceDefaults: Readonly<Record<string, Value>> = {
  default_ttl: 0,
  max_ttl: 0,
  grpc_config: { enabled: false },
  enabled: false,
  locations: [],
  trusted_key_groups: [],
  trusted_signers: [],
};

function attributesOf(distribution: Distribution): Attributes {
  return {
    ...distribution.config,
    arn: distribution.arn,
    caller_reference: distribution.callerReference,
    domain_name: distribution.domainName,
    etag: distribution.etag,
    hosted_zone_id: cloudfrontZoneId,
    in_progress_validation_batches: 0,
    last_modified_time: new Date(distribution.lastModified).toISOString(),
    logging_v1_enabled: false,
    status: distribution.status,
    trusted_key_groups: [],
    trusted_signers: [],
  };
}
