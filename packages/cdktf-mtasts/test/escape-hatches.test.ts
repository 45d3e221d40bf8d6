import { describe, expect, it } from "@jest/globals";
import { Aspects, TerraformResource, TerraformStack, Testing, type IAspect } from "cdktf";
import { type IConstruct } from "constructs";
import { MtaSts } from "cdktf-mtasts";
import { AwsProvider, cloudfront, route53 } from "cdktf-mtasts/aws";
import {
  CloudflareProvider,
  cloudflareDns,
  r2,
  r2ObjectProvider,
  RandomProvider,
  worker,
} from "cdktf-mtasts/cloudflare";
import { children, config, find, newStack, synth } from "./harness";

function deployed(stack = newStack()) {
  const mtaSts = new MtaSts(stack, "mail", { ...config, host: cloudfront(), dns: route53({ zoneId: "Z1" }) });
  return { stack, ...mtaSts.nodes };
}

describe("what every construct of the framework has", () => {
  it("overrides whatever has no argument", () => {
    const { stack, distribution, bucket } = deployed();
    distribution.addOverride("logging_config", { bucket: "logs.s3.amazonaws.com" });
    distribution.addOverride("default_cache_behavior.compress", true);
    bucket.addOverride("lifecycle.prevent_destroy", true);
    const synthesised = synth(stack);
    expect(find(synthesised, "distribution").attributes).toMatchObject({
      logging_config: { bucket: "logs.s3.amazonaws.com" },
      default_cache_behavior: { compress: true, viewer_protocol_policy: "https-only" },
    });
    expect(find(synthesised, "bucket").attributes["lifecycle"]).toEqual({ prevent_destroy: true });
  });

  it("imports what is there already", () => {
    const { stack, stsRecord } = deployed();
    stsRecord.importFrom("Z1__mta-sts.example.com_TXT");
    expect((JSON.parse(Testing.synth(stack)) as { readonly import: unknown }).import).toEqual([
      { id: "Z1__mta-sts.example.com_TXT", to: "aws_route53_record.mail_sts-record_104DF527" },
    ]);
  });

  it("takes over what had another address", () => {
    const { stack, bucket, distribution } = deployed();
    bucket.moveFromId("aws_s3_bucket.policies");
    distribution.addMoveTarget("distribution");
    expect(synth(stack).moved).toEqual([{ from: "aws_s3_bucket.policies", to: "aws_s3_bucket.mail_bucket_39215638" }]);
  });

  it("is visited by aspects, which find tags where the usual bindings have them", () => {
    class Tagged implements IAspect {
      visit(node: IConstruct): void {
        if (!("tags" in node && "tagsInput" in node)) return;
        const taggable = node as { tags: object; readonly tagsInput: object | undefined };
        taggable.tags = { ...taggable.tagsInput, owner: "mail" };
      }
    }
    const stack = newStack();
    const host = cloudfront({ transform: { bucket: (args) => ({ ...args, tags: { name: "policy" } }) } });
    new MtaSts(stack, "mail", { ...config, host, dns: route53({ zoneId: "Z1" }) });
    const objects = r2ObjectProvider(stack, "r2", { accountId: "a1", accessKeyId: "key", secretAccessKey: "secret" });
    const onR2 = r2({ accountId: "a1", zoneId: "z1", objects });
    new MtaSts(stack, "r2-mail", { ...config, host: onR2, dns: cloudflareDns({ zoneId: "z1" }) });
    Aspects.of(stack).add(new Tagged());
    const tagged = children(synth(stack)).filter(({ attributes }) => "tags" in attributes);
    expect(Object.fromEntries(tagged.map(({ key, attributes }) => [key, attributes["tags"]]))).toEqual({
      bucket: { name: "policy", owner: "mail" },
      certificate: { owner: "mail" },
      distribution: { owner: "mail" },
      // That of R2, which refuses tags, is left alone.
      "policy-file": { owner: "mail" },
    });
  });

  it("stops a synthesis with its validations", () => {
    const { stack, distribution } = deployed();
    distribution.node.addValidation({ validate: () => ["not on a Friday"] });
    expect(() => synth(stack)).toThrow(/\[stack\/mail\/distribution\] not on a Friday/u);
  });

  it("knows its dependents", () => {
    const { stack, stsRecord } = deployed();
    class Note extends TerraformResource {}
    new Note(stack, "note", { terraformResourceType: "terraform_data", dependsOn: [stsRecord] });
    const { note } = synth(stack).resource?.["terraform_data"] ?? {};
    expect(note?.["depends_on"]).toEqual(["aws_route53_record.mail_sts-record_104DF527"]);
  });
});

