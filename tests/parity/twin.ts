import type { DnsRecord, MxMigrationTimes, RetirementTimes } from "@mtasts/core";

/** Arguments of a component, a policy host or a DNS provider, right or wrong. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Something that a program hands on without looking into it. */
type Opaque = object;

/** What a program can use, in either framework. Wrong options are let through, as JavaScript does. */
export interface World {
  readonly cloudfront: (options?: unknown) => Opaque;
  readonly route53: (options?: unknown) => Opaque;
  readonly worker: (options?: unknown) => Opaque;
  readonly r2: (options?: unknown) => Opaque;
  readonly cloudflareDns: (options?: unknown) => Opaque;
  readonly external: (options?: unknown) => Opaque;
  readonly manualDns: () => Opaque;
  /** A second provider of this kind, under this name. */
  readonly provider: (kind: "aws" | "cloudflare", name: string) => Opaque;
  /** The provider that the package itself configures, under the name `R2_OBJECTS`. */
  readonly r2ObjectProvider: () => Opaque;
}

/** A resource, in the same words whichever framework it was asked of. */
export interface TwinResource {
  /** Its key among the children. */
  readonly key: string;
  /** As Terraform calls it. */
  readonly type: string;
  /** As Terraform calls them. What another resource gives is `<key.attribute>`. */
  readonly attributes: Arguments;
  /** The keys of the resources that it waits for, said or implied. */
  readonly after: readonly string[];
  readonly isProtected: boolean;
  /** The name of its provider, where it is not the default one. */
  readonly provider?: string | undefined;
  /** Whether the old one is said to go before a new one comes. */
  readonly deleteBeforeReplace?: boolean | undefined;
}

/** The name of the provider that writes the objects of R2. */
export const R2_OBJECTS = "objects";

/** Everything that a program asks for. */
export interface TwinDeployment {
  readonly policyId: string;
  readonly policyText: string;
  readonly policyUrl: string;
  readonly records: readonly DnsRecord[];
  readonly mxMigration?: MxMigrationTimes | undefined;
  readonly retirement?: RetirementTimes | undefined;
  readonly warnings: readonly string[];
  readonly resources: readonly TwinResource[];
  /** The arguments of the provider that writes the objects of R2, where it is used. */
  readonly r2Objects?: Arguments | undefined;
}

/** What becomes of a program. */
export type Outcome =
  | { readonly kind: "deployed"; readonly deployment: TwinDeployment }
  | {
      readonly kind: "refused";
      readonly message: string;
      /** The resources that it had created by then. */
      readonly created: readonly string[];
    };

/** One of the two frameworks. */
export interface Twin {
  /** Runs a program with one component, called `mail`, with these arguments. */
  run(args: (world: World) => unknown): Promise<Outcome>;
}

/** What a program deploys that must not be refused. */
export async function deploymentOf(twin: Twin, args: (world: World) => unknown): Promise<TwinDeployment> {
  const outcome = await twin.run(args);
  if (outcome.kind === "refused") throw new Error(outcome.message);
  return outcome.deployment;
}

/** What another resource gives. */
export function reference(key: string, attribute: string): string {
  return `<${key}.${attribute}>`;
}
