export type { Creation, Publishing, RecordRole } from "./existing";
export type { Issuing } from "./judge-caa";
export { statedBy, type Claims, type HostMove, type HostName, type MigrationClaims, type Stated } from "./claim-facts";
export { statedInPlan } from "./claims-in-plan";
export { incompleteIssue, offlineIssue } from "./incomplete";
export { judgeCreations, type PlannedCreations, type PlannedRecord } from "./judge-creations";
export { judgeClaims } from "./judge-claims";
export type { ZoneHolding } from "./judge-holdings";
export { judgePreflight, type PreflightFacts } from "./judge-preflight";
export type { Setting } from "./judge-setting";
export { isHiddenZone, type ProviderZone, type ZoneUse } from "./judge-zone";
export {
  preflightIssue,
  untold,
  type PreflightCode,
  type PreflightFault,
  type PreflightIssue,
} from "./preflight-issue";
export { refusals, type PreflightMode, type Refusable, type RefusalRules, type RefusedIn } from "./refusal";
export {
  unseenNote,
  type SeenCaa,
  type SeenInternet,
  type SeenMx,
  type SeenName,
  type SeenPolicy,
  type SeenRecord,
  type SeenZone,
  type Unseen,
} from "./seen";
export { takeOverAdvice, type TakeOver } from "./take-over";
