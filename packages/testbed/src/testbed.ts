import { Cloud, type CloudOptions } from "./cloud/cloud.js";
import { createCertificateAuthority } from "./internet/certificate-authority.js";
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
export type TestbedOptions = CloudOptions;

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
  /** Closes every socket and timer, and ends the Workers. */
  readonly stop: () => Promise<void>;
}

export async function startTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const authority = await createCertificateAuthority();
  const cloud = new Cloud({ loadWorker: startWorker, issuer: authority.issue, ...options });
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
    stop: async () => {
      terraform.stop();
      for (const provider of providers) provider.stop();
      await Promise.all([dns.stop(), https.stop()]);
      await cloud.close();
    },
  };
}
