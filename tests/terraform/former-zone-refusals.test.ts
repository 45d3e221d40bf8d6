import { argumentIssues, formatIssues } from "@mtasts/core";
import { zoneMoveIssues, zoneMoveRules, type ZoneMove } from "@mtasts/core/adapter";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { cloudflareZoneId, zoneId } from "../e2e/accounts";
import { installed } from "./deployment";
import { formerZoneFolder } from "./module-deployment";
import { toldOf, type Messages } from "./refusals";

jest.setTimeout(60_000);

interface Times {
  readonly ns_ttl?: unknown;
  readonly delegated_since?: unknown;
}

const refused: readonly Times[] = [
  { ns_ttl: -1 },
  { ns_ttl: 0.5 },
  { ns_ttl: 2_147_483_648 },
  { delegated_since: "yesterday" },
  { delegated_since: "" },
  { delegated_since: "2026-11-01" },
  { delegated_since: "2026-11-01T12:00:00" },
  { delegated_since: "2026-11-01 12:00:00Z" },
  { delegated_since: "2026-11-01T12:00:00.Z" },
  { delegated_since: "2026-11-01t12:00:00z" },
  { delegated_since: "2026-04-31T12:00:00Z" },
  { delegated_since: "2026-13-01T12:00:00Z" },
  { delegated_since: "2026-11-01T24:00:00Z" },
  { delegated_since: "2026-11-01T12:60:00Z" },
  { delegated_since: "2026-11-01T12:00:00+24:00" },
  { delegated_since: "2026-11-01T12:00:00+0100" },
  { delegated_since: "9999-01-01T00:00:00Z" },
];

const accepted: readonly Times[] = [
  {},
  { ns_ttl: 0 },
  { ns_ttl: 2_147_483_647 },
  { delegated_since: "2026-01-01T12:00:00Z" },
  { delegated_since: "2026-01-01T12:00Z" },
  { delegated_since: "2026-01-01T12:00:00.123456789Z" },
  { delegated_since: "2024-02-29T23:59:59-23:59" },
  { delegated_since: "2026-01-01T12:00+05:30" },
];

const record = (name: string, type: string): object => ({ name: `${name}.example.com`, type, value: "a", ttl: 300 });
const records = { host_record: record("mta-sts", "CNAME"), sts_record: record("_mta-sts", "TXT") };
const zoneIds = { route53: zoneId, cloudflare: cloudflareZoneId };

/** The construct's words, in the module's. */
function wordings({ ns_ttl: nsTtl, delegated_since: delegatedSince }: Times): readonly string[] {
  const given = {
    ...(nsTtl === undefined ? {} : { nsTtl }),
    ...(delegatedSince === undefined ? {} : { delegatedSince }),
  };
  const wrong = argumentIssues(given, zoneMoveRules);
  const issues = wrong.length > 0 ? wrong : zoneMoveIssues(given as ZoneMove, Math.floor(Date.now() / 1_000));
  return issues.map((one) =>
    formatIssues([one])
      .trim()
      .replace("previousDns.", "")
      .replace("nsTtl", "ns_ttl")
      .replace("delegatedSince", "delegated_since")
      // A variable is always known.
      .replace(", and known from the start", ""),
  );
}

const isFull = process.env["TERRAFORM_FULL"] !== undefined;
const runs = (isFull ? installed : (["tofu"] as const)).flatMap((engine) =>
  (["route53", "cloudflare"] as const).map((zone) => [engine, zone] as const),
);

describe.each(runs)("on %s, the module for a former zone at %s", (engine, zone) => {
  const place = { records: { ...records, zone_id: "another" }, zone_id: zoneIds[zone] };
  const misplaced = [
    { ...place, zone_id: "" },
    { ...place, zone_id: "another" },
  ];
  let told: readonly Messages[];

  beforeAll(async () => {
    const times = [...refused, ...accepted].map((one) => ({ ...place, ...one }));
    told = await toldOf(engine, formerZoneFolder(zone), [...times, ...misplaced]);
  }, 900_000);

  it.each(refused.map((times, i) => [JSON.stringify(times), times, i] as const))(
    "refuses %s as the construct does",
    (_, times, i) => {
      const wanted = wordings(times);
      expect(wanted).toHaveLength(1);
      expect(told[i]).toEqual(wanted);
    },
  );

  it.each(accepted.map((times, i) => [JSON.stringify(times), times, i] as const))(
    "takes %s as the construct does",
    (_, times, i) => {
      expect(wordings(times)).toEqual([]);
      expect(told[refused.length + i]).toEqual([]);
    },
  );

  it("refuses no zone, and the new one", () => {
    const [none, same] = told.slice(refused.length + accepted.length);
    expect(none).toEqual([expect.stringMatching(/^zone_id: .* got ""; .* \[argument-type\]$/u)]);
    expect(same).toEqual([
      'zone_id: the records of both zones would be the same, got "another"; write the id of the zone that the domain leaves [zone-move-same-names]',
    ]);
  });
});
