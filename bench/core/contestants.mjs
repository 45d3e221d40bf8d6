// What each contestant does for a task. A pass returns how many operations it was.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";

const require = createRequire(import.meta.url);
const core = require("@mtasts/core");
const mailauth = require("mailauth/lib/mta-sts.js");

/** Operations of core in one pass, by the kind of the task. */
const corePasses = {
  policy: ({ texts }) => texts.forEach((text) => core.parsePolicy(text)),
  lint: ({ texts }) => texts.forEach((text) => core.lintPolicy(text)),
  id: ({ texts }) => texts.forEach((text) => core.policyId(text)),
  mx: ({ hosts, patterns }) => hosts.forEach((host) => core.matchesMx(host, patterns)),
};

const mailauthPasses = {
  policy: ({ texts }) => texts.forEach(parseWithMailauth),
  mx: ({ hosts, policy }) => hosts.forEach((host) => mailauth.validateMx(host, policy)),
};

function parseWithMailauth(text) {
  try {
    mailauth.parsePolicy(text, { strict: true });
  } catch {
    // It throws what it refuses, and that is part of its work.
  }
}

/** Operations per second of core, or of mailauth; `undefined` for what it does not do. */
export const measureCore = (task, milliseconds) => measure(corePasses[task.kind], prepare(task), milliseconds);
export const measureMailauth = (task, milliseconds) => measure(mailauthPasses[task.kind], prepare(task), milliseconds);

/** The same for mox, in a process of its own. */
export function measureMox(program, { kind, texts, hosts = [] }, milliseconds) {
  if (kind !== "policy" && kind !== "mx") return undefined;
  const input = JSON.stringify({ Kind: kind, Texts: texts, Hosts: hosts, Milliseconds: milliseconds });
  const { status, stdout, stderr } = spawnSync(program, ["bench"], { input, encoding: "utf8" });
  if (status !== 0) throw new Error(`mox's parsers ended with ${status}: ${stderr}`);
  return JSON.parse(stdout);
}

/** The policy is parsed before the clock runs: matching is what is measured. */
function prepare(task) {
  if (task.kind !== "mx") return task;
  const [text] = task.texts;
  return { ...task, patterns: core.parsePolicy(text).value.mx, policy: mailauth.parsePolicy(text, { strict: true }) };
}

function measure(pass, task, milliseconds) {
  if (pass === undefined) return undefined;
  const size = (task.hosts ?? task.texts).length;
  const warm = performance.now();
  while (performance.now() - warm < milliseconds / 2) pass(task);
  let count = 0;
  const start = performance.now();
  while (performance.now() - start < milliseconds) {
    pass(task);
    count += size;
  }
  return (count * 1_000) / (performance.now() - start);
}
