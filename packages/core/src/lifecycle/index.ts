export { duration, moment, readMoment } from "../moment";
export { planDelegation, type DelegationArgs, type DelegationPlan } from "./delegation";
export { senderDelivers, type Delivery, type HostFailure, type TriedHost } from "./delivery";
export { instanceEnd, instanceExpiry, wasAnnounced, type KnownPast, type PolicyInstance } from "./history";
export { planMxMigration, type MxMigrationFacts, type MxMigrationPlan } from "./mx-migration";
export { publicationOf, type Announcement, type Publication } from "./publication";
export { planRetirement, type RetirementFacts, type RetirementPlan } from "./retirement";
export {
  senderDiscovers,
  senderRefreshes,
  type Answers,
  type CachedPolicy,
  type Discovery,
  type FetchFailure,
  type FetchReport,
  type SenderCache,
} from "./sender";
export { senderBehaviours, type SenderBehaviour } from "./sender-behaviours";
export type { Step, StepKind } from "./steps";
export { planTransition, type Effective, type Transition, type TransitionFacts } from "./transition";
export {
  certainWait,
  dayWait,
  effectiveMaxAge,
  fullWait,
  idWait,
  OPERATIONAL_SLACK,
  type Announced,
  type Wait,
} from "./waits";
