import { isRecord, recordsIn } from "../json";
import { matchesGlob } from "./glob";

/** Who reads which object. */
export interface Reader {
  readonly bucket: string;
  readonly key: string;
  /** Of the distribution; `undefined` where the plan does not show it. */
  readonly distributionArn: string | undefined;
}

/** Longer than S3 accepts, which is 20 kB, and a bound on what is parsed. */
const MAX_POLICY_LENGTH = 1_000_000;

/**
 * Whether a bucket policy lets a distribution read an object: `undefined` where that depends on what the plan does not show. Only
 * what can be decided from the text is: conditions on the source, and actions, resources, and principals as patterns.
 */
export function mayRead(policy: string, reader: Reader): boolean | undefined {
  if (policy.trim() === "") return false;
  const statements = statementsIn(policy);
  if (statements === undefined) return false;
  const about = statements.filter((statement) => concerns(statement, reader));
  const denied = about.filter(({ Effect: effect }) => effect === "Deny").map((each) => applies(each, reader));
  if (denied.includes(true)) return false;
  const allowed = about.filter(({ Effect: effect }) => effect === "Allow").map((each) => applies(each, reader));
  if (allowed.includes(true)) return denied.includes(undefined) ? undefined : true;
  return allowed.includes(undefined) ? undefined : false;
}

type Statement = Readonly<Record<string, unknown>>;

function statementsIn(policy: string): readonly Statement[] | undefined {
  if (policy.length > MAX_POLICY_LENGTH) return undefined;
  try {
    const json: unknown = JSON.parse(policy);
    if (!isRecord(json)) return undefined;
    const statements = json["Statement"];
    return recordsIn(Array.isArray(statements) ? statements : [statements]);
  } catch {
    return undefined;
  }
}

function concerns(statement: Statement, { bucket, key }: Reader): boolean {
  const { Action: action, NotAction: notAction, Resource: resource, Principal: principal } = statement;
  if (notAction !== undefined || statement["NotResource"] !== undefined) return true;
  const isRead = textsIn(action).some((each) => matchesGlob("s3:getobject", each.toLowerCase()));
  const arns = textsIn(resource);
  const isObject = arns.some((each) => matchesGlob(`${bucket}/${key}`, each.replace(/^arn:[^:]{0,20}:s3:::/, "")));
  return isRead && isObject && (principal === undefined || isReader(principal));
}

/** CloudFront as a service, everybody, or an identity of another kind, which may be that of the distribution. */
function isReader(principal: unknown): boolean {
  if (principal === "*") return true;
  if (!isRecord(principal)) return false;
  const services = textsIn(principal["Service"]);
  return services.includes("cloudfront.amazonaws.com") || "AWS" in principal || "CanonicalUser" in principal;
}

/** Whether the conditions hold for the distribution; `undefined` where they ask for more than the plan shows. */
function applies(
  { Condition: condition, NotAction: notAction, NotPrincipal: notPrincipal }: Statement,
  reader: Reader,
) {
  if (notAction !== undefined || notPrincipal !== undefined) return undefined;
  if (condition === undefined) return true;
  if (!isRecord(condition)) return undefined;
  const tests = Object.entries(condition).flatMap(([operator, keys]) =>
    isRecord(keys)
      ? Object.entries(keys).map(([name, value]) => test(operator, name.toLowerCase(), textsIn(value), reader))
      : [undefined],
  );
  if (tests.includes(false)) return false;
  return tests.includes(undefined) ? undefined : true;
}

function test(operator: string, name: string, values: readonly string[], reader: Reader): boolean | undefined {
  if (name === "aws:securetransport") return values.includes("true");
  const { distributionArn: arn } = reader;
  const wanted = name === "aws:sourcearn" ? arn : name === "aws:sourceaccount" ? accountOf(arn) : undefined;
  if (wanted === undefined) return undefined;
  const isAny = values.some((value) => matchesGlob(wanted, value));
  if (/^(String|Arn)(Equals|Like)(IfExists)?$/.test(operator)) return isAny;
  return /^(String|Arn)Not(Equals|Like)(IfExists)?$/.test(operator) ? !isAny : undefined;
}

/** `arn:aws:cloudfront::account:distribution/id`. */
function accountOf(arn: string | undefined): string | undefined {
  return arn?.split(":", 5)[4];
}

/** The distribution that a bucket policy names, if it names one. */
export function sourceArnIn(policy: string): string | undefined {
  const conditions = (statementsIn(policy) ?? [])
    .filter(({ Effect: effect }) => effect === "Allow")
    .flatMap(({ Condition: condition }) => (isRecord(condition) ? Object.values(condition).filter(isRecord) : []));
  const arns = conditions.flatMap((keys) =>
    Object.entries(keys).flatMap(([name, value]) => (name.toLowerCase() === "aws:sourcearn" ? textsIn(value) : [])),
  );
  return arns.find((arn) => !arn.includes("*"));
}

function textsIn(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each) => typeof each === "string");
}
