// Measures how long a check takes on the stage of the test bed, where each round trip takes a time that is set, beside the
// longest chain of round trips that it cannot do without; writes docs/bench/check.md.
//   npm run bench:check -- --rounds 30 --round-trips 20,100
import { mkdir, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { page } from "./page.mjs";

// Built files: the packages need not be installed anywhere.
const require = createRequire(import.meta.url);
const packages = fileURLToPath(new URL("../../packages", import.meta.url));
const { checkDomain } = require(path.join(packages, "check", "dist", "index.js"));
const { nodePorts } = require(path.join(packages, "check", "dist", "node.js"));
const { startStage, starttls } = require(path.join(packages, "testbed", "dist", "stage", "index.js"));

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "30" }, "round-trips": { type: "string", default: "20,100" } },
});
const rounds = Number(values.rounds);

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

const results = [];
for (const roundTripMs of values["round-trips"].split(",").map(Number)) {
  const stage = await startStage({ roundTripMs });
  await stage.publish("good.example");
  const { address } = await stage.mail(starttls({ keyPair: await stage.issue({ dnsNames: ["mail.good.example"] }) }));
  stage.zone.set("mail.good.example", { a: [address] });
  stage.zone.set("plain.example", { mx: [[10, "mail.good.example"]] });
  const { dns: resolver, caPem: ca, httpsPort, smtpPort } = stage;
  const ports = nodePorts({ resolver, ca, httpsPort, smtpPort, allowPrivate: true });
  for (const one of cases) results.push({ ...one, roundTripMs, ...(await measure(one, ports)) });
  await stage.stop();
}

const machine = { processor: cpus()[0].model, cores: cpus().length, node: process.version, load: loadavg()[0] };
const folder = fileURLToPath(new URL("../../docs/bench", import.meta.url));
const file = path.join(folder, "check.md");
await mkdir(folder, { recursive: true });
const text = page({ machine, rounds, results, date: new Date().toISOString().slice(0, 10) });
await writeFile(file, await format(text, { ...(await resolveConfig(file)), parser: "markdown" }));
for (const { title, roundTripMs, chain, walls } of results) {
  console.log(title, roundTripMs, chain.length * roundTripMs, walls[Math.floor(walls.length / 2)]);
}

async function measure({ domain, smtp }, ports) {
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
    walls.push(wall);
    sums.push(report.timings.reduce((sum, { durationMs }) => sum + durationMs, 0));
  }
  return { walls: walls.sort((a, b) => a - b), sums: sums.sort((a, b) => a - b) };
}
