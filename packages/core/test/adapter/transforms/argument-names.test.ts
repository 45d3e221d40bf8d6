import { expect, it } from "@jest/globals";
import { terraformName } from "../../../src/adapter/transforms/argument-names";

it.each([
  ["ttl", "ttl"],
  ["cache_policy_id", "cache_policy_id"],
  ["cachePolicyId", "cache_policy_id"],
  ["isIpv6Enabled", "is_ipv6_enabled"],
  ["contentBase64", "content_base64"],
  ["minTls", "min_tls"],
  ["aliases", "aliases"],
  ["origins", "origin"],
  ["orderedCacheBehaviors", "ordered_cache_behavior"],
  ["weightedRoutingPolicies", "weighted_routing_policy"],
  ["failoverRoutingPolicies", "failover_routing_policy"],
  ["multivalueAnswerRoutingPolicy", "multivalue_answer_routing_policy"],
])("%s is %s in Terraform", (name, expected) => {
  expect(terraformName(name)).toBe(expected);
});
