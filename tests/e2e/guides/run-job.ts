import { type Checkout } from "./checkout";
import { type Job } from "./workflow";

/** How a job went. */
export interface JobOutcome {
  readonly failed: boolean;
  /** The scripts that failed, with their exit codes. */
  readonly failures: readonly { readonly script: string; readonly code: number }[];
  /** All that was printed. */
  readonly output: string;
}

/** Runs a job's commands one after the other, as its platform does: after a failure only those that are to run always. */
export async function runJob({ sh }: Checkout, { steps }: Job, platform: Readonly<Record<string, string>> = {}) {
  const failures: { readonly script: string; readonly code: number }[] = [];
  const output: string[] = [];
  for (const { script, env, always } of steps) {
    if (failures.length > 0 && !always) continue;
    const { code, out, err } = await sh(script, { ...platform, ...env });
    output.push(`$ ${script}\n`, out, err);
    if (code !== 0) failures.push({ script, code });
  }
  return { failed: failures.length > 0, failures, output: output.join("") } satisfies JobOutcome;
}

/** The same for a job that must succeed. */
export async function mustRun(checkout: Checkout, job: Job, platform?: Readonly<Record<string, string>>) {
  const outcome = await runJob(checkout, job, platform);
  if (outcome.failed) throw new Error(outcome.output);
  return outcome;
}
