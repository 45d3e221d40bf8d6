import type { CheckedConfig } from "./config";
import type { Report } from "./config-values";
import { withoutWildcard } from "./host-name";
import { isPlaceholderName } from "./placeholder";
import { withoutRecordLabels } from "./name-fault";
import { isPlaceholderDestination, strangerFault } from "./report-uri";

/** The names of a configuration, as far as they are sound. */
type Names = Pick<CheckedConfig, "domain"> & {
  readonly [K in "mx" | "mxMigration" | "rua"]: CheckedConfig[K] | null;
};

/** Refuses what was left over from a template: nothing of it is published, and no report goes to a stranger. */
export function checkPlaceholders({ domain, mx, mxMigration, rua }: Names, report: Report): void {
  if (isPlaceholderName(domain, undefined)) report({ code: "value-placeholder", got: domain }, "domain");
  checkHosts(mx ?? [], domain, (got, i) => report({ code: "policy-placeholder", got }, "mx", i));
  checkHosts(mxMigration?.to ?? [], domain, (got, i) =>
    report({ code: "policy-placeholder", got }, "mxMigration", "to", i),
  );
  (rua ?? []).forEach((uri, i) => {
    if (isPlaceholderDestination(uri, domain)) report(strangerFault(uri), "tlsRpt", "rua", i);
  });
}

function checkHosts(mx: readonly string[], domain: string, tell: (got: string, index: number) => void): void {
  mx.forEach((pattern, i) => {
    if (isPlaceholderName(withoutWildcard(pattern), domain)) tell(pattern, i);
  });
}

/**
 * The domain that a policy host belongs to; any other name as it is. Whoever registered "mta-sts" below a suffix of two labels,
 * such as "co.uk", owns a domain of that name.
 */
export function withoutPolicyHost(domain: string): string {
  const meant = withoutRecordLabels(domain);
  return /^(?:ac|co|com|edu|gob|gov|govt|ne|net|nom|or|org)\.[a-z]{2}$/.test(meant) ? domain : meant;
}
