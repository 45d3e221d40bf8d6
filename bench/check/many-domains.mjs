// Many domains: @mtasts/check and checkdmarc take turns on the same name server and policy hosts.
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const { providePython } = require("@mtasts/engines");
const { startStage } = require("@mtasts/testbed/stage");

const here = (...parts) => fileURLToPath(new URL(parts.join("/"), import.meta.url));
const log = (line) => console.error(line);

/** Domains with everything as it should be, each on an address of its own. */
async function publish(stage, count) {
  const domains = Array.from({ length: count }, (_, i) => `d${i}.example`);
  for (const domain of domains) await stage.publish(domain);
  return domains;
}

/** Ends with what the contestant tells of its run. */
function runOne(command, args, domains) {
  return new Promise((resolve, reject) => {
    const child = execFile(command, args, (error, stdout, stderr) => {
      if (error === null) resolve(JSON.parse(stdout));
      else reject(new Error(`${error.message}\n${stderr}`));
    });
    child.stdin.end(`${domains.join("\n")}\n`);
  });
}

/**
 * Runs pairs, who goes first alternating. Every run checks all the domains, so many at once.
 */
async function measureSetting({ domains, atOnce, roundTripMs, pairs }) {
  const python = await providePython(
    { name: "checkdmarc-6.0.4", title: "checkdmarc 6.0.4", requirements: here("python", "requirements.txt") },
    process.env,
    log,
  );
  const stage = await startStage({ roundTripMs });
  const folder = await mkdtemp(path.join(tmpdir(), "mtasts-bench-check-"));
  try {
    const ca = path.join(folder, "ca.pem");
    await writeFile(ca, stage.caPem);
    const names = await publish(stage, domains);
    const shared = ["--dns-port", stage.dns.port, "--https-port", stage.httpsPort, "--ca", ca, "--at-once", atOnce];
    const args = shared.map(String);
    const contestants = {
      mtasts: () => runOne(process.execPath, [here("mtasts-run.mjs"), ...args], names),
      checkdmarc: () => runOne(python, [here("python", "checkdmarc_run.py"), ...args], names),
    };
    const runs = [];
    for (let pair = 0; pair < pairs; pair++) {
      const order = Object.keys(contestants);
      if (pair % 2 === 1) order.reverse();
      const results = {};
      for (const name of order) results[name] = await counted(stage, contestants[name]);
      for (const [name, { fine }] of Object.entries(results)) {
        if (fine !== domains) throw new Error(`${name} finds ${fine} of ${domains} domains as they should be`);
      }
      runs.push(results);
      log(`${domains} domains, ${atOnce} at once, ${roundTripMs} ms, pair ${pair + 1} of ${pairs}`);
    }
    return { domains, atOnce, roundTripMs, runs };
  } finally {
    await stage.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** A run, and how many queries the name server had meanwhile. */
async function counted(stage, run) {
  const before = stage.dns.asked.length;
  const result = await run();
  return { ...result, queries: stage.dns.asked.length - before };
}

export async function measureManyDomains({ domains, pairs }) {
  const settings = [
    { atOnce: 1, roundTripMs: 0 },
    { atOnce: 16, roundTripMs: 0 },
    { atOnce: 16, roundTripMs: 20 },
  ];
  const results = [];
  for (const setting of settings) results.push(await measureSetting({ ...setting, domains, pairs }));
  return { settings: results };
}
