export type { ServedPolicy } from "./served-policy";
export { servedCheck, type ServedCheck } from "./served-check";
export { waitUntilServedCommand, type WaitUntilServedCommand } from "./wait-until-served";
