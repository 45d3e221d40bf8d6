import { ProviderError } from "../../errors.js";
import { type ResourceType } from "../../resource-type.js";
import { computed, optional, optionalComputed, required } from "../../schema.js";
import { type DnsRecord, type DnsRecordInput, isHostType } from "../../services/cloudflare/dns-record.js";
import { type Attributes, flag, isAbsent, number, optionalText, text, texts } from "../../value.js";
import { type Problem } from "../../validate.js";
import { given, idParts, requesting, time } from "./attributes.js";

const types = ["A", "AAAA", "CNAME", "MX", "NS", "OPENPGPKEY", "PTR", "TXT"];

export const cloudflareDnsRecord: ResourceType = {
  type: "cloudflare_dns_record",
  schema: {
    comment: optional("string"),
    comment_modified_on: computed("string"),
    // PROVIDER cloudflare 5: the API drops a target's final dot, and from the next refresh on that shows as a change
    content: optionalComputed("string", { asGiven: true }),
    created_on: computed("string"),
    meta: computed("string"),
    modified_on: computed("string"),
    // PROVIDER cloudflare 5: a relative name counts as the whole one, a final dot or a capital as a change
    name: required("string", { asGiven: true, equivalent: isShortFor }),
    priority: optional("number"),
    proxiable: computed("bool"),
    proxied: optional("bool", { default: false }),
    settings: optionalComputed("block", {
      nested: { flatten_cname: optional("bool"), ipv4_only: optional("bool"), ipv6_only: optional("bool") },
      local: true,
    }),
    tags: optionalComputed("set"),
    tags_modified_on: computed("string"),
    ttl: required("number"),
    type: required("string", { oneOf: types, forceNew: true }),
    zone_id: required("string", { forceNew: true }),
  },
  check: checkContent,
  unsettled: () => ["modified_on"],
  async create({ cloudflare }, planned) {
    const { id } = await requesting(() => cloudflare.dns.create(text(planned, "zone_id"), inputOf(planned)));
    return id;
  },
  read({ cloudflare }, id, state) {
    const zoneId = text(state, "zone_id");
    const record = cloudflare.dns.record(zoneId, id);
    return record && { ...attributesOf(record), zone_id: zoneId };
  },
  async update({ cloudflare }, id, { planned }) {
    await requesting(() => cloudflare.dns.update(text(planned, "zone_id"), id, inputOf(planned)));
    return undefined;
  },
  /** PROVIDER cloudflare 5: deleting a record that somebody already deleted fails, until a refresh has seen it. */
  async delete({ cloudflare }, id, state) {
    await requesting(() => {
      cloudflare.dns.delete(text(state, "zone_id"), id);
    });
  },
  importState(id) {
    const state = idParts(id, ["zone_id", "id"]);
    return state && { id: text(state, "id"), state: { zone_id: state["zone_id"] } };
  },
};

function isShortFor(name: string, whole: string): boolean {
  return name === "@" || whole.startsWith(`${name}.`);
}

function checkContent(config: Attributes): readonly Problem[] {
  if (!isAbsent(config["content"])) return [];
  return [{ path: ["content"], message: "the emulation takes records by their content only" }];
}

function inputOf(planned: Attributes): DnsRecordInput {
  const ttl = number(planned, "ttl") ?? 1;
  const proxied = flag(planned, "proxied");
  if (proxied && ttl !== 1) throw new ProviderError("ttl must be set to 1 when `proxied` is true");
  return {
    name: text(planned, "name"),
    type: text(planned, "type"),
    content: text(planned, "content"),
    ttl,
    proxied,
    tags: texts(planned, "tags"),
    ...given<Pick<DnsRecordInput, "priority" | "comment">>({
      priority: number(planned, "priority"),
      comment: optionalText(planned, "comment"),
    }),
  };
}

function attributesOf(record: DnsRecord): Attributes {
  const { name, type, content, ttl, proxied, priority, comment, tags = [], createdOn, modifiedOn } = record;
  return {
    name,
    type,
    content,
    ttl,
    proxied,
    priority,
    comment,
    tags,
    created_on: time(createdOn),
    modified_on: time(modifiedOn),
    proxiable: isHostType(type),
    meta: JSON.stringify(metaOf(record)),
  };
}

/** Cloudflare's own remarks: who made the record, and what the dashboard warns of. */
function metaOf({ owner, warning }: DnsRecord): object {
  const read_only = owner === undefined ? {} : { read_only: true };
  const by =
    owner === undefined
      ? {}
      : owner.kind === "worker"
        ? { origin_worker_id: owner.service }
        : { r2_bucket: owner.bucket };
  return { ...by, ...read_only, ...(warning === undefined ? {} : { warning }) };
}
