export { servedCheck, type ServedCheck, type ServedPolicy } from "./served-check";
export { waitUntilServedCommand, type WaitUntilServedCommand } from "./wait-until-served";
