import { type Attributes, isList, isObject, type Value } from "../value.js";

/** Who asks S3 for what; condition keys in lower case. */
export interface AccessRequest {
  /** A service such as "cloudfront.amazonaws.com"; undefined for an anonymous request. */
  readonly service?: string;
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string>>;
}

export type Statement = Attributes;

/** The statements of a policy document, or undefined where it is none. */
export function parsePolicyDocument(document: string): readonly Statement[] | undefined {
  let parsed: Value;
  try {
    parsed = JSON.parse(document) as Value;
  } catch {
    return undefined;
  }
  if (!isObject(parsed)) return undefined;
  const statements = list(parsed["Statement"]);
  const complete = statements.every(
    (one) => isObject(one) && one["Principal"] !== undefined && one["Effect"] !== undefined,
  );
  return statements.length > 0 && complete ? statements.filter(isObject) : undefined;
}

/** Whether a bucket policy lets the request through: some Allow, and no Deny. */
export function isAllowed(statements: readonly Statement[], request: AccessRequest): boolean {
  const effects = statements.filter((statement) => applies(statement, request)).map(({ Effect }) => Effect);
  return effects.includes("Allow") && !effects.includes("Deny");
}

/**
 * Whether S3 calls the policy public: it allows everybody something, and no condition narrows that to fixed values.
 * A service principal is not everybody.
 */
export function isPublic(statements: readonly Statement[]): boolean {
  return statements.some(
    (statement) => statement["Effect"] === "Allow" && isEverybody(statement["Principal"]) && !isNarrowed(statement),
  );
}

/** The ARNs that a statement is about. */
export function resourcesOf(statement: Statement): readonly string[] {
  return textsOf(statement["Resource"]);
}

const narrowingKeys = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:sourceip",
  "aws:principalorgid",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:userid",
]);

function isNarrowed(statement: Statement): boolean {
  return conditions(statement).some(
    ({ operator, key, values }) =>
      narrowingKeys.has(key) && !operator.includes("Not") && values.every((value) => !isOpen(value)),
  );
}

function isOpen(value: string): boolean {
  return value === "*" || value === "0.0.0.0/0" || value === "::/0";
}

function isEverybody(principal: Value): boolean {
  if (principal === "*") return true;
  return isObject(principal) && list(principal["AWS"]).includes("*");
}

function applies(statement: Statement, request: AccessRequest): boolean {
  return (
    isPrincipal(statement["Principal"], request) &&
    textsOf(statement["Action"]).some((action) => like(action.toLowerCase(), request.action.toLowerCase())) &&
    resourcesOf(statement).some((resource) => like(resource, request.resource)) &&
    conditions(statement).every((condition) => holds(condition, request.context))
  );
}

function isPrincipal(principal: Value, { service }: AccessRequest): boolean {
  if (isEverybody(principal)) return true;
  return service !== undefined && isObject(principal) && list(principal["Service"]).includes(service);
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

function conditions(statement: Statement): readonly Condition[] {
  const { Condition: all } = statement;
  if (!isObject(all)) return [];
  return Object.entries(all).flatMap(([operator, keys]) =>
    Object.entries(isObject(keys) ? keys : {}).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: textsOf(values),
    })),
  );
}

function holds({ operator, key, values }: Condition, context: AccessRequest["context"]): boolean {
  const actual = context[key];
  const name = operator.replace(/IfExists$/, "");
  if (actual === undefined) return name !== operator || name.includes("Not");
  const compare = comparisons[name.replace("Not", "")];
  if (compare === undefined) return false;
  return values.some((value) => compare(value, actual)) !== name.includes("Not");
}

const comparisons: Readonly<Record<string, (value: string, actual: string) => boolean>> = {
  StringEquals: (value, actual) => value === actual,
  StringEqualsIgnoreCase: (value, actual) => value.toLowerCase() === actual.toLowerCase(),
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: (value, actual) => value.toLowerCase() === actual.toLowerCase(),
};

/** Glob match with `*` and `?`. */
function like(pattern: string, actual: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "s").test(actual);
}

function list(value: Value): readonly Value[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

/** The strings of a value that may stand alone or in a list; policies also write booleans bare. */
function textsOf(value: Value): readonly string[] {
  return list(value).flatMap((one) => (typeof one === "string" || typeof one === "boolean" ? [String(one)] : []));
}
