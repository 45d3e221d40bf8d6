import { isList, isObject, type Value } from "../value.js";
import { parsePolicyDocument, resourcesOf, type Statement } from "./s3-policy.js";

/** Why S3 does not take the document as the policy of the bucket with this ARN, or undefined. */
export function policyProblem(document: string, bucket: string): string | undefined {
  const statements = parsePolicyDocument(document);
  if (statements === undefined) return "Policies must be valid JSON and the first byte must be '{'";
  return statements.map((statement) => statementProblem(statement, bucket)).find((problem) => problem !== undefined);
}

function statementProblem(statement: Statement, bucket: string): string | undefined {
  const { Principal: principal, Action, NotAction } = statement;
  if (!isPrincipal(principal)) return "Invalid principal in policy";
  const actions = texts(Action ?? NotAction);
  if (actions.length === 0 || !actions.every((action) => /^(?:\*|s3:[a-z*?]+)$/i.test(action))) {
    return "Policy has invalid action";
  }
  const resources = resourcesOf(statement);
  const isOwn = (resource: string): boolean => resource === bucket || resource.startsWith(`${bucket}/`);
  if (resources.length === 0 || !resources.every(isOwn)) return "Policy has invalid resource";
  if (actions.every(isForObjects) && resources.every((resource) => resource === bucket)) {
    return "Action does not apply to any resource(s) in statement";
  }
  return undefined;
}

/** Accounts, users and roles by their ARNs, and services; that a user or a role exists is not looked up. */
function isPrincipal(principal: Value): boolean {
  if (principal === "*") return true;
  if (!isObject(principal) || Object.keys(principal).length === 0) return false;
  return Object.entries(principal).every(([kind, values]) => {
    const form = forms[kind];
    const all = texts(values);
    return form !== undefined && all.length > 0 && all.every((value) => form.test(value));
  });
}

const forms: Readonly<Record<string, RegExp>> = {
  AWS: /^(?:\*|\d{12}|arn:[\w-]+:(?:iam|sts)::\d{12}:(?:root|(?:user|role|assumed-role)\/\S+))$/,
  Service: /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/,
  CanonicalUser: /^[0-9a-f]{64}$/,
  Federated: /\S/,
};

function isForObjects(action: string): boolean {
  return /^s3:(?:Get|Put|Delete)Object/i.test(action);
}

function texts(value: Value): readonly string[] {
  return (isList(value) ? value : [value]).filter((one): one is string => typeof one === "string");
}
