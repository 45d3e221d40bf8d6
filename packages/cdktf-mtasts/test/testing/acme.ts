import { type Construct } from "constructs";
import { TerraformResource, type TerraformMetaArguments } from "cdktf";
import type { ChildOptions, DnsProvider, PolicyHost, PolicySite, RecordInputs } from "cdktf-mtasts";

/** A resource of a cloud that this package does not know. */
export class Acme extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    readonly props: { readonly type: string } & Readonly<Record<string, unknown>>,
    opts: TerraformMetaArguments = {},
  ) {
    super(scope, id, { terraformResourceType: `acme_${props.type.toLowerCase()}`, ...opts });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    const { type: _, ...attributes } = this.props;
    return attributes;
  }
}

export type Props = Readonly<Record<string, unknown>>;

/** What a record of Acme is made from. */
export function recordProps({ name, type, value, ttl }: RecordInputs): Props {
  return { name, kind: type, content: value, ttl };
}

/** A DNS provider that is right but for what a test changes. */
export function acmeDns(
  change: {
    readonly props?: (record: RecordInputs) => Props;
    readonly scope?: (scope: Construct) => Construct;
    readonly id?: (id: string) => string;
    readonly opts?: (opts: ChildOptions) => ChildOptions;
  } = {},
): DnsProvider<Acme> {
  const { props = recordProps, scope: scopeOf = same<Construct>, id = same<string>, opts: optsOf = same } = change;
  return {
    record: (scope, record, opts) =>
      new Acme(scopeOf(scope), id(record.key), { type: "Record", ...props(record) }, optsOf(opts)),
  };
}

/** What a site of Acme is made from. */
export function siteProps({ host, path, body }: PolicySite) {
  return { domain: host, file: { path, body, content_type: "text/plain" } };
}

/** A policy host that is right but for what a test changes. */
export function acmePages(
  change: {
    readonly props?: (site: PolicySite) => Props;
    readonly scope?: (scope: Construct) => Construct;
    readonly id?: (site: PolicySite) => string;
    readonly opts?: (opts: ChildOptions) => ChildOptions;
    readonly served?: (pages: Acme) => object;
    readonly ask?: (scope: Construct, dns: DnsProvider, opts: ChildOptions) => unknown;
  } = {},
): PolicyHost {
  const { props = siteProps, scope: scopeOf = same<Construct>, id = () => "pages", opts: optsOf = same } = change;
  return {
    serve(scope, site, dns, opts) {
      change.ask?.(scope, dns, opts);
      const pages = new Acme(scopeOf(scope), id(site), { type: "Pages", ...props(site) }, optsOf(opts));
      return { target: "sites.acme.example", ready: [pages], nodes: { pages }, ...change.served?.(pages) };
    },
  };
}

function same<T>(value: T): T {
  return value;
}
