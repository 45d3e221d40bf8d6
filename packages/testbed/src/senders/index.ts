export { type ForeignHost, modelInternet } from "./model-internet.js";
export { type Answer, type Internet, type Moment, type Network, type Served, servedAt } from "./moment.js";
export { socketInternet } from "./socket-internet.js";
export { type Outage, type Peer, Population, type PopulationOptions } from "./population.js";
export { type Intention } from "./publications.js";
export { type Invariant, invariants, type Violation } from "./violation.js";
