/** What the SDK opens every connection with; its types leave it out. */
interface Settings {
  readonly grpcClientOptions: object;
}

/**
 * Lets every program have connections of its own to its engine. The SDK closes none of an inline program's, and gRPC shares them
 * with all that follow: where a later engine listens at the port of one that is gone, it would seem to be gone, too, and the SDK
 * takes that for a program which wants no resources.
 */
export function keepConnectionsApart(options = ofSdk()): void {
  Object.assign(options, { "grpc.use_local_subchannel_pool": 1 });
}

function ofSdk(): object {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as its types leave it out, so do they the module's members
  return (require("@pulumi/pulumi/runtime/settings.js") as Settings).grpcClientOptions;
}
