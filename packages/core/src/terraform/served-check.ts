/** The policy that is to be found, and where. */
export interface ServedPolicy {
  /** Where senders fetch it (RFC 8461 §3.2). */
  readonly url: string;
  /** The first 32 hex digits of the SHA-256 of its bytes. */
  readonly policyId: string;
}

/** What a `check` block of Terraform holds. The conditions are bare expressions. */
export interface ServedCheck {
  readonly data: { readonly http: Readonly<Record<string, { readonly url: string }>> };
  readonly assert: readonly { readonly condition: string; readonly errorMessage: string }[];
}

/**
 * A `check` that reads the policy from its URL (RFC 8461 §3.3) and compares it with what was deployed, by the data source `http`.
 *
 * @param name - The name of the data source, which no other of the module may have.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { servedCheck } from "@mtasts/core/terraform";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const conditions: readonly string[] = plan.ok
 *   ? servedCheck({ url: plan.value.site.url, policyId: plan.value.policyId }, "policy").assert.map(({ condition }) => condition)
 *   : [];
 */
export function servedCheck({ url, policyId }: ServedPolicy, name: string): ServedCheck {
  const answer = `data.http.${name}`;
  return {
    data: { http: { [name]: { url } } },
    assert: [
      { condition: `${answer}.status_code == 200`, errorMessage: `${url} does not answer with 200.` },
      {
        condition: `substr(sha256(${answer}.response_body), 0, 32) == "${policyId}"`,
        errorMessage: `${url} serves another policy than the one that was deployed.`,
      },
    ],
  };
}
