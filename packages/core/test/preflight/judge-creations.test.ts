import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../src";
import { judgeCreations, type PlannedCreations, type PlannedRecord, type SeenInternet } from "../../src/preflight";
import { emptyZone } from "../fixtures/existing-issues";
import { nothing } from "../fixtures/preflight-issues";

const record = (address: string, label: string, more: Partial<PlannedRecord> = {}): PlannedRecord => ({
  address: `aws_route53_record.${address}`,
  owner: `${label}.example.com`,
  type: "TXT",
  creation: "created",
  zone: { id: "Z1" },
  takeOver: `run terraform import ${address}`,
  ...more,
});
const sts = record("sts", "_mta-sts");
const tlsRpt = record("tls_rpt", "_smtp._tls");
const host = record("host", "mta-sts", { type: "CNAME" });
const all: PlannedCreations = {
  domain: "example.com",
  records: { sts, tlsRpt, host },
  certificate: "aws_acm_certificate.policy",
  distribution: "aws_cloudfront_distribution.policy",
};

const zoneWith = (more: object): SeenInternet => ({ ...nothing, zone: { ...emptyZone, ...more } });
const linesOf = (planned: PlannedCreations, seen: SeenInternet): readonly string[] =>
  judgeCreations(planned, seen).map(formatIssue);

const theirs = { texts: ["v=STSv1; id=2024;"], aliases: [], ttl: 3_600 };
const two = { texts: ["v=STSv1; id=1;", "v=STSv1; id=2;"], aliases: [], ttl: 300 };

