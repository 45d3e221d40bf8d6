import { needsProtection, planDeployment, type DeploymentPlan, type Issue, type MtaStsConfig } from "@mtasts/core";
import * as pulumi from "@pulumi/pulumi";
import type { MtaStsArgs } from "./args.js";
import { lateRefusal, refusalMessage } from "./fail.js";
import type { DnsProvider, PolicyHost } from "./ports.js";

/** What is known of the arguments when the component is made. */
export type Checked =
  | { readonly kind: "refused"; readonly issues: readonly Issue[]; readonly gate: pulumi.ResourceOptions }
  | { readonly kind: "planned"; readonly planned: pulumi.Output<Planned>; readonly gate: pulumi.ResourceOptions };

/** A plan, and what is unwise about it. */
export interface Planned {
  readonly plan: DeploymentPlan;
  readonly warnings: readonly Issue[];
}

/**
 * Checks plain arguments at once, and the others as soon as they are known.
 *
 * The `gate` belongs into the component's own options: late arguments that turn out wrong reject it, and since every
 * child waits for its parent, nothing of the component is created from an unchecked value.
 */
export function checkArguments(name: string, args: MtaStsArgs): Checked {
  const config = configOf(args);
  const wiring = wiringIssues(args);
  if (!isPlain(config)) {
    if (wiring.length > 0) return { kind: "refused", issues: wiring, gate: {} };
    const resolved: pulumi.Output<unknown> = pulumi.output(withCleanRejections(name, config) as object);
    const planned = resolved.apply((known) => planNow(name, known as MtaStsConfig));
    return { kind: "planned", planned, gate: { dependsOn: planned.apply(() => []) } };
  }
  const parsed = planDeployment(config as MtaStsConfig);
  if (!parsed.ok) return { kind: "refused", issues: [...parsed.issues, ...wiring], gate: {} };
  if (wiring.length > 0) return { kind: "refused", issues: wiring, gate: {} };
  const { value: plan, warnings } = parsed;
  return { kind: "planned", planned: pulumi.output({ plan, warnings }), gate: {} };
}

/**
 * The protection of the children that a sender meets, and of what they stand on. Where mode or revision are not known yet, it is on.
 *
 * @returns `protect: true` or nothing: `false` would undo a protection that the user has set.
 */
export function protection(args: Pick<MtaStsArgs, "mode" | "revision" | "allowDestroy">): { readonly protect?: true } {
  const { mode = "testing", revision = 0, allowDestroy = false } = args;
  if (allowDestroy) return {};
  if (typeof mode !== "string" || typeof revision !== "number") return { protect: true };
  return needsProtection({ mode, revision }) ? { protect: true } : {};
}

/** What the compiler finds in TypeScript, and nobody in JavaScript. */
function wiringIssues(args: { readonly host?: Partial<PolicyHost>; readonly dns?: Partial<DnsProvider> }): Issue[] {
  const issues: Issue[] = [];
  const refuse = (key: string, message: string): void => {
    issues.push({ code: "argument-type", severity: "error", path: [key], message });
  };
  if (typeof args.host?.serve !== "function") refuse("host", "must be a policy host; write cloudfront()");
  if (typeof args.dns?.record !== "function") refuse("dns", "must be a DNS provider; write route53({ zoneId })");
  return issues;
}

function planNow(name: string, config: MtaStsConfig): Planned {
  const parsed = planDeployment(config);
  if (!parsed.ok) throw lateRefusal(refusalMessage(name, parsed.issues));
  return { plan: parsed.value, warnings: parsed.warnings };
}

/** The same value, in which a promise that fails says on whose behalf, and without a stack. */
function withCleanRejections(name: string, value: unknown): unknown {
  if (value instanceof Promise) {
    return value.catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw lateRefusal(`MtaSts "${name}": an argument could not be resolved: ${reason}`);
    });
  }
  if (Array.isArray(value)) return value.map((item) => withCleanRejections(name, item));
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withCleanRejections(name, item)]));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !pulumi.Output.isInstance(value);
}

function configOf({ domain, mode, mx, maxAge, revision, tlsRpt }: MtaStsArgs) {
  return { domain, mode, mx, maxAge, revision, tlsRpt };
}

function isPlain(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  return !isRecord(value) || Object.values(value).every(isPlain);
}
