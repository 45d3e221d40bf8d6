export { hasError, judge, strictly } from "./strictness";
export { waitRules } from "./wait-rules";
