import { Server, ServerCredentials } from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { type Cloud } from "../cloud/cloud.js";
import { resourceProviderService } from "./service.js";

export interface ProviderServer {
  readonly port: number;
  readonly stop: () => void;
}

const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Serves the emulated provider on a loopback port, for the engine to attach to. */
export async function startProviderServer(cloud: Cloud): Promise<ProviderServer> {
  const server = new Server(unlimited);
  server.addService(ResourceProviderService, resourceProviderService(cloud));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    port,
    stop: () => {
      server.forceShutdown();
    },
  };
}
