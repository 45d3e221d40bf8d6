import { App, TerraformStack, Testing } from "cdktf";
import { type Construct } from "constructs";
import { MtaSts, type MtaStsArgs } from "cdktf-mtasts";
import { AwsProvider, route53, cloudfront } from "cdktf-mtasts/aws";
import { CloudflareProvider, RandomProvider } from "cdktf-mtasts/cloudflare";

/** Attributes of a resource, as Terraform reads them. */
export type Attributes = Readonly<Record<string, unknown>>;

/** What a stack comes to, as Terraform reads it. */
export interface Synthesised {
  readonly terraform?: Attributes;
  readonly provider?: Readonly<Record<string, readonly Attributes[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Attributes>>>>;
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly check?: Readonly<Record<string, Attributes>>;
  readonly import?: readonly Attributes[];
  readonly moved?: readonly Attributes[];
}

export const config = {
  domain: "example.com",
  mx: ["mail.example.com", "*.example.net"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
} as const;

/** A stack that declares every provider. */
export function newStack(): TerraformStack {
  const stack = new TerraformStack(Testing.app(), "stack");
  new AwsProvider(stack, "aws", { region: "eu-central-1" });
  new CloudflareProvider(stack, "cloudflare");
  new RandomProvider(stack, "random");
  return stack;
}

/** A construct with right arguments but for these. */
export function deploy<N extends object = object>(stack: Construct, args: Partial<MtaStsArgs<N>> = {}): MtaSts<N> {
  const host = cloudfront() as unknown as MtaStsArgs<N>["host"];
  return new MtaSts<N>(stack, "mail", { ...config, host, dns: route53({ zoneId: "Z1" }), ...args });
}

/** What the stack comes to, with all validations. */
export function synth(stack: TerraformStack): Synthesised {
  return JSON.parse(Testing.synth(stack, true)) as Synthesised;
}

/** What `app.synth()` writes for the stack, with all metadata. */
export function appSynth(outdir: string, fill: (stack: TerraformStack) => void): Synthesised {
  const app = new App({ outdir, stackTraces: false });
  const stack = new TerraformStack(app, "stack");
  fill(stack);
  app.synth();
  return stack.toTerraform() as Synthesised;
}

/** A resource of the construct, without the hash that ends its address. */
export interface Child {
  readonly type: string;
  readonly key: string;
  readonly address: string;
  readonly attributes: Attributes;
}

/** All resources of the construct `mail`. */
export function children({ resource = {} }: Synthesised): readonly Child[] {
  return Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, attributes]) => {
      const [, key = name] = /^mail_(.*)_[0-9A-F]{8}$/u.exec(name) ?? [];
      return { type, key, address: `${type}.${name}`, attributes };
    }),
  );
}

/** The one resource with this key. */
export function find(synthesised: Synthesised, key: string): Child {
  const found = children(synthesised).filter((child) => child.key === key);
  if (found.length !== 1) throw new Error(`${found.length} resources are called ${key}`);
  return found[0]!;
}

/** The keys of the resources that this one is created after, said or implied. */
export function dependencies(synthesised: Synthesised, key: string): readonly string[] {
  const text = JSON.stringify(find(synthesised, key).attributes);
  const others = children(synthesised).filter((child) => child.key !== key && text.includes(child.address));
  return others.map((child) => child.key).sort();
}
