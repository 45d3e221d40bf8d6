import { TerraformOutput, TerraformStack, Testing } from "cdktf";
import { external, manualDns, MtaSts, type MtaStsArgs } from "cdktf-mtasts";
import { AwsProvider, cloudfront, route53 } from "cdktf-mtasts/aws";
import {
  cloudflareDns,
  CloudflareProvider,
  r2,
  r2ObjectProvider,
  RandomProvider,
  worker,
} from "cdktf-mtasts/cloudflare";
import { readReferences, referencedKeys, type Addresses } from "./references";
import { R2_OBJECTS, type Arguments, type Outcome, type Twin, type TwinResource, type World } from "./twin";

const NAME = "mail";
const OUTPUT = "mta_sts";

/** What Terraform reads. */
export interface Synthesised {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Arguments>>>>;
  readonly provider?: Readonly<Record<string, readonly Arguments[]>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
}

/** The CDKTF construct, as it is synthesised with all validations. */
export const cdktfTwin: Twin = {
  run: (args) => Promise.resolve(run(args)),
};

/** What Terraform reads of a program with one construct, called `mail`. */
export function synthesise(args: (world: World) => unknown): Synthesised {
  const stack = newStack();
  new MtaSts(stack, NAME, args(worldOf(stack)) as MtaStsArgs);
  return synthesised(stack);
}

function synthesised(stack: TerraformStack): Synthesised {
  return JSON.parse(Testing.synth(stack, true)) as Synthesised;
}

function run(args: (world: World) => unknown): Outcome {
  const stack = newStack();
  let mtaSts: MtaSts;
  try {
    mtaSts = new MtaSts(stack, NAME, args(worldOf(stack)) as MtaStsArgs);
  } catch (error) {
    const { resources } = read(synthesised(stack));
    return { kind: "refused", message: (error as Error).message, created: resources.map(({ key }) => key) };
  }
  new TerraformOutput(stack, OUTPUT, { value: mtaSts.outputs });
  const { metadata } = mtaSts.node;
  const warnings = metadata.filter(({ type }) => type.endsWith("warn")).map(({ data }) => String(data));
  const { resources, r2Objects, output } = read(synthesised(stack));
  return { kind: "deployed", deployment: { ...(output as MtaSts["outputs"]), warnings, resources, r2Objects } };
}

function newStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws");
  new CloudflareProvider(stack, "cloudflare");
  new RandomProvider(stack, "random");
  return stack;
}

function worldOf(stack: TerraformStack): World {
  return {
    cloudfront: cloudfront as World["cloudfront"],
    route53: route53 as World["route53"],
    worker: worker as World["worker"],
    r2: r2 as World["r2"],
    cloudflareDns: cloudflareDns as World["cloudflareDns"],
    external: external as World["external"],
    manualDns,
    provider: (kind, name) =>
      kind === "aws"
        ? new AwsProvider(stack, name, {}, { alias: name })
        : new CloudflareProvider(stack, name, {}, { alias: name }),
    r2ObjectProvider: () =>
      r2ObjectProvider(stack, R2_OBJECTS, { accountId: "account", accessKeyId: "key", secretAccessKey: "secret" }),
  };
}

/** What a configuration comes to, in the words of both frameworks. */
export function read({ resource = {}, provider = {}, output = {} }: Synthesised) {
  const all = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, attributes]) => ({
      type,
      address: `${type}.${name}`,
      attributes,
      key: keyOf(name),
    })),
  );
  const addresses: Addresses = new Map(all.map(({ address, key }) => [address, key]));
  return {
    resources: all.map((one) => resourceOf(one, addresses)),
    r2Objects: Object.values(provider).flat().filter(isR2).map(withoutAlias)[0],
    output: readReferences(output[OUTPUT]?.value, addresses),
  };
}

interface Found {
  readonly type: string;
  readonly key: string;
  readonly attributes: Arguments;
}

function resourceOf({ type, key, attributes: all }: Found, addresses: Addresses): TwinResource {
  const { depends_on: _, lifecycle = {}, provider, "//": __, ...attributes } = all;
  return {
    key,
    type,
    attributes: readReferences(attributes, addresses) as Arguments,
    after: referencedKeys(all, addresses).filter((other) => other !== key),
    isProtected: (lifecycle as Arguments)["prevent_destroy"] === true,
    provider: typeof provider === "string" ? provider.split(".")[1] : undefined,
  };
}

function isR2({ alias }: Arguments): boolean {
  return alias === R2_OBJECTS;
}

function withoutAlias({ alias: _, ...attributes }: Arguments): Arguments {
  return attributes;
}

/** The key within the address, whose last part is a hash. */
function keyOf(name: string): string {
  const [, key = name] = /^mail_(.*)_[0-9A-F]{8}$/u.exec(name) ?? [];
  return key;
}
