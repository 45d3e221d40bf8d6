import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { formatIssue, planDeployment } from "@mtasts/core";
import { TerraformOutput, type TerraformResource, type TerraformStack } from "cdktf";
import { external, manualDns, MtaSts, type MtaStsArgs } from "cdktf-mtasts";
import { AwsProvider, cloudfront, route53 } from "cdktf-mtasts/aws";
import { r2, worker } from "cdktf-mtasts/cloudflare";
import { children, config, dependencies, deploy, find, newStack, synth } from "./harness";

/** The protection of every child, by its key. */
function protections(args: Partial<MtaStsArgs>): Readonly<Record<string, unknown>> {
  const stack = newStack();
  deploy(stack, args);
  return Object.fromEntries(children(synth(stack)).map(({ key, attributes }) => [key, attributes["lifecycle"]]));
}

/** The message with which these arguments are refused. */
function refused(args: unknown): string {
  const stack = newStack();
  try {
    new MtaSts(stack, "mail", args as MtaStsArgs);
  } catch (error) {
    // Nothing is left behind, so that a program may go on.
    expect(stack.node.tryFindChild("mail")).toBeUndefined();
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

describe("children", () => {
  // API from the first day: a change needs moved blocks and an upgrade note.
  it("have these types and addresses", () => {
    const stack = newStack();
    deploy(stack);
    const addresses = children(synth(stack)).map(({ address }) => address);
    expect(addresses.sort()).toEqual([
      "aws_acm_certificate.mail_certificate_75BFEFB8",
      "aws_acm_certificate_validation.mail_certificate-validation_BFD20F51",
      "aws_cloudfront_distribution.mail_distribution_33CB3539",
      "aws_cloudfront_origin_access_control.mail_origin-access-control_BABEA48C",
      "aws_route53_record.mail_certificate-record_1F153D52",
      "aws_route53_record.mail_host-record_E7EABD13",
      "aws_route53_record.mail_sts-record_104DF527",
      "aws_route53_record.mail_tls-rpt-record_615B6A7D",
      "aws_s3_bucket.mail_bucket_39215638",
      "aws_s3_bucket_ownership_controls.mail_ownership-controls_E8897847",
      "aws_s3_bucket_policy.mail_bucket-policy_5C449B1B",
      "aws_s3_bucket_public_access_block.mail_public-access-block_68CE8CB2",
      "aws_s3_object.mail_policy-file_4BB12592",
      "terraform_data.mail_host-name_4F40F087",
    ]);
  });

  it("are the nodes, by their keys", () => {
    const { nodes } = new MtaSts(newStack(), "mail", { ...config, host: cloudfront(), dns: route53({ zoneId: "Z1" }) });
    const byKey = Object.entries(nodes) as [string, TerraformResource | undefined][];
    expect(Object.fromEntries(byKey.map(([key, resource]) => [key, resource?.node.id]))).toEqual({
      bucket: "bucket",
      bucketPolicy: "bucket-policy",
      certificate: "certificate",
      certificateRecord: "certificate-record",
      certificateValidation: "certificate-validation",
      distribution: "distribution",
      hostRecord: "host-record",
      originAccessControl: "origin-access-control",
      ownershipControls: "ownership-controls",
      policyFile: "policy-file",
      publicAccessBlock: "public-access-block",
      stsRecord: "sts-record",
      tlsRptRecord: "tls-rpt-record",
    });
    expect(nodes.distribution.arn).toMatch(/^\$\{TfToken/u);
  });

  it("make no TLS-RPT record where none is asked for", () => {
    const stack = newStack();
    const mtaSts = deploy(stack, { tlsRpt: undefined });
    expect(mtaSts.nodes.tlsRptRecord).toBeUndefined();
    expect(children(synth(stack)).map(({ key }) => key)).not.toContain("tls-rpt-record");
  });
});

describe("outputs", () => {
  it("say where both hosts' names lead while the former one stays", () => {
    const moveOf = (args: Partial<MtaStsArgs>): unknown => deploy(newStack(), args).outputs.claims.hostMove;
    expect(moveOf({})).toBeUndefined();
    expect(moveOf({ previousHost: external({ target: "policies.provider.example" }) })).toEqual({
      host: { ownsName: false, leadsTo: "*.cloudfront.net" },
      former: { ownsName: false, leadsTo: "policies.provider.example" },
    });
    const owning = { ownsName: true, serve: () => ({ ready: [], nodes: {} }) };
    const silent = { serve: () => ({ target: "b.example", ready: [], nodes: {} }) };
    expect(moveOf({ host: owning, previousHost: silent })).toEqual({
      host: { ownsName: true },
      former: { ownsName: false },
    });
  });

  it("are the served bytes, their hash, their place and every record", () => {
    const stack = newStack();
    const mtaSts = deploy(stack);
    new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });
    const { policyId, policyText, policyUrl } = mtaSts;
    expect(policyText).toBe(
      "version: STSv1\r\nmode: testing\r\nmx: *.example.net\r\nmx: mail.example.com\r\nmax_age: 86400\r\n",
    );
    expect(policyId).toBe(createHash("sha256").update(policyText).digest("hex").slice(0, 32));
    expect(policyUrl).toBe("https://mta-sts.example.com/.well-known/mta-sts.txt");
    const option = "element(tolist(aws_acm_certificate.mail_certificate_75BFEFB8.domain_validation_options), 0)";
    expect(synth(stack).output?.["mta_sts"]?.value).toEqual({
      claims: { longestMaxAge: 0, revision: 0 },
      policyId,
      policyText,
      policyUrl,
      records: [
        {
          name: `\${trimsuffix(${option}.resource_record_name, ".")}`,
          type: "CNAME",
          value: `\${trimsuffix(${option}.resource_record_value, ".")}`,
          ttl: 300,
        },
        {
          name: "mta-sts.example.com",
          type: "CNAME",
          value: "${aws_cloudfront_distribution.mail_distribution_33CB3539.domain_name}",
          ttl: 300,
        },
        {
          name: "_smtp._tls.example.com",
          type: "TXT",
          value: "v=TLSRPTv1; rua=mailto:tls-reports@example.org",
          ttl: 300,
        },
        { name: "_mta-sts.example.com", type: "TXT", value: `v=STSv1; id=${policyId};`, ttl: 300 },
      ],
    });
  });

  it("follow a revision: same content, other bytes, other id", () => {
    const [first, second] = [deploy(newStack()), deploy(newStack(), { revision: 1 })];
    expect(second.policyText).toContain("max_age: 86401\r\n");
    expect(second.policyId).not.toBe(first.policyId);
  });
});

describe("order", () => {
  it("announces the policy after all that serves it and after the host's name", () => {
    const stack = newStack();
    deploy(stack);
    const synthesised = synth(stack);
    const serving = ["bucket-policy", "distribution", "policy-file"];
    expect(dependencies(synthesised, "host-record")).toEqual([...serving, "host-name"].sort());
    expect(dependencies(synthesised, "sts-record")).toEqual([...serving, "host-record", "tls-rpt-record"].sort());
  });

  it("replaces what the host's name stands on where another type publishes it", () => {
    const stack = newStack();
    deploy(stack);
    const synthesised = synth(stack);
    expect(find(synthesised, "host-name").attributes["triggers_replace"]).toBe("aws_route53_record");
    expect(dependencies(synthesised, "host-name")).toEqual([]);
    // A bare reference: Terraform takes no other here.
    expect(find(synthesised, "host-record").attributes["depends_on"]).toContain(find(synthesised, "host-name").address);
  });
});

describe("a former host", () => {
  const former = (host: (stack: TerraformStack) => MtaStsArgs["host"]) => {
    const [before, during] = [newStack(), newStack()];
    deploy(before, { host: cloudfront() });
    deploy(during, { host: host(during), previousHost: cloudfront() });
    return { before: synth(before), during: synth(during) };
  };

  it.each<[string, (stack: TerraformStack) => MtaStsArgs["host"]]>([
    ["another's", () => external({ target: "policies.provider.example" })],
    ["a Worker", () => worker({ accountId: "a1", zoneId: "z1" })],
    // Which has a bucket and an object, too.
    [
      "R2",
      (stack) => r2({ accountId: "a1", zoneId: "z1", objects: new AwsProvider(stack, "r2", {}, { alias: "r2" }) }),
    ],
  ])("stays as it was, beside %s", (_, host) => {
    const { before, during } = former(host);
    const kept = children(before).filter(({ key }) => !/^(host-|sts-|tls-)/u.test(key));
    expect(kept).toHaveLength(10);
    expect(children(during)).toEqual(expect.arrayContaining([...kept]));
  });

  it("serves a changed policy before that is announced", () => {
    const { during } = former(() => external({ target: "policies.provider.example" }));
    const serving = ["bucket-policy", "distribution", "policy-file"];
    expect(dependencies(during, "sts-record")).toEqual([...serving, "host-record", "tls-rpt-record"].sort());
  });
});

describe("protection", () => {
  it.each<[string, Partial<MtaStsArgs>, boolean]>([
    ["testing", {}, false],
    ["testing after a roll-back", { revision: 1 }, true],
    ["enforce", { mode: "enforce" }, true],
    ["none", { mode: "none" }, true],
    ["enforce, lifted", { mode: "enforce", allowDestroy: true }, false],
    ["none, lifted", { mode: "none", allowDestroy: true }, false],
  ])("%s", (_, args, isProtected) => {
    const found = protections(args);
    expect(Object.keys(found)).toHaveLength(14);
    const { "tls-rpt-record": reports, ...others } = found;
    // Reports are no part of delivery.
    expect(reports).toBeUndefined();
    for (const lifecycle of Object.values(others)) {
      expect(lifecycle).toEqual(isProtected ? { prevent_destroy: true } : undefined);
    }
  });
});

describe("advice", () => {
  const advice = (stack: ReturnType<typeof newStack>) =>
    stack.node.findChild("mail").node.metadata.map(({ type, data }) => [type, data as unknown]);

  it("is shown on the construct", () => {
    const stack = newStack();
    deploy(stack, { maxAge: 3600 });
    const { ok, ...plan } = planDeployment({ ...config, maxAge: 3600 });
    const warnings = ok && "warnings" in plan ? plan.warnings.map(formatIssue) : [];
    expect(warnings).toHaveLength(1);
    expect(advice(stack)).toEqual(warnings.map((text) => ["@cdktf/warn", text]));
  });

  it("is an error where that is wanted", () => {
    const message = refused({
      ...config,
      maxAge: 3600,
      strict: true,
      host: external({ target: "a.example" }),
      dns: manualDns(),
    });
    expect(message.split("\n")).toEqual([
      'MtaSts "stack/mail": 1 problem in the arguments',
      expect.stringMatching(/^ {2}maxAge: .*\[max-age-too-short\]$/u),
    ]);
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
    const plan = planDeployment(args);
    const problems = plan.ok ? [] : plan.issues.map((issue) => `  ${formatIssue(issue)}`);
    expect(problems).toHaveLength(6);
    expect(refused({ ...args, host: cloudfront(), dns: route53({ zoneId: "Z1" }) })).toBe(
      ['MtaSts "stack/mail": 6 problems in the arguments', ...problems].join("\n"),
    );
  });

  it("name a missing host and DNS provider", () => {
    expect(refused({ domain: "example.com", mx: ["mail.example.com"] })).toBe(
      [
        'MtaSts "stack/mail": 2 problems in the arguments',
        "  host: must be a policy host, got undefined; write something like cloudfront() [argument-type]",
        "  dns: must be a DNS provider, got undefined; write something like route53({ zoneId }) [argument-type]",
      ].join("\n"),
    );
  });
});
