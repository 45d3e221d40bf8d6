import { parseArgs } from "node:util";
import { variants, type Variant } from "./variants.js";

const frameworks = ["pulumi", "cdktf"] as const;

/** What the demo is written with. */
export type Framework = (typeof frameworks)[number];

/** What the demo deploys. */
export interface DemoOptions {
  readonly domain: string;
  readonly mx: readonly string[];
  /** The MX host that the policy change adds. */
  readonly addedMx: string;
  readonly rua: string;
  readonly framework: Framework;
  /** How the policy is hosted and the zone kept. */
  readonly variant: Variant;
}

export const usage = `npm run demo -- [--domain example.com] [--mx mail.example.com]… [--rua mailto:tls-reports@example.com]
                [--host cloudfront|worker|r2] [--dns route53|cloudflare] [--framework pulumi|cdktf]

Deploys MTA-STS and TLS-RPT for a domain with the real Pulumi engine, or with CDKTF and OpenTofu or Terraform, on an
emulated AWS, and looks at it as a sending mail server does: first deployment, policy change, drift, enforcement,
roll-back, retirement and removal.

  --domain     the domain whose mail is protected
  --mx         one of its MX hosts or patterns; give it several times for several
  --rua        where senders report TLS failures
  --host       who serves the policy
  --dns        who keeps the zone; a Worker and R2 need it at Cloudflare
  --framework  pulumi, or cdktf: whichever of tofu and terraform is installed takes what it writes, or OpenTofu is built
  --help       this text
`;

/** Reads the command line. Returns `undefined` where help was asked for. */
export function readOptions(args: readonly string[]): DemoOptions | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      domain: { type: "string", default: "example.com" },
      mx: { type: "string", multiple: true },
      rua: { type: "string" },
      host: { type: "string", default: "cloudfront" },
      dns: { type: "string" },
      framework: { type: "string", default: "pulumi" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) return undefined;
  const { domain, mx = [`mail.${domain}`, "*.example.net"], rua = `mailto:tls-reports@${domain}` } = values;
  const addedMx = [`backup.${domain}`, `backup2.${domain}`].find((host) => !mx.includes(host)) ?? `backup3.${domain}`;
  const { host, dns = host === "cloudfront" ? "route53" : "cloudflare" } = values;
  const variant = variants[`${host} ${dns}`];
  if (variant === undefined) throw new Error(`there is no --host ${host} with --dns ${dns}; try --help`);
  const framework = frameworks.find((name) => name === values.framework);
  if (framework === undefined) throw new Error(`there is no --framework ${values.framework}; try --help`);
  return { domain, mx, addedMx, rua, framework, variant };
}
