export { hasError, judge, strictly } from "./strictness";
