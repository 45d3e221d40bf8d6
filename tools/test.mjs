// Runs every check of the repository and ends with one line that counts them all.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = mkdtempSync(path.join(tmpdir(), "mtasts-test-"));
const total = { passed: 0, failed: 0, skipped: 0 };
// Also what takes too long for a person who waits; `.ci/run` sets it.
const isThorough = process.env["MTASTS_TEST_ALL"] === "1";

function run(title, args, env = {}) {
  console.log(`\n== ${title} (${Math.round(process.uptime())} s)`);
  const options = { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "inherit", "inherit"] };
  return spawnSync(process.execPath, args, options).status === 0;
}

/** Checks that either hold or do not, all at the same time: each of them uses one core. */
async function checks(commands) {
  console.log(`\n== ${Object.keys(commands).join(" and ")} (${Math.round(process.uptime())} s)`);
  const children = Object.values(commands).map((args) =>
    spawn(process.execPath, args, { cwd: root, stdio: "inherit" }),
  );
  for (const [code] of await Promise.all(children.map((child) => once(child, "close")))) {
    total[code === 0 ? "passed" : "failed"] += 1;
  }
}

/** A suite of tests, each of which counts. One that could not even start counts as a failure. */
function suite(title, ...args) {
  // CDKTF leaves a folder behind for each stack that it synthesises in a test.
  count(title, args, { TMPDIR: scratch });
}

/** A suite that runs only where somebody has the time; `env` tells it to be thorough. */
function longSuite(title, env, ...args) {
  if (isThorough) count(title, args, env);
}

function count(title, args, env) {
  const report = path.join(scratch, "report.json");
  const options = ["--ci", "--json", `--outputFile=${report}`, ...args];
  const succeeded = run(title, ["node_modules/jest/bin/jest.js", ...options], env);
  try {
    const result = JSON.parse(readFileSync(report, "utf8"));
    rmSync(report);
    total.passed += result.numPassedTests;
    total.failed += result.numFailedTests + result.numRuntimeErrorTestSuites;
    total.skipped += result.numPendingTests + result.numTodoTests;
    if (!succeeded && result.numFailedTests + result.numRuntimeErrorTestSuites === 0) total.failed += 1;
  } catch {
    total.failed += 1;
  }
}

const unitTests = [
  "core",
  "pulumi-mtasts",
  "pulumi-resource-mtasts",
  "cdktf-mtasts",
  "cdktn-mtasts",
  "check",
  "cli",
  "testbed",
  "try",
  "engines",
  "differential",
  "repository",
  "parity",
];
const ready = run("set-up", ["tools/setup.mjs"]);
if (ready) {
  await checks({
    format: ["node_modules/prettier/bin/prettier.cjs", "--check", "."],
    lint: ["node_modules/eslint/bin/eslint.js", "."],
  });
  suite("unit tests", "--maxWorkers", "2", "--selectProjects", ...unitTests);
  // Sending mail servers and other checkers, installed from their registries.
  suite("peers", "--selectProjects", "peers", "--runInBand");
  // Each drives an engine, a language host and an emulated cloud, so that more than two would only wait for each other.
  suite("end-to-end tests", "--selectProjects", "e2e", "--maxWorkers", "2");
  suite("OpenTofu and Terraform", "--selectProjects", "terraform", "--maxWorkers", "2");
  // Wirings that are known to be bad, and a sample of the faults; the whole matrices have them, too.
  if (!isThorough) suite("faults", "--selectProjects", "faults", "--runInBand");
  // Half a gigabyte of packages at a time, from a cache outside the work tree on later runs.
  if (!isThorough) suite("version bounds", "--selectProjects", "versions", "--testPathPatterns", "bounds");
  // The README from an empty folder; the READMEs of the packages, and every compiler, where there is time.
  if (!isThorough)
    suite("newcomer", "--selectProjects", "newcomer", "--testPathPatterns", "newcomer/(readme|walkthrough)");
  longSuite("every newcomer", {}, "--selectProjects", "newcomer", "--maxWorkers", "2");
  longSuite("every version bound", {}, "--selectProjects", "versions", "--maxWorkers", "2");
  // The real provider waits for most of the time, in which another worker goes on.
  const long = ["faults", "real-aws"];
  longSuite(
    "all faults, and the real AWS provider",
    { FAULTS: "all" },
    "--maxWorkers",
    "3",
    "--selectProjects",
    ...long,
  );
} else {
  total.failed += 1;
}
rmSync(scratch, { recursive: true, force: true });

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : "";
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed === 0 ? 0 : 1;
