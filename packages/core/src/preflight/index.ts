export type { HostName } from "./judge-move";
export { judgePreflight, type PreflightFacts } from "./judge-preflight";
export { preflightIssue, untold, type PreflightCode, type PreflightIssue } from "./preflight-issue";
export {
  unseenNote,
  type SeenInternet,
  type SeenMx,
  type SeenName,
  type SeenPolicy,
  type SeenRecord,
  type Unseen,
} from "./seen";
