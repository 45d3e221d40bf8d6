import "./needs-cloudflare.js";

export { cloudflareDns, type CloudflareDnsOptions } from "./dns.js";
export { r2, type R2Nodes, type R2Options } from "./r2.js";
export { r2ObjectProvider, type R2ObjectProviderArgs } from "./r2-object-provider.js";
export { worker, type WorkerNodes, type WorkerOptions } from "./worker.js";
