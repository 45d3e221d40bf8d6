import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { type Cloud } from "../cloud/cloud.js";
import { type GrpcServer, startGrpcServer } from "../grpc.js";
import { type ProviderPackage } from "./provider-package.js";
import { resourceProviderService } from "./service.js";

export interface ProviderServer extends GrpcServer {
  /** The provider's name. */
  readonly name: string;
}

/** Serves an emulated provider on a loopback port, for Pulumi's engine to attach to. */
export async function startProviderServer(cloud: Cloud, pkg: ProviderPackage): Promise<ProviderServer> {
  return { name: pkg.name, ...(await startGrpcServer(ResourceProviderService, resourceProviderService(cloud, pkg))) };
}
