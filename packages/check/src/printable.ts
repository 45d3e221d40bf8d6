export { printable } from "@mtasts/core/checking";
