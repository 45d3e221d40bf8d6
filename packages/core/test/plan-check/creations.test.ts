import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "../../src";
import { checkPlan, creationsInPlan } from "../../src/plan-check";

const saved = (name: string): unknown =>
  JSON.parse(readFileSync(path.join(__dirname, "plans", `${name}.json`), "utf8")) as unknown;

type Json = Readonly<Record<string, unknown>>;

const sts: Json = { name: "_mta-sts.example.com", type: "TXT", zone_id: "Z1" };

function terraform(...changes: readonly Json[]): Json {
  return { format_version: "1.2", resource_changes: changes };
}

function change(address: string, actions: readonly string[], change: Json): Json {
  return { address, type: address.split(".").at(-2), change: { actions, before: null, ...change } };
}

const created = (address: string, after: Json): Json => change(address, ["create"], { after });

describe("creationsInPlan, of a Terraform plan", () => {
  it("names what a first deployment creates, with the import of each record", () => {
    const [only, ...others] = creationsInPlan(saved("terraform-create"));
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      domain: "example.com",
      certificate: "aws_acm_certificate.policy",
      distribution: "aws_cloudfront_distribution.policy",
      records: {
        sts: {
          address: "aws_route53_record.sts",
          creation: "created",
          type: "TXT",
          takeOver:
            "to keep the record, run terraform import aws_route53_record.sts Z0EXAMPLECOM__mta-sts.example.com_TXT; or delete it, and deploy again after its TTL",
        },
        tlsRpt: { owner: "_smtp._tls.example.com" },
        host: { type: "CNAME", zone: { id: "Z0EXAMPLECOM" } },
      },
    });
  });

  it.each([
    "terraform-unchanged",
    "terraform-new-mx",
    "terraform-replace-record",
    "terraform-replace-distribution",
    "terraform-switch-host",
    "terraform-destroy",
  ])("finds no record in %s that is not held already", (name) => {
    expect(creationsInPlan(saved(name)).map(({ records }) => records)).toEqual(
      creationsInPlan(saved(name)).map(() => ({})),
    );
  });

  it.each([
    ["keeps", ["no-op"]],
    ["deletes at another address", ["delete"]],
    ["replaces", ["delete", "create"]],
  ])("takes a record that the plan %s for held", (_, actions) => {
    const held = change("aws_route53_record.old", actions, {
      before: sts,
      after: actions[0] === "delete" ? null : sts,
    });
    expect(creationsInPlan(terraform(held, created("aws_route53_record.new", { ...sts, zone_id: "Z2" })))).toEqual([]);
  });

  it("takes a record that the plan imports for held", () => {
    const imported = change("aws_route53_record.sts", ["create"], { after: sts, importing: { id: "x" } });
    expect(creationsInPlan(terraform(imported))).toEqual([]);
  });

  it("knows that what is forgotten stays in the way", () => {
    const forgotten = change("aws_route53_record.old", ["forget"], { before: sts, after: null });
    expect(creationsInPlan(terraform(forgotten, created("aws_route53_record.new", sts)))).toHaveLength(1);
  });

  it("knows that a changed name is created, and that its address takes no import", () => {
    const after = { ...sts, name: "_mta-sts.example.org" };
    const [only] = creationsInPlan(
      terraform(change("aws_route53_record.sts", ["delete", "create"], { before: sts, after })),
    );
    expect(only?.records.sts).toEqual({
      address: "aws_route53_record.sts",
      owner: "_mta-sts.example.org",
      type: "TXT",
      zone: { id: "Z1" },
      creation: "created",
    });
  });

  it("says where the id of a record in Cloudflare is found, and quotes the address of an instance", () => {
    const after = { ...sts, zone_id: "c1" };
    const [only] = creationsInPlan(terraform(created('module.mail["a\'b"].cloudflare_dns_record.sts', after)));
    expect(only?.records.sts?.takeOver).toBe(
      String.raw`to keep the record, run terraform import 'module.mail["a'\''b"].cloudflare_dns_record.sts' 'c1/<record id>' (the Cloudflare API shows the record id: GET /zones/c1/dns_records?name=_mta-sts.example.com); or delete it, and deploy again after its TTL`,
    );
  });

  it("leaves the id open that the plan does not show, and the import of other providers", () => {
    const open = {
      change: { actions: ["create"], after: { ...sts, zone_id: null }, after_unknown: { zone_id: true } },
    };
    const routed = { address: "aws_route53_record.sts", type: "aws_route53_record", ...open };
    const [only] = creationsInPlan(terraform(routed));
    expect(only?.records.sts?.takeOver).toContain("'<zone id>__mta-sts.example.com_TXT'");
    const [other] = creationsInPlan(terraform(created("google_dns_record_set.sts", sts)));
    expect(other?.records.sts).toMatchObject({ owner: "_mta-sts.example.com" });
    expect(other?.records.sts?.takeOver).toBeUndefined();
  });

  it("does not take a certificate for one that ACM issues where it is imported or private", () => {
    const requested = (more: Json) =>
      creationsInPlan(terraform(created("aws_acm_certificate.c", { domain_name: "mta-sts.example.com", ...more })));
    expect(requested({ private_key: null })).toEqual([
      { domain: "example.com", records: {}, certificate: "aws_acm_certificate.c" },
    ]);
    expect(requested({ private_key: "PEM", certificate_body: "PEM" })).toEqual([]);
    expect(requested({ certificate_authority_arn: "arn:aws:acm-pca:1" })).toEqual([]);
  });

  it.each([[null], ["x"], [{}], [{ format_version: "1.2", resource_changes: [null, { address: 1 }] }]])(
    "reads nothing in %j",
    (json) => {
      expect(creationsInPlan(json)).toEqual([]);
    },
  );
});

