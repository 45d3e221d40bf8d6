import * as pulumi from "@pulumi/pulumi";
import type { DnsProvider, PolicyHost, RecordInputs } from "pulumi-mtasts";

/** A resource of a cloud that this package does not know. */
export class Acme extends pulumi.CustomResource {
  declare readonly hostName: pulumi.Output<string>;

  constructor(type: string, name: string, props: pulumi.Inputs, opts?: pulumi.CustomResourceOptions) {
    super(`acme:index:${type}`, name, { ...props, hostName: undefined }, opts);
  }
}

export type Opts = pulumi.CustomResourceOptions;

/** What a record of Acme is made from. */
export function recordProps({ name, type, value, ttl }: RecordInputs): pulumi.Inputs {
  return { name, type, content: value, ttl };
}

/** A DNS provider that is right but for what a test changes. */
export function acmeDns(
  change: {
    readonly props?: (record: RecordInputs) => pulumi.Inputs;
    readonly name?: (name: string) => string;
    readonly opts?: (opts: Opts) => Opts;
  } = {},
): DnsProvider<Acme> {
  const { props = recordProps, name: nameOf = same<string>, opts: optsOf = same<Opts> } = change;
  return {
    record: (name, record, opts) => new Acme("Record", nameOf(name), props(record), optsOf(opts)),
  };
}

type Site = Parameters<PolicyHost["serve"]>[1];

/** What a site of Acme is made from. */
export function siteProps(site: Site) {
  return { domain: site.host, file: { path: site.path, body: site.body, contentType: "text/plain" } };
}

/** A policy host that is right but for what a test changes. */
export function acmePages(
  change: {
    readonly props?: (site: Site) => pulumi.Inputs;
    readonly name?: (name: string) => string;
    readonly opts?: (opts: Opts) => Opts;
    readonly served?: (pages: Acme, opts: Opts) => object;
    readonly ask?: (name: string, dns: DnsProvider, opts: Opts) => unknown;
  } = {},
): PolicyHost {
  const { props = siteProps, name: nameOf = (name: string) => `${name}-pages`, opts: optsOf = same<Opts> } = change;
  return {
    serve(name, site, dns, opts) {
      change.ask?.(name, dns, opts);
      const pages = new Acme("Pages", nameOf(name), props(site), optsOf(opts));
      return { target: "sites.acme.example", ready: [pages], nodes: { pages }, ...change.served?.(pages, opts) };
    },
  };
}

function same<T>(value: T): T {
  return value;
}
