/** Where the emulated networks are: each has an address of its own, as an old answer of the DNS leads to the old one. */
export const edgeAddresses = { cloudfront: "127.0.0.2", cloudflare: "127.0.0.3" } as const;
