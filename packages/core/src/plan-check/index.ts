export {
  checkPlan,
  isUnjudged,
  unreadablePlan,
  type CheckedPlan,
  type PlanFacts,
  type PlanVerdict,
} from "./check-plan";
export { creationsInPlan } from "./creations";
export { facets, type Facet, type FacetName } from "./facets";
export { judgeUnshown, type UnshownPolicy, type UnshownVerdict } from "./judge-unshown";
export type { Action } from "./resource-change";
export type { PlannedDomain } from "./judge-domain";
