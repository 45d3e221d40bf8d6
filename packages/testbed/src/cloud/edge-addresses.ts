/** Where the emulated networks are: each has an address of its own, as an old answer of the DNS leads to the old one. */
export const edgeAddresses: Readonly<Record<"cloudfront" | "cloudflare", string>> =
  // macOS has one address on its loopback, where both answer.
  process.platform === "darwin"
    ? { cloudfront: "127.0.0.1", cloudflare: "127.0.0.1" }
    : { cloudfront: "127.0.0.2", cloudflare: "127.0.0.3" };
