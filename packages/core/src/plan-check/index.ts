export { checkPlan, type CheckedPlan, type PlanFacts } from "./check-plan";
export type { Action } from "./resource-change";
export type { PlannedDomain } from "./judge-domain";
