export type { MtaStsArgs, RecordNodes } from "./args.js";
export { MtaSts } from "./mta-sts.js";
export type { DnsProvider, PolicyHost, RecordInputs, RecordKey, Served, Transform } from "./ports.js";
export type { DnsRecord, Mode, PolicySite } from "@mtasts/core";