describe("creationsInPlan, of a Pulumi preview", () => {
  it("names what a first deployment creates, with the import of each record", () => {
    const [only] = creationsInPlan(saved("pulumi-create"));
    expect(only).toMatchObject({ domain: "example.com", certificate: expect.stringMatching(/::mail-certificate$/u) });
    expect(only?.records.sts).toMatchObject({
      creation: "created",
      takeOver:
        'to keep the record, run pulumi import aws:route53/record:Record mail-sts-record "Z0EXAMPLECOM__mta-sts.example.com_TXT" --protect=false --generate-code=false --yes; or delete it, and deploy again after its TTL',
    });
  });

  const component = "urn:pulumi:dev::p::mtasts:index:MtaSts::mail";
  const urn = "urn:pulumi:dev::p::mtasts:index:MtaSts$aws:route53/record:Record::mail-sts-record";
  const newState = { inputs: { ...sts, zoneId: "Z1" }, parent: component };

  it("is not sure where the preview leaves out what stays, and imports below the component in the state", () => {
    const [only] = creationsInPlan({ steps: [{ op: "create", urn, newState }], changeSummary: { same: 9, create: 1 } });
    expect(only?.records.sts).toMatchObject({ creation: "unknown" });
    expect(only?.records.sts?.takeOver).toContain(`--parent "mail=${component}"`);
  });

  it("takes a record that the program imports for held", () => {
    expect(creationsInPlan({ steps: [{ op: "import", urn, newState }], changeSummary: { import: 1 } })).toEqual([]);
  });

  it.each(["pulumi-unchanged", "pulumi-new-mx", "pulumi-replace-record", "pulumi-destroy"])(
    "finds nothing in %s",
    (name) => {
      expect(creationsInPlan(saved(name))).toEqual([]);
    },
  );
});

describe("a name relative to a zone", () => {
  const relative = created("aws_route53_record.sts", { name: "_mta-sts", type: "TXT", zone_id: "Z1" });
  const lines = (json: Json): readonly string[] => {
    const plan = checkPlan(json, { now: 0 });
    return (plan.ok ? plan.value.issues : plan.issues).map(formatIssue);
  };

  it("is reported as not judged where the plan does not name the zone", () => {
    expect(creationsInPlan(terraform(relative))).toEqual([]);
    expect(lines(terraform(relative))).toEqual([
      'aws_route53_record.sts.zone_id: the name is relative to a zone whose name the plan does not show, so it is not known what exists there, got "_mta-sts"; check the domain after the deployment, or give the value as a literal [not-judged]',
    ]);
    const imported = { ...relative, change: { actions: ["create"], after: relative["after"], importing: { id: "x" } } };
    expect(lines(terraform(imported))).toEqual([]);
  });

  it("is resolved where the plan looks the zone up", () => {
    const zone = { type: "aws_route53_zone", mode: "data", values: { zone_id: "Z1", name: "example.com" } };
    const json = { ...terraform(relative), prior_state: { values: { root_module: { resources: [zone] } } } };
    expect(lines(json)).toEqual([]);
    expect(creationsInPlan(json)).toMatchObject([{ domain: "example.com" }]);
  });
});
