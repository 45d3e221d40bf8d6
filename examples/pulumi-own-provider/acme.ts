import * as pulumi from "@pulumi/pulumi";

/** A record in a zone at Acme: what a generated package of a provider would hold. */
export class AcmeRecord extends pulumi.CustomResource {
  constructor(name: string, args: AcmeRecordArgs, opts?: pulumi.CustomResourceOptions) {
    super("acme:index:Record", name, { ...args }, opts);
  }
}

export interface AcmeRecordArgs {
  readonly zone: pulumi.Input<string>;
  readonly name: pulumi.Input<string>;
  readonly type: pulumi.Input<string>;
  /** As it stands in a zone file: a text in quotes. */
  readonly data: pulumi.Input<string>;
  readonly ttl: pulumi.Input<number>;
}

/** A static site at Acme, with a certificate for its domain. */
export class AcmeSite extends pulumi.CustomResource {
  /** Where the domain must point to. */
  declare readonly hostName: pulumi.Output<string>;

  constructor(name: string, args: AcmeSiteArgs, opts?: pulumi.CustomResourceOptions) {
    super("acme:index:Site", name, { ...args, hostName: undefined }, opts);
  }
}

export interface AcmeSiteArgs {
  readonly domain: pulumi.Input<string>;
  readonly files: pulumi.Input<
    readonly {
      readonly path: pulumi.Input<string>;
      readonly content: pulumi.Input<string>;
      readonly contentType: pulumi.Input<string>;
    }[]
  >;
}
