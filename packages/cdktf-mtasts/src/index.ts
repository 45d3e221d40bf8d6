export type { MtaStsArgs, MxMigrationArgs, PreviousDnsArgs, RecordNodes } from "./args.js";
export { external, type ExternalOptions } from "./external.js";
export { manualDns } from "./manual-dns.js";
export { MtaSts, type MtaStsOutputs, type StatedClaims } from "./mta-sts.js";
export type { RecordTransforms } from "./record-transforms.js";
export type { ChildOptions, DnsProvider, PolicyHost, RecordInputs, RecordKey, Served, Transform } from "./ports.js";
export type { DnsRecord, Mode, MxMigrationTimes, PolicySite, RetirementTimes } from "@mtasts/core";
export type { ZoneMoveTimes } from "@mtasts/core/adapter";
