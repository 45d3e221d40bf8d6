import { createHash } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { formatIssue, planDeployment, type Issue } from "@mtasts/core";
import * as pulumi from "@pulumi/pulumi";
import { external, MtaSts, type DnsProvider, type MtaStsArgs, type RecordInputs } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { endProgram, registered, startProgram, urnsOf, valueOf } from "./harness";

const base = {
  domain: "example.com",
  mx: ["mail.example.com", "*.example.net"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
} as const;

function deploy(args: Partial<MtaStsArgs> = {}, opts?: pulumi.ComponentResourceOptions) {
  return new MtaSts("mail", { ...base, host: cloudfront(), dns: route53({ zoneId: "Z1" }), ...args }, opts);
}

/** A DNS provider that creates nothing and remembers with which options it was asked. */
function notebook() {
  const asked = new Map<string, pulumi.CustomResourceOptions & { readonly record: RecordInputs }>();
  const dns: DnsProvider<undefined> = {
    record(name, record, opts) {
      asked.set(name, { ...opts, record });
      return undefined;
    },
  };
  return { asked, dns };
}

const warnings = jest.spyOn(pulumi.log, "warn").mockResolvedValue();

beforeEach(() => {
  warnings.mockClear();
  return startProgram();
});
afterEach(endProgram);

describe("children", () => {
  // API from the first day: a change needs aliases and an upgrade note.
  it("have these types and names", async () => {
    deploy();
    await endProgram();
    expect(registered.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      "aws:acm/certificate:Certificate mail-certificate",
      "aws:acm/certificateValidation:CertificateValidation mail-certificate-validation",
      "aws:cloudfront/distribution:Distribution mail-distribution",
      "aws:cloudfront/originAccessControl:OriginAccessControl mail-origin-access-control",
      "aws:route53/record:Record mail-certificate-record",
      "aws:route53/record:Record mail-host-record",
      "aws:route53/record:Record mail-sts-record",
      "aws:route53/record:Record mail-tls-rpt-record",
      "aws:s3/bucket:Bucket mail-bucket",
      "aws:s3/bucketObjectv2:BucketObjectv2 mail-policy-file",
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls mail-ownership-controls",
      "aws:s3/bucketPolicy:BucketPolicy mail-bucket-policy",
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock mail-public-access-block",
      "mtasts:index:MtaSts mail",
    ]);
  });

  it("have the component as their parent", async () => {
    const urns = await urnsOf(deploy());
    expect(Object.keys(urns).sort()).toEqual([
      "bucket",
      "bucketPolicy",
      "certificate",
      "certificateRecord",
      "certificateValidation",
      "distribution",
      "hostRecord",
      "originAccessControl",
      "ownershipControls",
      "policyFile",
      "publicAccessBlock",
      "stsRecord",
      "tlsRptRecord",
    ]);
    for (const urn of Object.values(urns)) expect(urn).toContain("::mtasts:index:MtaSts$aws:");
  });

  it("make no TLS-RPT record where none is asked for", async () => {
    const mtaSts = new MtaSts("mail", {
      domain: "example.com",
      mx: ["mail.example.com"],
      host: cloudfront(),
      dns: route53({ zoneId: "Z1" }),
    });
    await endProgram();
    expect(mtaSts.nodes.tlsRptRecord).toBeUndefined();
    expect(registered.map(({ name }) => name)).not.toContain("mail-tls-rpt-record");
  });
});

describe("outputs", () => {
  it("are the served bytes, their hash, their place and every record", async () => {
    const mtaSts = deploy();
    const text = await valueOf(mtaSts.policyText);
    expect(text).toBe(
      "version: STSv1\r\nmode: testing\r\nmx: *.example.net\r\nmx: mail.example.com\r\nmax_age: 86400\r\n",
    );
    const id = createHash("sha256").update(text).digest("hex").slice(0, 32);
    expect(await valueOf(mtaSts.policyId)).toBe(id);
    expect(await valueOf(mtaSts.policyUrl)).toBe("https://mta-sts.example.com/.well-known/mta-sts.txt");
    expect(await valueOf(mtaSts.records)).toEqual([
      { name: "_token.mta-sts.example.com", type: "CNAME", value: "_proof.acm-validations.aws", ttl: 300 },
      { name: "mta-sts.example.com", type: "CNAME", value: "d111111abcdef8.cloudfront.net", ttl: 300 },
      {
        name: "_smtp._tls.example.com",
        type: "TXT",
        value: "v=TLSRPTv1; rua=mailto:tls-reports@example.org",
        ttl: 300,
      },
      { name: "_mta-sts.example.com", type: "TXT", value: `v=STSv1; id=${id};`, ttl: 300 },
    ]);
  });

  it("follow a revision: same content, other bytes, other id", async () => {
    const [first, second] = [deploy(), new MtaSts("again", { ...deployArgs(), revision: 1 })];
    expect(await valueOf(second.policyText)).toContain("max_age: 86401\r\n");
    expect(await valueOf(second.policyId)).not.toBe(await valueOf(first.policyId));
  });
});

function deployArgs(): MtaStsArgs {
  return { ...base, host: cloudfront(), dns: route53({ zoneId: "Z1" }) };
}

