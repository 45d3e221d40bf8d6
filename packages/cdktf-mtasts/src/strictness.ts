import { planDeployment, type DeploymentPlan, type Issue, type MtaStsConfig, type Parsed } from "@mtasts/core";

/** The plan, unless something is wrong with it; to the strict, what is unwise is wrong. */
export function judge(config: MtaStsConfig, strict: boolean): Parsed<DeploymentPlan> {
  const parsed = planDeployment(config);
  const issues = strictly(parsed.ok ? parsed.warnings : parsed.issues, strict);
  return parsed.ok && !issues.some(isError) ? parsed : { ok: false, issues };
}

/** The same issues; to the strict, warnings are errors. */
export function strictly(issues: readonly Issue[], strict: boolean): readonly Issue[] {
  return strict ? issues.map(asError) : issues;
}

export function isError({ severity }: Issue): boolean {
  return severity === "error";
}

function asError(issue: Issue): Issue {
  return issue.severity === "warning" ? { ...issue, severity: "error" } : issue;
}
