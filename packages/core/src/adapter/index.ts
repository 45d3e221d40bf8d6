export { judgeIds, type IdFacts, type IdVerdict } from "./announced-ids";
export {
  readLastDeployment,
  type LastChild,
  type LastComponent,
  type LastDeployment,
  type LastFile,
  type LastRecord,
} from "./last-deployment";
export {
  judgeLastDomain,
  judgeLastName,
  judgeLastZones,
  type ComponentNames,
  type Kept,
  type ProgramZone,
} from "./last-moves";
export { issuesForFaults, type AnswerFault } from "./host-answers";
export { policyIn } from "./policy-in-file";
export type { StackName, StateResource } from "./stack-state";
export { liftedProtection, type Lifted } from "./lifted-protection";
export { impossibleMoves, nameSuffixRule, sameNames, type Moves } from "./move-issues";
export { dnsRule, hasMethod, portIssues, type Ports, type PresentValues } from "./port-issues";
export { hasError, judge, strictly } from "./strictness";
export { RECORD_TTL } from "../plan";
export { applyTransform, type Transformed } from "./transforms/apply";
export { changesOf, hasChanges, type Changes } from "./transforms/changes";
export { transformRules, type TransformedChild } from "./transforms/children";
export { publicationOf, transformIssues, type Draft } from "./transforms/drafts";
export type { Publication } from "./transforms/record-ttl";
export type { ArgumentUse, ChildRules } from "./transforms/rules";
export { waitRules } from "./wait-rules";
export {
  zoneMoveIssues,
  zoneMoveRules,
  zoneMoveTimes,
  type ZoneMove,
  type ZoneMoveTimes,
  type ZoneNames,
} from "./zone-move";
