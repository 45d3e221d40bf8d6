import { loadOptionalPeer } from "../optional-peer.js";

// Ahead of everything that needs the package, so that its absence is told with what installs it.
loadOptionalPeer(
  () => require.resolve("@pulumi/cloudflare/package.json"),
  "@pulumi/cloudflare",
  "pulumi-mtasts/cloudflare",
);
