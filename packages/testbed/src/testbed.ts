import { Cloud, type CloudOptions } from "./cloud/cloud.js";
import { createCertificateAuthority } from "./internet/certificate-authority.js";
import { type Endpoint, startNameServer } from "./internet/dns-server.js";
import { Edge } from "./internet/edge.js";
import { startEdgeServer } from "./internet/https-server.js";
import { startProviderServer } from "./pulumi/server.js";

export type TestbedOptions = Omit<CloudOptions, "issuer">;

/** A local internet on ephemeral loopback ports; what it answers is the state of its cloud. */
export interface Testbed {
  readonly cloud: Cloud;
  readonly dns: Endpoint;
  readonly https: Endpoint;
  /** The authority whose certificates the senders of this internet trust. */
  readonly caPem: string;
  /** The environment with which Pulumi's engine attaches to the emulated provider. */
  readonly env: Readonly<Record<string, string>>;
  /** Closes every socket and timer. */
  readonly stop: () => Promise<void>;
}

export async function startTestbed(options: TestbedOptions = {}): Promise<Testbed> {
  const authority = await createCertificateAuthority();
  const cloud = new Cloud({ ...options, issuer: authority.issue });
  const validity = { from: new Date(), to: new Date(Date.now() + 86_400_000) };
  const fallback = await authority.issue(["*.cloudfront.net"], validity);
  const [dns, https, provider] = await Promise.all([
    startNameServer(cloud),
    startEdgeServer(new Edge(cloud), fallback),
    startProviderServer(cloud),
  ]);
  return {
    cloud,
    dns: { address: dns.address, port: dns.port },
    https: { address: https.address, port: https.port },
    caPem: authority.caPem,
    env: {
      PULUMI_DEBUG_PROVIDERS: `aws:${provider.port}`,
      // else the engine looks for the real plugin in the network first
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    },
    stop: async () => {
      cloud.close();
      provider.stop();
      await Promise.all([dns.stop(), https.stop()]);
    },
  };
}
