import { accountOf } from "../account.js";
import { doing } from "../errors.js";
import { type Context, type ResourceType } from "../resource-type.js";
import { computed, optional, optionalComputed, required } from "../schema.js";
import { normalName, type RecordSet } from "../services/route53.js";
import { type Attributes, blocks, flag, isAbsent, number, text, texts } from "../value.js";
import { type Problem } from "../validate.js";

const types = [
  "SOA",
  "A",
  "TXT",
  "NS",
  "CNAME",
  "MX",
  "NAPTR",
  "PTR",
  "SRV",
  "SPF",
  "AAAA",
  "CAA",
  "DS",
  "TLSA",
  "SSHFP",
  "SVCB",
  "HTTPS",
];

export const route53Record: ResourceType = {
  type: "aws_route53_record",
  schema: {
    alias: optional("blocks", {
      nested: {
        evaluate_target_health: required("bool"),
        name: required("string", { normalize: normalName }),
        zone_id: required("string"),
      },
    }),
    allow_overwrite: optionalComputed("bool", { local: true }),
    fqdn: computed("string"),
    name: required("string", { forceNew: true, normalize: normalName }),
    records: optional("set"),
    ttl: optional("number"),
    type: required("string", { oneOf: types }),
    zone_id: required("string", { forceNew: true }),
  },
  check: checkValues,
  async create(context, planned) {
    const { route53, runtime } = context;
    const zoneId = text(planned, "zone_id");
    authorize(context, zoneId, "ChangeResourceRecordSets");
    route53.admit(zoneId, text(planned, "name"));
    const zone = await doing(`reading Route 53 Hosted Zone (${zoneId})`, () => route53.zone(zoneId));
    const action = flag(planned, "allow_overwrite") ? "UPSERT" : "CREATE";
    await doing("creating Route53 Record", () => {
      route53.changeRecordSets(zoneId, [{ action, set: recordSetOf(planned, zone.name) }]);
    });
    await runtime.sleep(runtime.delays.dnsSyncMs);
    return idOf(planned);
  },
  read(context, _id, state) {
    const { route53 } = context;
    authorize(context, text(state, "zone_id"), "ListResourceRecordSets");
    const zone = route53.zones.find(({ id }) => id === text(state, "zone_id"));
    if (zone === undefined) return undefined;
    const fqdn = expandName(text(state, "name"), zone.name);
    const set = route53.find(zone.id, fqdn, text(state, "type"));
    return set && { ...attributesOf(set), fqdn, name: text(state, "name"), zone_id: zone.id };
  },
  async update(context, id, { planned, prior }) {
    const { route53, runtime } = context;
    authorize(context, text(planned, "zone_id"), "ChangeResourceRecordSets");
    const zone = route53.zone(text(planned, "zone_id"));
    const set = recordSetOf(planned, zone.name);
    const old = { ...set, type: text(prior, "type") };
    const action = flag(planned, "allow_overwrite") ? "UPSERT" : "CREATE";
    await doing(`updating Route53 Record (${id})`, () => {
      if (old.type === set.type) route53.changeRecordSets(zone.id, [{ action: "UPSERT", set }]);
      else
        route53.changeRecordSets(zone.id, [
          { action: "DELETE", set: old },
          { action, set },
        ]);
    });
    await runtime.sleep(runtime.delays.dnsSyncMs);
    return idOf(planned);
  },
  async delete(context, id, state) {
    const { route53, runtime } = context;
    const zone = route53.zones.find((one) => one.id === text(state, "zone_id"));
    if (zone === undefined) return;
    authorize(context, zone.id, "ChangeResourceRecordSets");
    const name = expandName(text(state, "name"), zone.name);
    await doing(`deleting Route53 Record (${id})`, () => {
      route53.delete(zone.id, name, text(state, "type"));
    });
    await runtime.sleep(runtime.delays.dnsSyncMs);
  },
  importState(id) {
    const match = new RegExp(`^([^_]+)_(.*?)_(${types.join("|")})$`).exec(id);
    if (match === null) return undefined;
    const [, zone_id = "", name = "", type = ""] = match;
    return { id, state: { zone_id, name: normalName(name), type } };
  },
};

function authorize(context: Context, zoneId: string, operation: string): void {
  context.route53.authorize(zoneId, accountOf(context), operation);
}

/**
 * PROVIDER aws 7: a name that does not end in the zone's name gets it appended. The test knows no labels, so that
 * "notexample.com" counts as inside "example.com", and Route 53 then refuses it.
 */
function expandName(name: string, zone: string): string {
  const lower = normalName(name);
  if (lower.endsWith(zone)) return lower;
  return lower === "" ? zone : `${lower}.${zone}`;
}

function idOf(planned: Attributes): string {
  return [text(planned, "zone_id"), text(planned, "name"), text(planned, "type")].join("_");
}

/** PROVIDER aws 7: the outer quotes of a TXT value are the provider's; what is given must come without. */
function recordSetOf(planned: Attributes, zone: string): RecordSet {
  const type = text(planned, "type");
  const quoted = type === "TXT" || type === "SPF";
  const [alias] = blocks(planned, "alias");
  const ttl = number(planned, "ttl");
  return {
    name: expandName(text(planned, "name"), zone),
    type,
    values: texts(planned, "records").map((value) => (quoted ? `"${value}"` : value)),
    ...(ttl === undefined ? {} : { ttl }),
    ...(alias === undefined ? {} : { alias: aliasOf(alias) }),
  };
}

function aliasOf(alias: Attributes) {
  const evaluateTargetHealth = flag(alias, "evaluate_target_health");
  return { name: normalName(text(alias, "name")), zoneId: text(alias, "zone_id"), evaluateTargetHealth };
}

function attributesOf({ type, values, ttl, alias }: RecordSet): Attributes {
  const quoted = type === "TXT" || type === "SPF";
  return {
    type,
    records: values.map((value) => (quoted ? value.replace(/^"/, "").replace(/"$/, "") : value)),
    ttl,
    alias:
      alias === undefined
        ? []
        : [{ name: alias.name, zone_id: alias.zoneId, evaluate_target_health: alias.evaluateTargetHealth }],
  };
}

function checkValues(config: Attributes): readonly Problem[] {
  const has = (name: string): boolean => !isAbsent(config[name]);
  if (has("alias") === has("records")) {
    const message = has("alias")
      ? '"alias": only one of `alias,records` can be specified, but `alias,records` were specified.'
      : "one of `alias,records` must be specified";
    return [{ path: ["records"], message }];
  }
  if (has("records") !== has("ttl")) {
    if (has("alias")) return [{ path: ["ttl"], message: '"alias": conflicts with ttl' }];
    return [{ path: ["ttl"], message: '"ttl": all of `records,ttl` must be specified' }];
  }
  return [];
}
