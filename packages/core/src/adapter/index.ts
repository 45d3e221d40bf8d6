export {
  readLastDeployment,
  type LastChild,
  type LastComponent,
  type LastDeployment,
  type LastFile,
  type LastRecord,
} from "./last-deployment";
export { policyIn } from "./policy-in-file";
export type { StackName, StateResource } from "./stack-state";
export { hasError, judge, strictly } from "./strictness";
export { RECORD_TTL } from "../plan";
export { applyTransform, type Transformed } from "./transforms/apply";
export { changesOf, hasChanges, type Changes } from "./transforms/changes";
export { transformRules, type TransformedChild } from "./transforms/children";
export { publicationOf, transformIssues, type Draft } from "./transforms/drafts";
export type { Publication } from "./transforms/record-ttl";
export type { ArgumentUse, ChildRules } from "./transforms/rules";
export { waitRules } from "./wait-rules";
