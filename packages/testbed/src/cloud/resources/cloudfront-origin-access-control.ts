import { accountOf } from "../account.js";
import { doing } from "../errors.js";
import { type Context, type ResourceType } from "../resource-type.js";
import { computed, optional, required } from "../schema.js";
import { type OriginAccessControl } from "../services/cloudfront.js";
import { type Attributes, text } from "../value.js";

export const cloudfrontOriginAccessControl: ResourceType = {
  type: "aws_cloudfront_origin_access_control",
  schema: {
    arn: computed("string"),
    description: optional("string", { default: "Managed by Terraform" }),
    etag: computed("string"),
    name: required("string", { forceNew: true }),
    origin_access_control_origin_type: required("string", { oneOf: ["s3", "mediastore", "mediapackagev2", "lambda"] }),
    signing_behavior: required("string", { oneOf: ["never", "always", "no-override"] }),
    signing_protocol: required("string", { oneOf: ["sigv4"] }),
  },
  async create(context, planned) {
    const create = () => context.cloudfront.createOriginAccessControl(settingsOf(planned), accountOf(context));
    const name = text(planned, "name");
    return (await doing(`creating CloudFront Origin Access Control (${name})`, create)).id;
  },
  read(context, id) {
    const control = owned(context, id);
    const arn = `arn:${context.runtime.partition}:cloudfront::${accountOf(context)}:origin-access-control/${id}`;
    return control && { ...control.settings, arn, etag: control.etag };
  },
  async update({ cloudfront }, id, { planned }) {
    await doing(`updating CloudFront Origin Access Control (${id})`, () => {
      cloudfront.updateOriginAccessControl(id, settingsOf(planned));
    });
    return undefined;
  },
  async delete(context, id) {
    const { cloudfront } = context;
    if (owned(context, id) === undefined) return;
    await doing(`deleting CloudFront Origin Access Control (${id})`, () => {
      cloudfront.deleteOriginAccessControl(id);
    });
  },
  importState: (id) => ({ id, state: {} }),
};

/** As the provider's account sees it: what another one has is not there. */
function owned(context: Context, id: string): OriginAccessControl | undefined {
  const control = context.cloudfront.findOriginAccessControl(id);
  return control?.account === accountOf(context) ? control : undefined;
}

function settingsOf(planned: Attributes): Attributes {
  return Object.fromEntries(Object.entries(planned).filter(([name]) => name !== "arn" && name !== "etag"));
}
