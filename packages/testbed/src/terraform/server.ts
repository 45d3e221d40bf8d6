import { type Cloud } from "../cloud/cloud.js";
import { startGrpcServer } from "../grpc.js";
import { terraformPackages } from "./packages/index.js";
import { providerService } from "./protocol.js";
import { terraformProviderService } from "./service.js";

/** The emulated providers of Terraform and OpenTofu, on loopback ports. */
export interface TerraformProviders {
  /** The environment with which either engine attaches to them. */
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => void;
}

/** Where each engine looks for a provider whose source names no registry. */
const registries = ["registry.terraform.io", "registry.opentofu.org"];

export async function startTerraformProviders(cloud: Cloud): Promise<TerraformProviders> {
  const servers = await Promise.all(
    terraformPackages.map(async (pkg) => {
      const server = await startGrpcServer(providerService, terraformProviderService(cloud, pkg));
      return { source: pkg.source, ...server };
    }),
  );
  const reattach = servers.flatMap(({ source, port }) =>
    registries.map((registry) => [`${registry}/${source}`, reattachment(port)] as const),
  );
  return {
    env: { TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(reattach)) },
    stop: () => {
      for (const { stop } of servers) stop();
    },
  };
}

function reattachment(port: number): object {
  return {
    Protocol: "grpc",
    ProtocolVersion: 6,
    Pid: process.pid,
    // Without it the engine would end the process that it attached to.
    Test: true,
    Addr: { Network: "tcp", String: `127.0.0.1:${port}` },
  };
}
