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
  /** The arguments, by the names that the tool gives them; values that are not known yet are left out. */
  readonly before?: Values;
  readonly after?: Values;
}

export type Values = Readonly<Record<string, unknown>>;

/** The changes of a plan, who made it, and what was there before. */
export interface ResourcePlan {
  readonly tool: "terraform" | "pulumi";
  readonly changes: readonly ResourceChange[];
  /** The outputs of what is deployed now, in the tool's own form. */
  readonly outputs: unknown;
}

/** Whether the resource is there once the plan is carried out, under the care of the tool or not. */
export function remains({ action }: ResourceChange): boolean {
  return action !== "delete";
}

/** The first of the arguments that is a text: tools and providers name the same thing differently. */
export function textAmong(values: Values | undefined, ...names: readonly string[]): string | undefined {
  if (values === undefined) return undefined;
  const found = names.map((name) => values[name]).find((value) => typeof value === "string" && value !== "");
  return typeof found === "string" ? found : undefined;
}

/** The texts of an argument that is a text or a list of them. */
export function textsOf(values: Values | undefined, name: string): readonly string[] {
  const value = values?.[name];
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === "string") : [];
}

/** An object of a JSON file as arguments. */
export function valuesOf(value: unknown): Values | undefined {
  return isRecord(value) ? value : undefined;
}
