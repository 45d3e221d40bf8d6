import { MtaSts } from "cdktf-mtasts";
import { route53 } from "cdktf-mtasts/aws";
import { cloudflareDns } from "cdktf-mtasts/cloudflare";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { cloudflareZoneId, zoneId } from "../e2e/accounts";
import { openDeployment, type Deployment } from "./deployment";
import { folderOf, formerZoneFolder } from "./module-deployment";
import { calls, constructs } from "./module-pairs";
import { planOf } from "./module-plans";

jest.setTimeout(120_000);

/** The records of the former zone, as a plan of the construct or of the modules has them. */
function formerRecords(
  plan: Awaited<ReturnType<typeof planOf>>,
  type: string,
): readonly (readonly [key: string, values: object])[] {
  return plan.resource_changes
    .filter((one) => one.type === type)
    .map(({ address, change }) => {
      const [, key = ""] = /\.(?:c0_)?([a-z][a-z_-]*?)(?:_[0-9A-F]{8}|\[0\])?$/u.exec(address) ?? [];
      const known = Object.entries(change.after).filter(([, value]) => value !== null);
      return [key.replaceAll("-", "_"), Object.fromEntries(known)] as const;
    })
    .sort(([one], [other]) => (one < other ? -1 : 1));
}

describe("the modules for a former zone", () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await openDeployment("tofu");
  }, 900_000);
  afterAll(() => deployment.close());

  const rua = [`https://reports.example.org/${"a".repeat(230)}`, "mailto:tls-reports@example.org"];
  const chosen = { c0: { domain: "Example.com", mx: ["mail.example.com"], mode: "enforce", tlsRpt: { rua } } } as const;
  const long = { delegatedSince: "2026-01-01T13:30:00+01:30", nsTtl: 86_400 };
  const zones = { route53: () => route53({ zoneId }), cloudflare: () => cloudflareDns({ zoneId: cloudflareZoneId }) };
  const types = { route53: "aws_route53_record", cloudflare: "cloudflare_dns_record" };

  it.each([
    ["external", "route53", "cloudflare"],
    ["cloudfront", "cloudflare", "route53"],
  ] as const)("keep the records as the construct does: %s with %s, left for %s", async (host, former, zone) => {
    const folders = { module: folderOf(host, zone), former: formerZoneFolder(former) };
    const { module: modules_, ...rest } = calls(host, zone, chosen) as { readonly module: object };
    const zone_id = former === "route53" ? zoneId : cloudflareZoneId;
    const times = { ns_ttl: long.nsTtl, delegated_since: long.delegatedSince };
    const former_zone = { source: "./former", records: "${module.c0.zone_records}", zone_id, ...times };
    const output = { zone_move: { value: "${module.former_zone.zone_move}" } };
    const configuration = { ...rest, module: { ...modules_, former_zone }, output };
    const ours = await planOf(deployment, configuration, folders);
    let construct: MtaSts | undefined;
    const theirs = constructs(host, zone, chosen, (args, stack) => {
      construct = new MtaSts(stack, "c0", { ...args, previousDns: { dns: zones[former](), ...long } });
      return construct;
    });
    const type = types[former];
    const kept = formerRecords(ours, type);
    expect(kept).toEqual(formerRecords(await planOf(deployment, theirs), type));
    expect(kept.map(([key]) => key)).toContain("sts_record");
    const { removeAfterSeconds, delegatedSince, removableFrom, slackSeconds } = construct!.zoneMove!;
    expect(ours.planned_values.outputs["zone_move"]?.value).toEqual({
      domain: "example.com",
      remove_after_seconds: removeAfterSeconds,
      delegated_since: delegatedSince,
      removable_from: removableFrom,
      slack_seconds: slackSeconds,
      former: { record_type: type, zone_id },
    });
  });
});