describe("two constructs", () => {
  it("have nothing in common, in one stack", () => {
    const stack = newStack();
    for (const domain of ["example.com", "example.net"]) {
      const host = worker({ accountId: "a1", zoneId: "z1" });
      new MtaSts(stack, domain, { ...config, domain, host, dns: cloudflareDns({ zoneId: "z1" }), checks: true });
    }
    const { resource = {}, check = {} } = synth(stack);
    expect(Object.values(resource).map((byName) => Object.keys(byName).length)).toEqual([4, 2, 2, 2, 2]);
    expect(Object.keys(check)).toHaveLength(2);
  });
});

describe("a provider that the stack lacks", () => {
  const empty = () => new TerraformStack(Testing.app(), "stack");
  const atCloudflare = (stack: TerraformStack) => {
    const host = worker({ accountId: "a1", zoneId: "z1" });
    new MtaSts(stack, "mail", { ...config, host, dns: cloudflareDns({ zoneId: "z1" }) });
  };

  it("is told", () => {
    const stack = empty();
    deployed(stack);
    expect(() => synth(stack)).toThrow(/for the following providers: aws$/mu);
  });

  it("is told of each, those that Terraform has itself left out", () => {
    const stack = empty();
    atCloudflare(stack);
    expect(() => synth(stack)).toThrow(/for the following providers: random, cloudflare$/mu);
    new CloudflareProvider(stack, "cloudflare");
    new RandomProvider(stack, "random");
    expect(() => synth(stack)).not.toThrow();
  });

  it("is not told where the context says that it is declared elsewhere", () => {
    const stack = empty();
    stack.node.setContext("mtasts:providersDeclaredElsewhere", true);
    stack.addOverride("provider.aws", [{ region: "eu-central-1" }]);
    deployed(stack);
    expect(synth(stack).provider?.["aws"]).toEqual([{ region: "eu-central-1" }]);
  });
});

describe("the package's own providers", () => {
  it("say where they come from, and which version is wanted", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    new AwsProvider(stack, "aws", { region: "eu-central-1" }, { version: "~> 6.0" });
    new AwsProvider(stack, "east", { region: "us-east-1" }, { alias: "east", version: "~> 6.0" });
    new CloudflareProvider(stack, "cloudflare");
    expect(synth(stack)).toMatchObject({
      provider: { aws: [{ region: "eu-central-1" }, { alias: "east", region: "us-east-1" }], cloudflare: [{}] },
      terraform: {
        required_providers: {
          aws: { source: "hashicorp/aws", version: "~> 6.0" },
          cloudflare: { source: "cloudflare/cloudflare" },
        },
      },
    });
  });

  it("leave a version that another one of their kind asks for", () => {
    const stack = new TerraformStack(Testing.app(), "stack");
    new AwsProvider(stack, "aws", {}, { version: "5.100.0" });
    r2ObjectProvider(stack, "r2", { accountId: "a1", accessKeyId: "key", secretAccessKey: "secret" });
    expect(synth(stack)).toMatchObject({ terraform: { required_providers: { aws: { version: "5.100.0" } } } });
  });
});
