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
export { waitRules } from "./wait-rules";
