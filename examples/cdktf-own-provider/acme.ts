import { TerraformProvider, TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { ChildOptions } from "cdktf-mtasts";

/** The provider of Acme: what generated bindings would hold. */
export class AcmeProvider extends TerraformProvider {
  constructor(scope: Construct, id: string) {
    super(scope, id, { terraformResourceType: "acme", terraformProviderSource: "acme.example/acme/acme" });
  }
}

/** A resource whose arguments have Terraform's own names. */
abstract class AcmeResource extends TerraformResource {
  readonly #args: object;

  constructor(scope: Construct, id: string, { type, args, opts }: { type: string; args: object; opts: ChildOptions }) {
    super(scope, id, { terraformResourceType: type, ...opts });
    this.#args = args;
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.#args };
  }
}

/** A record in a zone at Acme. */
export class AcmeRecord extends AcmeResource {
  constructor(scope: Construct, id: string, args: AcmeRecordArgs, opts: ChildOptions = {}) {
    super(scope, id, { type: "acme_record", args, opts });
  }
}

export interface AcmeRecordArgs {
  readonly zone: string;
  readonly name: string;
  readonly type: string;
  /** As it stands in a zone file: a text in quotes. */
  readonly data: string;
  readonly ttl: number;
}

/** A static site at Acme, with a certificate for its domain. */
export class AcmeSite extends AcmeResource {
  constructor(scope: Construct, id: string, args: AcmeSiteArgs, opts: ChildOptions = {}) {
    super(scope, id, { type: "acme_site", args, opts });
  }

  /** Where the domain must point to. */
  get hostName(): string {
    return this.getStringAttribute("host_name");
  }
}

export interface AcmeSiteArgs {
  readonly domain: string;
  readonly files: readonly {
    readonly path: string;
    readonly content: string;
    readonly content_type: string;
  }[];
}
