export { Cloud, type CloudOptions, defaultZone } from "./cloud.js";
export { type Call, type CallFilter, type Control, type Delay, type Fault, type Operation } from "./control.js";
export { ProviderError, ServiceError } from "./errors.js";
export { type Change, type Plan } from "./plan.js";
export { type ProviderSettings } from "./resource-type.js";
export { type Resource, type ResourcesApi } from "./resources-api.js";
export { type CloudEvent, type CloudObserver, type Delays } from "./runtime.js";
export { type Attributes, UNKNOWN, type Value } from "./value.js";
