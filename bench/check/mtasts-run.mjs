// Has @mtasts/check check the domains on standard input, one a line, and prints what it took.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";

const require = createRequire(import.meta.url);
const { checkDomain } = require("@mtasts/check");
const { nodePorts } = require("@mtasts/check/node");

const options = Object.fromEntries(
  ["dns-port", "https-port", "ca", "at-once"].map((name) => [name, { type: "string" }]),
);
const { values } = parseArgs({ options });

const ports = nodePorts({
  resolver: { address: "127.0.0.1", port: Number(values["dns-port"]) },
  httpsPort: Number(values["https-port"]),
  ca: readFileSync(values.ca, "utf8"),
  allowPrivate: true,
});
const domains = readFileSync(0, "utf8").trim().split("\n");
let fine = 0;
let next = 0;

async function work() {
  while (next < domains.length) {
    const { verdict, tlsRpt } = await checkDomain(domains[next++], ports);
    if (verdict === "enforced" && tlsRpt.outcome === "record") fine += 1;
  }
}

const began = performance.now();
await Promise.all(Array.from({ length: Number(values["at-once"]) }, work));
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const result = {
  seconds: (performance.now() - began) / 1000,
  cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
  peakMiB: maxRSS / 1024,
  fine,
};
console.log(JSON.stringify(result));
