import { parseArgs } from "node:util";
import { fuzz } from "./fuzz.js";
import { openOracle } from "./oracle.js";

/** Compares core with mox, prints how often each rule was needed, and fails on a difference that none explains. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { cases: { type: "string", default: "1000000" }, seed: { type: "string", default: "1" } },
  });
  const oracle = await openOracle((line) => process.stderr.write(`${line}\n`));
  try {
    const report = await fuzz(oracle, { cases: Number(values.cases), seed: Number(values.seed) });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    if (report.unexplained.length > 0) process.exitCode = 1;
  } finally {
    await oracle.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
