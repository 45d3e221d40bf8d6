import { Cloud, type CloudOptions, type KeptCloud } from "./cloud/cloud.js";
import { type AuthorityPair, createCertificateAuthority } from "./internet/certificate-authority.js";
import { type Endpoint, startNameServer } from "./internet/dns-server.js";
import { edgeAddresses } from "./cloud/edge-addresses.js";
import { CloudflareEdge } from "./internet/cloudflare-edge.js";
import { CloudFrontEdge } from "./internet/cloudfront-edge.js";
import { edgeOfBoth } from "./internet/edge.js";
import { startEdgeServers } from "./internet/https-servers.js";
import { startWorker } from "./internet/worker.js";
import { providerPackages } from "./pulumi/packages/index.js";
import { startProviderServer } from "./pulumi/server.js";
import { startTerraformProviders } from "./terraform/server.js";

/** With an `issuer` of its own, whatever it signs is not what the internet's senders trust. @default its own authority */
export interface TestbedOptions extends CloudOptions {
  /** What an earlier test bed left behind with `keep`. @default a new cloud */
  readonly kept?: KeptTestbed;
}

/** A test bed's state as plain JSON values. */
export interface KeptTestbed {
  readonly authority: AuthorityPair;
  readonly cloud: KeptCloud;
}

/** A local internet on ephemeral loopback ports; what it answers is the state of its cloud. */
export interface Testbed {
  readonly cloud: Cloud;
  readonly dns: Endpoint;
  /** Every name that is hosted anywhere, answered for by the network that the public DNS leads to now. */
  readonly https: Endpoint;
  /** The address of each network, which answers for what it hosts itself; the port is that of `https`. */
  readonly edges: Readonly<Record<"cloudfront" | "cloudflare", string>>;
  /** The authority whose certificates the senders of this internet trust. */
  readonly caPem: string;
  /** The environment with which Pulumi's engine attaches to the emulated providers. */
  readonly env: Readonly<Record<string, string>>;
  /** The environment with which Terraform and OpenTofu attach to the emulated providers. */
  readonly terraformEnv: Readonly<Record<string, string>>;
  /** Writes down the state, once nothing is under way, for a later test bed to go on with. */
  readonly keep: () => Promise<KeptTestbed>;
  /** Closes every socket and timer, and ends the Workers. */
  readonly stop: () => Promise<void>;
}

export async function startTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const { kept, ...cloudOptions } = options;
  const authority = await createCertificateAuthority(kept?.authority);
  const cloud = new Cloud({ loadWorker: startWorker, issuer: authority.issue, ...cloudOptions });
  if (kept !== undefined) await cloud.bringBack(kept.cloud);
  const validity = { from: new Date(), to: new Date(Date.now() + 86_400_000) };
  const fallback = await authority.issue(["*.cloudfront.net"], validity);
  const edges = { cloudfront: new CloudFrontEdge(cloud), cloudflare: new CloudflareEdge(cloud) };
  const [dns, https, terraform, ...providers] = await Promise.all([
    startNameServer(cloud),
    startEdgeServers(edges, edgeOfBoth(cloud.dns, edges), fallback),
    startTerraformProviders(cloud),
    ...providerPackages.map((pkg) => startProviderServer(cloud, pkg)),
  ]);
  return {
    cloud,
    dns: { address: dns.address, port: dns.port },
    https: { address: https.address, port: https.port },
    edges: edgeAddresses,
    caPem: authority.caPem,
    env: {
      PULUMI_DEBUG_PROVIDERS: providers.map(({ name, port }) => `${name}:${port}`).join(","),
      // else the engine looks for the real plugins in the network first
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    },
    terraformEnv: terraform.env,
    keep: async () => ({
      authority: { caPem: authority.caPem, keyPem: authority.keyPem },
      cloud: await cloud.keep(),
    }),
    stop: async () => {
      terraform.stop();
      for (const provider of providers) provider.stop();
      await Promise.all([dns.stop(), https.stop()]);
      await cloud.close();
    },
  };
}
