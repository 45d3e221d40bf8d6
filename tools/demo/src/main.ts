import { CdktfSession } from "./cdktf/session.js";
import * as cdktf from "./cdktf/steps.js";
import { readOptions, usage, type DemoOptions } from "./options.js";
import { DemoStopped, Session } from "./session.js";
import { Sight } from "./sight.js";
import { changePolicy, deploy, drift, enforce, prepare, remove, retire, rollBack, type Demo } from "./steps.js";
import { hold, say, summary } from "./terminal.js";

const steps = [prepare, deploy, changePolicy, drift, enforce, rollBack, retire, remove];
const cdktfSteps = [
  cdktf.deploy,
  cdktf.changePolicy,
  cdktf.drift,
  cdktf.enforce,
  cdktf.rollBack,
  cdktf.retire,
  cdktf.remove,
];

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options === undefined) {
    process.stdout.write(usage);
    return 0;
  }
  const started = Date.now();
  try {
    if (options.framework === "cdktf") await showCdktf(options);
    else await showPulumi(options);
  } catch (error) {
    if (!(error instanceof DemoStopped)) throw error;
    hold(false, error.message);
  }
  return summary((Date.now() - started) / 1000);
}

/** Shows the whole life of a deployment, with Pulumi. */
async function showPulumi(options: DemoOptions): Promise<void> {
  const stack = `demo-${process.pid}`;
  say(`MTA-STS for ${options.domain}: the real Pulumi engine, emulated clouds, a local internet`);
  const session = await Session.open(options, stack);
  const demo: Demo = { session, sight: new Sight(options.domain, session.bed), options, stack };
  try {
    for (const step of steps) await step(demo);
  } finally {
    await session.close();
  }
}

/** The same, with CDKTF. */
async function showCdktf(options: DemoOptions): Promise<void> {
  const { domain, mx, rua, variant } = options;
  const session = await CdktfSession.open(options);
  const engine = session.engine === "tofu" ? "OpenTofu" : "Terraform";
  say(`MTA-STS for ${domain}: CDKTF and the real ${engine} engine, emulated clouds, a local internet`);
  const { zoneId, accountId } = variant.settings;
  const settings = { domain, mx, rua, zoneId, ...(accountId === undefined ? {} : { accountId }) };
  const demo = { session, sight: new Sight(domain, session.bed), options, settings };
  try {
    cdktf.prepare(demo);
    cdktf.refuse(demo);
    for (const step of cdktfSteps) await step(demo);
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