describe("judgeCreations", () => {
  it("finds nothing where nothing exists", () => {
    expect(linesOf(all, zoneWith({}))).toEqual([]);
    expect(linesOf(all, nothing)).toEqual([]);
  });

  it.each([
    [
      "an announcement by another tool",
      { sts: theirs },
      'aws_route53_record.sts: a record that announces a policy exists already, which resolvers cache for 3600 s, got "v=STSv1; id=2024;"; run terraform import sts (RFC 8461 §3.1) [txt-not-ours]',
    ],
    [
      "two announcements",
      { sts: two },
      "aws_route53_record.sts: senders see several MTA-STS records and act as if there were none, got 2; delete all of them except one; run terraform import sts (RFC 8461 §3.1) [txt-multiple-records]",
    ],
    [
      "an alias where the announcement is to be",
      { sts: { texts: ["v=STSv1; id=1;"], aliases: ["sts.provider.example"] } },
      'aws_route53_record.sts: a CNAME exists already where the record is to be, got "sts.provider.example"; delete the CNAME record at _mta-sts.example.com, and deploy again after the TTL: a TXT record cannot take over another type (RFC 8461 §3.1) [txt-not-ours]',
    ],
    [
      "a TLS-RPT record",
      { tlsRpt: { texts: ["v=TLSRPTv1; rua=mailto:old@example.org"], aliases: [], ttl: 300 } },
      'aws_route53_record.tls_rpt: a TLS-RPT record exists already, and a second one makes senders ignore both, got "v=TLSRPTv1; rua=mailto:old@example.org"; run terraform import tls_rpt (RFC 8460 §3) [tls-rpt-not-ours]',
    ],
    [
      "an alias of the policy host",
      { host: { aliases: ["web.example.net"], hasAddress: true } },
      'aws_route53_record.host: the name of the policy host has a record already, so the deployment cannot create its own, got "web.example.net"; run terraform import host (RFC 1034 §3.6.2) [host-name-taken]',
    ],
    [
      "addresses of the policy host",
      { host: { aliases: [], hasAddress: true } },
      'aws_route53_record.host: the name of the policy host has a record already, so the deployment cannot create its own, got "an address record"; delete the address records at mta-sts.example.com, and deploy again after the TTL: a CNAME record cannot take over another type (RFC 1034 §3.6.2) [host-name-taken]',
    ],
    [
      "another distribution",
      { host: { aliases: ["d1.cloudfront.net"], hasAddress: true } },
      'aws_route53_record.host: the name of the policy host leads to another CloudFront distribution, and CloudFront accepts an alias on one distribution only, got "d1.cloudfront.net"; follow "Take over a CloudFront set-up" in docs/guides/take-over-cloudfront.md [cloudfront-alias-taken]',
    ],
  ])("reports %s", (_, zone, line) => {
    expect(linesOf(all, zoneWith(zone))).toEqual([line]);
  });

  it("reports an announcement that only a resolver shows", () => {
    const codes = judgeCreations(all, { ...nothing, record: theirs }).map(({ code }) => code);
    expect(codes).toEqual(["txt-not-ours"]);
  });

  it("says nothing of a record that the plan does not create", () => {
    expect(linesOf({ ...all, records: {} }, zoneWith({ sts: two, tlsRpt: theirs }))).toEqual([]);
  });

  it("is lenient with this package's own announcement where the plan may hold it", () => {
    const own = { texts: [`v=STSv1; id=${"a".repeat(32)};`], aliases: [], ttl: 300 };
    const unsure = { ...all, records: { sts: { ...sts, creation: "unknown" as const } } };
    const seen = { ...zoneWith({ sts: own }), record: own };
    expect(linesOf(unsure, seen)).toEqual([]);
    expect(linesOf(unsure, { ...seen, zone: { ...emptyZone, sts: theirs }, record: theirs })).toHaveLength(1);
  });

  it("reports an alias that another distribution has, where the record is published elsewhere", () => {
    const manual = { ...all, records: {} };
    const [line] = linesOf(manual, zoneWith({ host: { aliases: ["d1.cloudfront.net"], hasAddress: true } }));
    expect(line).toMatch(/^aws_cloudfront_distribution\.policy: .*\[cloudfront-alias-taken\]$/u);
    expect(linesOf(manual, zoneWith({ host: { aliases: ["web.example.net"], hasAddress: true } }))).toEqual([]);
  });

  it("reports CAA records that keep ACM from issuing the certificate that the plan requests", () => {
    const seen = { ...nothing, caa: { at: "example.com", issuers: ["letsencrypt.org"] } };
    expect(linesOf(all, seen)).toEqual([
      'aws_acm_certificate.policy: the CAA records at example.com do not allow Amazon to issue the certificate of the policy host, got "letsencrypt.org"; add the record example.com CAA 0 issue "amazon.com" (RFC 8659 §4.2) [caa-forbids-acm]',
    ]);
    const { certificate: _, ...others } = all;
    expect(linesOf(others, seen)).toEqual([]);
  });

  it("reports a zone that does not contain the domain, once", () => {
    const zone = { id: "Z2", name: "example.org" };
    const records = { sts: { ...sts, zone }, tlsRpt: { ...tlsRpt, zone } };
    expect(linesOf({ ...all, records }, zoneWith({}))).toEqual([
      'aws_route53_record.sts: the zone does not contain example.com, so its records would never be found, got "example.org"; use the id of the zone that contains example.com (RFC 1034 §4.2) [zone-of-another-domain]',
    ]);
  });

  it("reports a name that is a zone of its own, unless the record may be in that zone", () => {
    const seen = zoneWith({ cuts: ["mta-sts.example.com"] });
    expect(linesOf(all, seen)).toEqual([
      'aws_route53_record.host: the name is a zone of its own, so a record in the zone of the domain is never found, got "mta-sts.example.com"; publish the record in that zone with a DNS provider for each record, or remove the delegation (RFC 1034 §4.2) [zone-cut]',
    ]);
    const hostIn = (zone: PlannedRecord["zone"]) => ({ ...all, records: { sts, host: { ...host, zone } } });
    expect(linesOf(hostIn({ id: "Z9" }), seen)).toEqual([]);
    expect(linesOf(hostIn({ id: "Z9", name: "mta-sts.example.com" }), seen)).toEqual([]);
    expect(linesOf(hostIn({ id: "Z9", name: "example.com" }), seen)).toHaveLength(1);
  });

  it("names the zone, the host, and the CAA records that could not be seen, as information", () => {
    const unseen = { unseen: "TIMEOUT" };
    const setting = { ...nothing, tlsRpt: { texts: [], aliases: [] }, zone: unseen, caa: unseen };
    const what = (planned: PlannedCreations, seen: SeenInternet): readonly string[] =>
      judgeCreations(planned, seen).map(
        ({ code, severity, message }) => `${severity} ${code}: ${/see (.*), so/u.exec(message)?.[1] ?? message}`,
      );
    expect(what(all, setting)).toEqual([
      "info preflight-incomplete: the zone (TIMEOUT) and the name of the policy host (TIMEOUT) and the CAA records (TIMEOUT)",
    ]);
    const { host: _, ...zone } = emptyZone;
    expect(what(all, { ...setting, zone, caa: { issuers: [] } })).toEqual([
      "info preflight-incomplete: the name of the policy host (no answer from the zone)",
    ]);
    const { certificate: _none, ...others } = { ...all, records: { sts, tlsRpt } };
    expect(what(others, setting)).toEqual(["info preflight-incomplete: the zone (TIMEOUT)"]);
  });

  it("names the records that could not be seen", () => {
    const unseen = { ...nothing, record: { unseen: "SERVFAIL" }, tlsRpt: { unseen: "TIMEOUT" } };
    expect(judgeCreations(all, unseen)).toMatchObject([{ severity: "warning" }]);
    expect(linesOf(all, unseen)).toEqual([
      expect.stringContaining(
        "example.com.preflight: preflight could not see the _mta-sts record (SERVFAIL) and the _smtp._tls record (TIMEOUT), so it did not check whether what the plan creates exists already",
      ),
    ]);
    // What the zone's own servers show is enough.
    expect(linesOf(all, { ...unseen, zone: emptyZone })).toEqual([]);
  });
});
