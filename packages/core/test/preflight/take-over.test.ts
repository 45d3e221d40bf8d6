import { describe, expect, it } from "@jest/globals";
import { takeOverAdvice, terraformTakeOver } from "../../src/preflight/take-over";

const record = { type: "aws:route53/record:Record", child: "mail-sts-record", idForm: "<zone id>/<record id>" };

describe("takeOverAdvice", () => {
  it.each([
    [
      { ids: ["Z1__mta-sts.example.com_TXT"] },
      'to keep the record, run pulumi import aws:route53/record:Record mail-sts-record "Z1__mta-sts.example.com_TXT" --protect=false --generate-code=false --yes; or delete it, and deploy again after its TTL',
    ],
    [
      { ids: [], parent: { name: "mail", urn: "urn:x" } },
      'to keep the record, run pulumi import aws:route53/record:Record mail-sts-record "<zone id>/<record id>" --parent "mail=urn:x" --protect=false --generate-code=false --yes; or delete it, and deploy again after its TTL',
    ],
    [{ ids: ["a/1", "a/2"] }, "delete all but one of a/1, a/2, and import that one"],
  ])("of %j is the command to run", (more, advice) => {
    expect(takeOverAdvice({ ...record, ...more })).toBe(advice);
  });
});

describe("terraformTakeOver", () => {
  it.each([
    [
      { address: "aws_route53_record.sts", id: "Z1__mta-sts.example.com_TXT" },
      "to keep the record, run terraform import aws_route53_record.sts Z1__mta-sts.example.com_TXT; or delete it, and deploy again after its TTL",
    ],
    [
      { address: 'cloudflare_dns_record.sts["a"]', id: "c1/<record id>", lookUp: "the API shows it" },
      `to keep the record, run terraform import 'cloudflare_dns_record.sts["a"]' 'c1/<record id>' (the API shows it); or delete it, and deploy again after its TTL`,
    ],
  ])("of %j is the command to run", (record, advice) => {
    expect(terraformTakeOver(record)).toBe(advice);
  });
});
