import { absent, kept, type ArgumentUse, type ChildRules } from "./rules";

const why = "senders find the record by its name and type, and act on its value";
const zone = kept("the zone is an option of the DNS provider, so that all records are in the same one");
const conditional = absent("every resolver must get the same answer");
const addresses = absent("an alias answers with addresses, under a TTL that cannot be read from it");
const ttl: ArgumentUse = { use: "read", why: "outputs and waits follow it" };

/** What may change in the records of either DNS provider. */
export const recordRules = {
  route53Record: {
    why,
    arguments: {
      ttl,
      zone_id: zone,
      alias: addresses,
      aliases: addresses,
      set_identifier: conditional,
      health_check_id: conditional,
      multivalue_answer_routing_policy: conditional,
      weighted_routing_policy: conditional,
      latency_routing_policy: conditional,
      geolocation_routing_policy: conditional,
      geoproximity_routing_policy: conditional,
      failover_routing_policy: conditional,
      cidr_routing_policy: conditional,
    },
  },
  cloudflareRecord: {
    why,
    arguments: {
      ttl,
      zone_id: zone,
      proxied: kept("a proxied name answers with Cloudflare's certificate and rules instead of the policy host's"),
      data: absent("the value of the record is its content"),
      private_routing: absent("senders reach public names only"),
      "settings.flatten_cname": absent("a flattened CNAME hides the name that it leads to"),
    },
  },
} as const satisfies Readonly<Record<string, ChildRules>>;
