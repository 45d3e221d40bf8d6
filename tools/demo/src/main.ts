import { showCdktf } from "./cdktf/demo.js";
import { readOptions, usage, type DemoOptions } from "./options.js";
import { DemoStopped, Session } from "./session.js";
import { changePolicy, deploy, drift, enforce, prepare, remove, retire, rollBack, type Demo } from "./steps.js";
import { hold, say, summary } from "./terminal.js";

const steps = [prepare, deploy, changePolicy, drift, enforce, rollBack, retire, remove];

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(usage);
    return 0;
  }
  const started = Date.now();
  try {
    if (options.framework === "cdktf") showCdktf(options);
    else await showPulumi(options);
  } catch (error) {
    if (!(error instanceof DemoStopped)) throw error;
    hold(false, error.message);
  }
  return summary((Date.now() - started) / 1000);
}

/** Shows the whole life of a deployment. */
async function showPulumi(options: DemoOptions): Promise<void> {
  const stack = `demo-${process.pid}`;
  say(`MTA-STS for ${options.domain}: the real Pulumi engine, emulated clouds, a local internet`);
  const session = await Session.open(options, stack);
  const demo: Demo = { session, options, stack, ids: [] };
  try {
    for (const step of steps) await step(demo);
  } finally {
    await session.close();
  }
}

// Ends what the engine has started, too.
process.once("SIGINT", () => process.exit(130));

main().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
