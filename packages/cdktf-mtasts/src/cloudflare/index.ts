export { cloudflareDns, type CloudflareDnsOptions } from "./dns.js";
export { CloudflareProvider, type CloudflareProviderArgs, RandomProvider } from "./provider.js";
export { r2, type R2Nodes, type R2Options } from "./r2.js";
export { r2ObjectProvider, type R2ObjectProviderArgs } from "./r2-object-provider.js";
export type * from "./resources.js";
export { worker, type WorkerNodes, type WorkerOptions } from "./worker.js";
export type { ProviderOptions } from "../provider.js";
