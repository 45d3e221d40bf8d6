import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { terraformIn } from "@mtasts/engines";
import { startTestbed } from "@mtasts/testbed";
import { programs } from "./programs.mjs";
import { resourcesOf } from "./same-resources.mjs";

/** Nothing is slow in this cloud, so that what is measured is the engine. */
const delays = { distributionDeployMs: 0, certificateIssueMs: 0, dnsSyncMs: 0, edgeCertificateMs: 0 };

/** A folder with one of the configurations, and a cloud in which nothing exists. */
async function open(program, name, domains) {
  const bed = await startTestbed({ delays: { ...delays, certificateTimeoutMs: 600_000 } });
  const folder = await mkdtemp(path.join(tmpdir(), "mtasts-bench-"));
  await programs[name](folder, domains);
  const command = terraformIn({ program, folder, providers: bed.terraformEnv, timeoutMs: 3_600_000 });
  const must = async (...args) => {
    const { exitCode, output } = await command(...args);
    if (exitCode !== 0) throw new Error(`${name}: ${args.join(" ")} ended with ${exitCode}:\n${output.slice(-4000)}`);
    return output;
  };
  await must("init");
  const close = async () => {
    await bed.stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { must, close };
}

async function timed(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** The resources that a configuration asks for. */
export async function readResources(program, name, domains) {
  const { must, close } = await open(program, name, domains);
  try {
    await must("plan", "-out=planned");
    return resourcesOf(JSON.parse(await must("show", "-json", "planned")));
  } finally {
    await close();
  }
}

/** Milliseconds, of the clock and of the engine's processor time, that one command takes on an empty cloud. */
export async function measure(program, name, domains, command) {
  const scratch = await mkdtemp(path.join(tmpdir(), "mtasts-bench-"));
  const times = path.join(scratch, "times");
  const wrapper = await writeWrapper(path.join(scratch, "engine"), program, times);
  const { must, close } = await open(wrapper, name, domains);
  try {
    await rm(times);
    const ms = await timed(() => (command === "plan" ? must("plan", "-out=planned") : must("apply", "-auto-approve")));
    return { ms, cpuMs: processorTime(await readFile(times, "utf8")) };
  } finally {
    await close();
    await rm(scratch, { recursive: true, force: true });
  }
}

/** A program that is the engine, and also writes down what processor time it has used. */
async function writeWrapper(file, program, times) {
  await writeFile(file, `#!/bin/sh\n"${program}" "$@"\ncode=$?\ntimes > "${times}"\nexit $code\n`, { mode: 0o755 });
  return file;
}

/** The second line is that of the children: user and system time, such as `0m1.250000s 0m0.140000s`. */
function processorTime(text) {
  const [, children = ""] = text.split("\n");
  return children
    .split(" ")
    .map((time) => time.match(/^(\d+)m([\d.]+)s$/u))
    .reduce((sum, [, minutes, seconds]) => sum + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
}
