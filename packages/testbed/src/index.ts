export * from "./cloud/index.js";
export * from "./senders/index.js";
export { type Endpoint } from "./internet/dns-server.js";
export { type KeptTestbed, startTestbed, type Testbed, type TestbedOptions } from "./testbed.js";
export { emulatedTypes } from "./terraform/emulated-types.js";
export { askAsSender, type HeldAnswer, type SenderView, wouldDeliverTo } from "./sender.js";
export { type PolicyFile, type ServerCertificate } from "./sender-fetch.js";
