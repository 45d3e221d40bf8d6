// What reaches the network is loaded with the first command that needs it.
export { nodePorts } from "@mtasts/check/node";
