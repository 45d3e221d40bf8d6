import { recordRules } from "../../../src/adapter/transforms/record-rules";
import { expectJudged, type Change } from "./expect-judged";

const refused: readonly Change[] = [
  ["route53Record", { name: "_mta-sts.example.com" }, { name: "_mta-sts.example.net" }],
  ["route53Record", { type: "TXT" }, { type: "CNAME" }],
  ["route53Record", { zone_id: "Z1" }, { zone_id: "Z2" }],
  ["route53Record", { records: ["v=STSv1; id=1;"] }, { records: ["v=STSv1; id=2;"] }],
  ["route53Record", { records: ["v=STSv1; id=1;"] }, { records: ["v=STSv1; id=1;", "v=STSv1; id=2;"] }],
  ["route53Record", {}, { aliases: [{ name: "d1.cloudfront.net" }] }],
  ["route53Record", {}, { weighted_routing_policy: { weight: 1 }, set_identifier: "a" }],
  ["cloudflareRecord", { content: '"v=STSv1; id=1;"' }, { content: '"v=STSv1; id=2;"' }],
  ["cloudflareRecord", { proxied: false }, { proxied: true }],
  ["cloudflareRecord", {}, { settings: { flatten_cname: true } }],
];

const allowed: readonly Change[] = [
  ["route53Record", { ttl: 300 }, { ttl: 60 }],
  ["route53Record", {}, { allow_overwrite: true }],
  ["cloudflareRecord", { ttl: 300 }, { ttl: 60, comment: "MTA-STS", tags: ["mail"] }],
];

expectJudged(recordRules, { refused, allowed });
