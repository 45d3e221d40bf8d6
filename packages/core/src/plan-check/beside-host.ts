import { lowerCase } from "../host-name";
import { isRecord } from "../json";
import { mayRead, sourceArnIn } from "./bucket-access";
import { certificateOf } from "./distribution";
import type { Finding } from "./facets";
import type { Held } from "./inventory";
import { openTextAmong, openTextsOf, textAmong, UNKNOWN, valueAt } from "./resource-change";
import { POLICY_KEY } from "./roles";

/** Whether a bucket's policy lets the distribution in; without one in the plan, the one that the policy named before the plan. */
export function bucketFindings({ change, values }: Held, distribution: Held | undefined): readonly Finding[] {
  const { address, before } = change;
  const policy = textOf(valueAt(values, "policy"));
  if (policy === UNKNOWN) return [{ facet: "bucketPolicy", address, isOpen: true }];
  const bucket = textAmong(values, "bucket");
  // A policy that the plan shows nothing of says nothing.
  if (policy === undefined || bucket === undefined) return [];
  const own = distribution === undefined ? undefined : textAmong(distribution.values, "arn");
  const earlier = textOf(valueAt(before, "policy"));
  const distributionArn = own ?? (typeof earlier === "string" ? sourceArnIn(earlier) : undefined);
  const may = mayRead(policy, { bucket, key: POLICY_KEY, distributionArn });
  if (may === true) return [];
  return [{ facet: "bucketPolicy", address, ...(may === undefined ? ({ isOpen: true } as const) : {}) }];
}

/** Pulumi accepts the policy as an object, too. */
function textOf(policy: unknown): string | typeof UNKNOWN | undefined {
  if (typeof policy === "string" || policy === UNKNOWN) return policy;
  return isRecord(policy) ? JSON.stringify(policy) : undefined;
}

/** Whether the distribution's requests to the bucket are signed. */
export function controlFindings(controls: readonly Held[]): readonly Finding[] {
  return controls.flatMap(({ change: { address }, values }): readonly Finding[] => {
    const signing = openTextAmong(values, "signing_behavior");
    return signing === "never" ? [{ facet: "signing", address, got: signing }] : [];
  });
}

/** Whether the certificate of a distribution is one for the name. */
export function certificateFindings(
  { change: { address }, values }: Held,
  host: string | undefined,
  certificates: readonly Held[],
): readonly Finding[] {
  const arn = certificateOf(values);
  if (host === undefined || arn === undefined) return [];
  const certificate = certificates.find(({ values: own }) => [own["arn"], own["id"]].includes(arn));
  if (certificate === undefined) return [{ facet: "otherCertificate", address, got: arn }];
  return covers(certificate, host) ? [] : [{ facet: "certificate", address, got: arn }];
}

/** Whether one of the certificate's names is the host's, itself or with a wildcard. */
function covers({ values }: Held, host: string): boolean {
  const names = ["domain_name", "subject_alternative_names"].flatMap((name) => openTextsOf(values, name));
  const wildcard = `*${host.slice(host.indexOf("."))}`;
  return names.some((name) => name === UNKNOWN || lowerCase(name) === host || lowerCase(name) === wildcard);
}
