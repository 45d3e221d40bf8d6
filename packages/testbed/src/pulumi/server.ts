import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { type Cloud } from "../cloud/cloud.js";
import { type ProviderPackage } from "./provider-package.js";
import { resourceProviderService } from "./service.js";

export interface ProviderServer {
  /** The provider's name. */
  readonly name: string;
  readonly port: number;
  readonly stop: () => void;
}

const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Serves an emulated provider on a loopback port, for the engine to attach to. */
export async function startProviderServer(cloud: Cloud, pkg: ProviderPackage): Promise<ProviderServer> {
  const server = new Server(unlimited);
  server.addService(ResourceProviderService, resourceProviderService(cloud, pkg));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    name: pkg.name,
    port,
    stop: () => {
      server.forceShutdown();
    },
  };
}
