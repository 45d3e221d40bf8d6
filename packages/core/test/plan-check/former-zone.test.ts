import { describe, expect, it } from "@jest/globals";
import { moment } from "../../src/moment";
import fc from "fast-check";
import { formatIssue } from "../../src/issue";
import { judgeFormerZone, keptElsewhere, zoneMovesIn, type StatedZoneMove } from "../../src/plan-check/former-zone";
import type { Action } from "../../src/plan-check/resource-change";
import type { PolicyChange } from "../../src/plan-check/roles";

const DAY = 86_400;
const aws = "aws_route53_record";
const cloudflare = "cloudflare_dns_record";
const url = "https://mta-sts.example.com/.well-known/mta-sts.txt";

function announcement(type: string, zone: string, action: Action, address = `${type}.sts`): PolicyChange {
  const values = { zone_id: zone, name: "_mta-sts.example.com", type: "TXT", records: ["v=STSv1; id=a1;"] };
  const after = action === "delete" ? {} : { after: values };
  return { address, type, role: "announcement", action, domain: "example.com", before: values, ...after };
}

const dropped = announcement(aws, "Z1", "delete");
const kept = announcement(cloudflare, "c1", "keep");

const former = { recordType: aws };
const begun: StatedZoneMove = { domain: "example.com", former };
const delegated: StatedZoneMove = { ...begun, delegatedSince: moment(0), removableFrom: 2 * DAY };

const judged = (
  moves: readonly StatedZoneMove[],
  now: number,
  changes: readonly PolicyChange[] = [dropped, kept],
): readonly string[] => judgeFormerZone(changes, moves, now).map(formatIssue);

const keepUntilThen =
  "keep previousDns, or in HCL the module of the former zone, until then, with delegatedSince: when the parent zone was first seen to name the new name servers only (RFC 8461 §8.1) [zone-dropped-too-early]";

describe("judgeFormerZone", () => {
  it("keeps the former zone until its time, to the second", () => {
    expect(judged([delegated], 2 * DAY)).toEqual([]);
    expect(judged([delegated], 2 * DAY - 1)).toEqual([
      `aws_route53_record.sts: resolvers may ask the former zone until 1970-01-03T00:00:00Z, and its records would be deleted; ${keepUntilThen}`,
    ]);
    expect(judged([begun], 2 * DAY)).toEqual([
      `aws_route53_record.sts: resolvers may ask the former zone for an unknown time, since the last deployment had no delegatedSince, and its records would be deleted; ${keepUntilThen}`,
    ]);
  });

  it("lets a move be given up as long as no NS record has changed", () => {
    const back = [announcement(aws, "Z1", "keep"), announcement(cloudflare, "c1", "delete")];
    expect(judged([begun], 0, back)).toEqual([]);
    expect(judged([delegated], 3 * DAY, back)).toEqual([
      "cloudflare_dns_record.sts: the deployment would delete the announcement, which senders may still find in zone c1 (cloudflare_dns_record); write the DNS provider of the last deployment as previousDns, or in HCL keep the module of that zone, and remove it in a later deployment (RFC 8461 §8.1) [zone-not-kept]",
    ]);
  });

  it.each<[string, readonly StatedZoneMove[], readonly PolicyChange[]]>([
    ["no move is stated", [], [dropped, kept]],
    ["the move is that of another domain", [{ ...begun, domain: "example.org" }], [dropped, kept]],
    ["no other zone keeps the record, which is judged as a removal", [begun], [dropped]],
    ["the other zone has had none before", [begun], [dropped, announcement(cloudflare, "c1", "create")]],
    ["nothing is deleted", [begun], [announcement(aws, "Z1", "update"), kept]],
    [
      "nothing says whose move it is",
      [{ delegatedSince: moment(0), former: { recordType: "other" } }],
      [dropped, kept],
    ],
  ])("says nothing where %s", (_, moves, changes) => {
    expect(judged(moves, 0, changes)).toEqual([]);
  });

  it.each<[string, StatedZoneMove["former"], { readonly first: string; readonly second: string }]>([
    ["the new one has a suffix", { recordType: aws }, { first: "mail_sts-record_1", second: "mail_2_sts-record_2" }],
    [
      "both have one",
      { recordType: aws, nameSuffix: "2" },
      { first: "mail_2_sts-record_1", second: "mail_3_sts-record_2" },
    ],
    [
      "the zones are stated",
      { recordType: aws, zoneId: "Z1" },
      {
        first: "module.former_zone.aws_route53_record.sts_record",
        second: "module.mta_sts.aws_route53_record.sts_record",
      },
    ],
  ])("tells two zones of one provider apart: %s", (_, stated, { first, second }) => {
    const codes = (one: Action, other: Action): readonly string[] =>
      judgeFormerZone(
        [announcement(aws, "Z1", one, first), announcement(aws, "Z2", other, second)],
        [{ ...begun, former: stated }],
        0,
      ).map(({ code }) => code);
    expect(codes("delete", "keep")).toEqual(["zone-dropped-too-early"]);
    expect(codes("keep", "delete")).toEqual([]);
  });
});

describe("keptElsewhere", () => {
  it("finds the same record in another zone", () => {
    expect(keptElsewhere([dropped, kept])(dropped)).toBe(kept);
    expect(keptElsewhere([announcement(aws, "Z1", "keep"), kept])(dropped)).toBe(kept);
    expect(keptElsewhere([dropped, announcement(cloudflare, "c1", "forget")])(dropped)?.type).toBe(cloudflare);
    expect(keptElsewhere([dropped, announcement(cloudflare, "Z1", "keep")])(dropped)).toBeUndefined();
    expect(keptElsewhere([dropped, announcement(cloudflare, "c1", "replace")])(dropped)).toBeUndefined();
    expect(keptElsewhere([dropped, kept])(kept)).toBeUndefined();
  });
});

describe("zoneMovesIn", () => {
  it.each<[string, object, StatedZoneMove]>([
    [
      "of the construct",
      {
        mta_sts: {
          sensitive: false,
          value: {
            policyUrl: url,
            zoneMove: { delegatedSince: moment(0), removableFrom: moment(2 * DAY), slackSeconds: 3_600, former },
          },
        },
      },
      delegated,
    ],
    [
      "of a module",
      {
        former_zone: {
          value: {
            zone_move: {
              domain: "example.com",
              delegated_since: null,
              removable_from: null,
              former: { record_type: aws, zone_id: "Z1" },
            },
          },
        },
      },
      { domain: "example.com", former: { recordType: aws, zoneId: "Z1" } },
    ],
    [
      "of a module, as an output of its own",
      { zone_move: { sensitive: false, type: [], value: { domain: "example.com", former: {} } } },
      { domain: "example.com", former: {} },
    ],
    ["of another shape", { zoneMove: { removableFrom: "soon", former: 1 } }, { former: {} }],
  ])("reads the outputs %s", (_, outputs, move) => {
    expect(zoneMovesIn(outputs)).toEqual([move]);
  });

  it("never throws, and walks no deeper than outputs are", () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => void zoneMovesIn(value)));
    let deep: object = { zoneMove: {} };
    for (let i = 0; i < 100_000; i += 1) deep = { deep };
    expect(zoneMovesIn(deep)).toEqual([]);
  });
});