describe("order", () => {
  it("announces the policy after all that serves it, and names the host after it serves", () => {
    const { asked, dns } = notebook();
    const { nodes } = deploy({ dns });
    const serving = ["policyFile", "distribution", "bucketPolicy"].map((key) => nodes[key as keyof typeof nodes]);
    expect(asked.get("mail-host-record")?.dependsOn).toEqual(serving);
    expect(asked.get("mail-sts-record")?.dependsOn).toEqual(serving);
  });

  it("announces the policy after the host's name", () => {
    const dependencies = new Map<string, unknown>();
    const zone = route53({ zoneId: "Z1" });
    const dns: typeof zone = {
      record(name, record, opts) {
        dependencies.set(record.key, opts.dependsOn);
        return zone.record(name, record, opts);
      },
    };
    const { nodes } = deploy({ dns });
    expect(dependencies.get("sts-record")).toContain((nodes as unknown as { hostRecord: unknown }).hostRecord);
  });
});

describe("protection", () => {
  const records = ["certificate-record", "host-record", "sts-record"];

  it.each<[string, Partial<MtaStsArgs>, boolean]>([
    ["testing", {}, false],
    ["testing after a roll-back", { revision: 1 }, true],
    ["enforce", { mode: "enforce" }, true],
    ["none", { mode: "none" }, true],
    ["a mode that is known later", { mode: pulumi.output("testing" as const) }, true],
    ["a revision that is known later", { revision: pulumi.output(0) }, true],
    ["enforce, lifted", { mode: "enforce", allowDestroy: true }, false],
    ["none, lifted", { mode: "none", allowDestroy: true }, false],
  ])("%s", (_, args, isProtected) => {
    const { asked, dns } = notebook();
    deploy({ ...args, dns });
    // Never `false`: it would undo the protection of a user.
    const protections = records.map((key) => asked.get(`mail-${key}`)?.protect);
    expect(protections).toEqual(records.map(() => (isProtected ? true : undefined)));
    // Reports are no part of delivery.
    expect(asked.get("mail-tls-rpt-record")?.protect).toBeUndefined();
  });
});

describe("late values", () => {
  it("give the same plan as plain ones", async () => {
    const mtaSts = deploy({
      domain: pulumi.output("example.com"),
      mx: [pulumi.output("mail.example.com"), Promise.resolve("*.example.net")],
      maxAge: Promise.resolve(86_400),
      tlsRpt: { rua: [pulumi.output("mailto:tls-reports@example.org")] },
    });
    const plain = new MtaSts("plain", deployArgs());
    expect(await valueOf(mtaSts.policyId)).toBe(await valueOf(plain.policyId));
  });
});

const portAdvice: Issue = { code: "mx-single-label", severity: "warning", path: ["target"], message: "has one label" };

describe("advice", () => {
  it("is shown on the component", async () => {
    const plain = deploy({ maxAge: 3600 });
    await endProgram();
    await startProgram();
    const late = deploy({ maxAge: pulumi.output(3600) });
    await endProgram();
    const text = "maxAge: ";
    for (const component of [plain, late]) {
      expect(warnings).toHaveBeenCalledWith(expect.stringMatching(`^${text}.*\\[max-age-too-short\\]$`), component);
    }
    expect(warnings).toHaveBeenCalledTimes(2);
  });

  it("is an error where that is wanted", async () => {
    const host = { ...external({ target: "a.example" }), issues: [portAdvice] };
    expect(() => deploy({ maxAge: 3600, strict: true, host })).toThrow(
      /^MtaSts "mail": 2 problems in the arguments\n {2}maxAge: .*\[max-age-too-short\]\n {2}host\.target: .*$/u,
    );
    await endProgram();
    expect(registered.filter(({ name }) => name !== "mail")).toEqual([]);
  });

  it("of a port is shown like any other", async () => {
    const component = deploy({ host: { ...external({ target: "a.example" }), issues: [portAdvice] } });
    await endProgram();
    expect(warnings.mock.calls).toEqual([[expect.stringMatching(/^host\.target: /u), component]]);
  });
});

describe("bad arguments", () => {
  it("are refused all at once, before anything is created", () => {
    const args = {
      domain: "example.com.",
      mode: "enforced" as "enforce",
      mx: ["mail.example.com", "mx*.example.com", "192.0.2.1"],
      maxAge: 1.5,
      tlsRpt: { rua: "tls-reports@example.org" },
    };
    const refused = () => deploy(args);
    expect(refused).toThrow(pulumi.ResourceError);
    const plan = planDeployment(args);
    const problems = plan.ok ? [] : plan.issues.map((issue) => `  ${formatIssue(issue)}`);
    expect(problems).toHaveLength(6);
    expect(refused).toThrow(['MtaSts "mail": 6 problems in the arguments', ...problems].join("\n"));
    expect(registered.filter(({ type }) => type !== "mtasts:index:MtaSts")).toEqual([]);
  });

  it.each([
    ["plain", "example.com"],
    ["late", pulumi.output("example.com")],
  ])("name a missing host and DNS provider beside %s values", (_, domain) => {
    const args = { domain, mx: ["mail.example.com"] } as unknown as MtaStsArgs;
    expect(() => new MtaSts("mail", args)).toThrow(
      [
        'MtaSts "mail": 2 problems in the arguments',
        "  host: must be a policy host, got undefined; write something like cloudfront() [argument-type]",
        "  dns: must be a DNS provider, got undefined; write something like route53({ zoneId }) [argument-type]",
      ].join("\n"),
    );
  });
});
