// One check, where each round trip takes a time that is set, beside the longest chain of round trips that it cannot do without.
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

const require = createRequire(import.meta.url);
const { checkDomain } = require("@mtasts/check");
const { nodePorts } = require("@mtasts/check/node");
const { startStage, starttls } = require("@mtasts/testbed/stage");

/** Each chain by its round trips, one after the other. */
const cases = [
  { title: "a sound domain", domain: "good.example", smtp: false, chain: ["DNS", "TCP", "TLS", "HTTP"] },
  {
    title: "a sound domain, with `smtp`",
    domain: "good.example",
    smtp: true,
    chain: ["MX", "address", "TCP", "greeting", "EHLO", "STARTTLS", "TLS"],
  },
  { title: "a domain without a policy", domain: "plain.example", smtp: false, chain: ["DNS", "DNS at other names"] },
];

/** The wall time of each check, and the sum of its steps, both in order. */
export async function measureLatency({ rounds, roundTrips }) {
  const results = [];
  for (const roundTripMs of roundTrips) {
    const stage = await startStage({ roundTripMs });
    await stage.publish("good.example");
    const { address } = await stage.mail(starttls({ keyPair: await stage.issue({ dnsNames: ["mail.good.example"] }) }));
    stage.zone.set("mail.good.example", { a: [address] });
    stage.zone.set("plain.example", { mx: [[10, "mail.good.example"]] });
    const { dns: resolver, caPem: ca, httpsPort, smtpPort } = stage;
    const ports = nodePorts({ resolver, ca, httpsPort, smtpPort, allowPrivate: true });
    for (const one of cases) results.push({ ...one, roundTripMs, ...(await measure(one, ports, rounds)) });
    await stage.stop();
  }
  return { rounds, results };
}

async function measure({ domain, smtp }, ports, rounds) {
  const walls = [];
  const sums = [];
  // The first rounds warm up the code; and the resolver tells once what it validates.
  for (let round = -3; round < rounds; round += 1) {
    const began = performance.now();
    const report = await checkDomain(domain, ports, { smtp });
    const wall = performance.now() - began;
    if (report.issues.some(({ severity, code }) => severity === "error" || code === "smtp-blocked")) {
      throw new Error(`${domain}: ${JSON.stringify(report.issues)}`);
    }
    if (round < 0) continue;
    walls.push(Math.round(wall * 10) / 10);
    sums.push(report.timings.reduce((sum, { durationMs }) => sum + durationMs, 0));
  }
  return { walls: walls.sort((a, b) => a - b), sums: sums.sort((a, b) => a - b) };
}
