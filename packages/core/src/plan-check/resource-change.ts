import { isRecord } from "../json";

/** What a deployment would do to one resource. `replace-create-first` has the new one ready before the old one goes. */
export type Action = "keep" | "create" | "update" | "delete" | "replace" | "replace-create-first" | "forget";

/** One resource of a plan, whichever tool made it. */
export interface ResourceChange {
  /** Terraform's address or Pulumi's URN. */
  readonly address: string;
  /** The tool's own type: "aws_s3_object", "aws:s3/bucketObjectv2:BucketObjectv2". */
  readonly type: string;
  readonly action: Action;
  /** The arguments and attributes, by the names that the tool gives them; `UNKNOWN` stands for what the plan leaves open. */
  readonly before?: Values;
  readonly after?: Values;
  /** The addresses that the resource depends on, where the plan holds them. */
  readonly dependencies?: readonly string[];
  /** The address of the component that the resource is a child of. */
  readonly parent?: string;
  /** Whether the resource exists already, and the plan only takes it into the state. */
  readonly isImported?: true;
}

export type Values = Readonly<Record<string, unknown>>;

/** A value that the plan does not show: known only after the deployment, or a secret. */
export const UNKNOWN: unique symbol = Symbol("unknown");

/** The changes of a plan, who made it, and what was there before. */
export interface ResourcePlan {
  readonly tool: "terraform" | "pulumi";
  readonly changes: readonly ResourceChange[];
  /** Whether resources that stay as they are, are listed too. */
  readonly isComplete: boolean;
  /** The outputs of what is deployed now, in the tool's own form. */
  readonly outputs: unknown;
}

/** One of the two times between which a plan leads. */
export type Side = "before" | "after";

/** The values that the resource has at that time; `undefined` where it does not exist. */
export function valuesAt({ action, before, after }: ResourceChange, side: Side): Values | undefined {
  if (side === "before") return action === "create" ? undefined : before;
  if (action === "delete") return undefined;
  return action === "forget" ? before : (after ?? (action === "keep" ? before : undefined));
}

/** Whether the resource is there once the plan is carried out, under the care of the tool or not. */
export function remains({ action }: ResourceChange): boolean {
  return action !== "delete";
}

/** A value by its name in Terraform, or by what Pulumi makes of that. */
export function valueAt(values: Values | undefined, name: string): unknown {
  return values === undefined ? undefined : (values[name] ?? values[camelCase(name)]);
}

function camelCase(name: string): string {
  return name.includes("_") && !name.startsWith("_")
    ? name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    : name;
}

/** The nested blocks of that name: Terraform lists even those of which there is only one. */
export function blocksAt(values: Values | undefined, name: string): readonly Values[] {
  const value = valueAt(values, name);
  if (Array.isArray(value)) return value.filter(isRecord);
  return isRecord(value) ? [value] : [];
}

/** The first of the arguments that is a text: tools and providers name the same thing differently. */
export function textAmong(values: Values | undefined, ...names: readonly string[]): string | undefined {
  if (values === undefined) return undefined;
  const found = names.map((name) => values[name]).find((value) => typeof value === "string" && value !== "");
  return typeof found === "string" ? found : undefined;
}

/** The same, where a value that is left open counts. */
export function openTextAmong(
  values: Values | undefined,
  ...names: readonly string[]
): string | typeof UNKNOWN | undefined {
  const known = textAmong(values, ...names, ...names.map(camelCase));
  if (known !== undefined) return known;
  return names.some((name) => valueAt(values, name) === UNKNOWN) ? UNKNOWN : undefined;
}

/** The texts of an argument that is a text or a list of them. */
export function textsOf(values: Values | undefined, name: string): readonly string[] {
  return openTextsOf(values, name).filter((each) => each !== UNKNOWN);
}

/** The same, where values that are left open are kept. */
export function openTextsOf(values: Values | undefined, name: string): readonly (string | typeof UNKNOWN)[] {
  const value = valueAt(values, name);
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((each): each is string | typeof UNKNOWN => typeof each === "string" || each === UNKNOWN);
}

/** An object of a JSON file as arguments. */
export function valuesOf(value: unknown): Values | undefined {
  return isRecord(value) ? value : undefined;
}

/** Deeper than the arguments of any resource are, and a bound on what a hostile file makes us walk. */
export const MAX_VALUE_DEPTH = 32;
