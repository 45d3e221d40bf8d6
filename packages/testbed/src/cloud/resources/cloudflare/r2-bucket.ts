import { type ResourceType } from "../../resource-type.js";
import { computed, optional, optionalComputed, required } from "../../schema.js";
import { type R2BucketInput } from "../../services/cloudflare/r2.js";
import { optionalText, text } from "../../value.js";
import { given, idParts, requesting, time } from "./attributes.js";

const locations = ["apac", "eeur", "enam", "weur", "wnam", "oc"];

export const cloudflareR2Bucket: ResourceType = {
  type: "cloudflare_r2_bucket",
  schema: {
    account_id: required("string", { forceNew: true }),
    creation_date: computed("string"),
    jurisdiction: optional("string", { default: "default", oneOf: ["default", "eu", "fedramp"] }),
    // PROVIDER cloudflare 5: a change of the location is ignored once the bucket is there
    location: optionalComputed("string", {
      oneOf: [...locations, ...locations.map((one) => one.toUpperCase())],
      equivalent: () => true,
    }),
    name: required("string", { forceNew: true }),
    storage_class: optional("string", { default: "Standard", oneOf: ["Standard", "InfrequentAccess"] }),
  },
  async create({ cloudflare }, planned) {
    const name = text(planned, "name");
    const input = given<R2BucketInput>({
      location: optionalText(planned, "location"),
      storageClass: optionalText(planned, "storage_class"),
      jurisdiction: optionalText(planned, "jurisdiction"),
    });
    await requesting(() => cloudflare.r2.create(text(planned, "account_id"), name, input));
    return name;
  },
  read({ cloudflare }, id, state) {
    const bucket = cloudflare.r2.find(text(state, "account_id"), id);
    return (
      bucket && {
        account_id: bucket.accountId,
        creation_date: time(bucket.createdOn),
        jurisdiction: bucket.jurisdiction,
        location: bucket.location,
        name: bucket.name,
        storage_class: bucket.storageClass,
      }
    );
  },
  async update({ cloudflare }, id, { planned }) {
    await requesting(() => {
      cloudflare.r2.setStorageClass(text(planned, "account_id"), id, text(planned, "storage_class"));
    });
    return undefined;
  },
  async delete({ cloudflare }, id, state) {
    await requesting(() => {
      cloudflare.r2.delete(text(state, "account_id"), id);
    });
  },
  importState(id) {
    const state = idParts(id, ["account_id", "name", "jurisdiction"]) ?? idParts(id, ["account_id", "name"]);
    return state && { id: text(state, "name"), state };
  },
};
