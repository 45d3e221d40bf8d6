import { loadOptionalPeer } from "../optional-peer.js";

// Ahead of everything that needs the package, so that its absence is told with what installs it.
loadOptionalPeer(() => require.resolve("@pulumi/aws/package.json"), "@pulumi/aws", "pulumi-mtasts/aws");
