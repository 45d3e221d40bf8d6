import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A policy host of which there are plans of both tools. */
export type Host = "cloudfront" | "worker" | "r2" | "external";
export type Tool = "terraform" | "pulumi";

/** One edit of one resource: which attribute, by its name in Terraform, becomes what. `undefined` takes it away. */
export interface Edit {
  /** The key of the child, such as "policy-file". */
  readonly child: string;
  readonly attribute: string;
  readonly value: unknown;
}

type Tree = Record<string, unknown>;

/** A plan that a real tool printed, in which nothing changes but these attributes. */
export function editedPlan(tool: Tool, host: Host, edits: readonly Edit[]): unknown {
  const text = readFileSync(join(__dirname, "plans", `${tool}-${host}-widened.json`), "utf8");
  const plan = JSON.parse(text) as { resource_changes?: Tree[]; steps?: Tree[] };
  for (const change of plan.resource_changes ?? []) keep(change["change"] as Tree);
  for (const step of plan.steps ?? []) Object.assign(step, { op: "same", newState: copy(step["oldState"]) });
  for (const { child, attribute, value } of edits) {
    const isChild = (place: unknown): boolean => new RegExp(`[-_]${child}(_[0-9A-F]{8})?$`).test(String(place));
    const change = plan.resource_changes?.find(({ address }) => isChild(address))?.["change"] as Tree | undefined;
    const step = plan.steps?.find(({ urn }) => isChild(urn));
    if (change === undefined && step === undefined) throw new Error(`no ${child} in the plan of ${tool}`);
    if (change !== undefined) {
      change["actions"] = ["update"];
      set(change["after"] as Tree, attribute, value);
    }
    if (step !== undefined) {
      step["op"] = "update";
      const state = step["newState"] as Tree;
      set(state["inputs"] as Tree, attribute, value);
      delete state["outputs"];
    }
  }
  return plan;
}

function keep(change: Tree): void {
  Object.assign(change, { actions: ["no-op"], after: copy(change["before"]), after_unknown: {} });
}

function copy(value: unknown): unknown {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown);
}

/** Follows a path with dots through blocks, which Terraform lists and Pulumi does not. */
function set(tree: Tree, path: string, value: unknown): void {
  const [name = "", ...rest] = path.split(".");
  const present = [name, camelCase(name), `${name}s`].find((each) => each in tree) ?? name;
  if (rest.length === 0) {
    if (value === undefined) Reflect.deleteProperty(tree, present);
    else tree[present] = value;
    return;
  }
  const inner = tree[present];
  set((Array.isArray(inner) ? inner[0] : inner) as Tree, rest.join("."), value);
}

function camelCase(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
