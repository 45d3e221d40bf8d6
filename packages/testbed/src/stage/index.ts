export type { CertificateSpec, KeyPair } from "./certificates.js";
export type { StageDns } from "./dns.js";
export { scripted, starttls } from "./mail.js";
export { policyFor, type PublishedParts, type Stage, type StageOptions, startStage } from "./stage.js";
export { type Behaviour, https, listen, type Page, page, type Responder, type StageServer } from "./web.js";
export { answersFor, type DnsFault, type NameData, Zone } from "./zone.js";
