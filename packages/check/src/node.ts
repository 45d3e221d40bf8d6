export { isOffline, readEnvironment, type Environment } from "./node/environment";
export { fetchPolicyGuarded, type GuardedFetch } from "./node/fetch-guarded";
export { nodePorts } from "./node/ports";
