export type { HostName } from "./judge-move";
export { judgePreflight, type PreflightFacts } from "./judge-preflight";
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
  type SeenInternet,
  type SeenMx,
  type SeenName,
  type SeenPolicy,
  type SeenRecord,
  type Unseen,
} from "./seen";
