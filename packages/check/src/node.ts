export { fetchPolicyGuarded, type GuardedFetch } from "./node/fetch-guarded";
export { nodePorts } from "./node/ports";
