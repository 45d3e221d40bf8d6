import { isRecord, recordsIn } from "../json";
import {
  MAX_VALUE_DEPTH,
  UNKNOWN,
  valuesOf,
  type Action,
  type ResourceChange,
  type ResourcePlan,
  type Values,
} from "./resource-change";

/** The changes in what `terraform show -json` and `tofu show -json` print of a plan; `undefined` for anything else. */
export function readTerraformPlan(json: Readonly<Record<string, unknown>>): ResourcePlan | undefined {
  // A state has the same format_version, and no changes; a plan without resources has neither list nor state to destroy.
  const isPlan = typeof json["format_version"] === "string" && ("resource_changes" in json || "planned_values" in json);
  if (!isPlan) return undefined;
  const changes = recordsIn(json["resource_changes"]).filter(isManaged).flatMap(changeOf);
  const listed = new Set(changes.map(({ address }) => address));
  // A plan with `-target` lists only what it targets, while the state before it holds everything.
  const untouched = priorResources(json["prior_state"]).filter(({ address }) => !listed.has(address));
  const outputs = { ...outputsOf(json["prior_state"]), ...outputsBefore(json["output_changes"]) };
  return { tool: "terraform", changes: [...changes, ...untouched], isComplete: true, outputs };
}

/** The format version of a plan that this reader does not know: minor versions only add to it. */
export function foreignFormat({ format_version: version }: Readonly<Record<string, unknown>>): string | undefined {
  return typeof version === "string" && !/^[01]\.\d{1,6}$/.test(version) ? version : undefined;
}

function isManaged({ mode }: Values): boolean {
  return mode === undefined || mode === "managed";
}

function outputsOf(state: unknown): Values {
  const values = isRecord(state) ? state["values"] : undefined;
  const outputs = isRecord(values) ? values["outputs"] : undefined;
  return isRecord(outputs) ? outputs : {};
}

/** The state in a plan may have the planned values of outputs already. */
function outputsBefore(changes: unknown): Values {
  const entries = Object.entries(isRecord(changes) ? changes : {});
  return Object.fromEntries(
    entries.flatMap(([name, change]) =>
      isRecord(change) && (change["before"] ?? undefined) !== undefined
        ? [[name, { sensitive: false, value: change["before"] }]]
        : [],
    ),
  );
}

/** Deeper than modules are nested. */
const MAX_MODULES = 32;

function priorResources(state: unknown): readonly ResourceChange[] {
  const values = isRecord(state) ? state["values"] : undefined;
  const found: ResourceChange[] = [];
  if (isRecord(values)) collect(values["root_module"], found, 0);
  return found;
}

function collect(module: unknown, found: ResourceChange[], depth: number): void {
  if (!isRecord(module) || depth > MAX_MODULES) return;
  for (const resource of recordsIn(module["resources"]).filter(isManaged)) {
    const { address, type, values } = resource;
    if (typeof address !== "string" || typeof type !== "string" || !isRecord(values)) continue;
    found.push({ address, type, action: "keep", before: values, after: values });
  }
  for (const child of recordsIn(module["child_modules"])) collect(child, found, depth + 1);
}

function changeOf({ address, type, change }: Readonly<Record<string, unknown>>): readonly ResourceChange[] {
  if (typeof address !== "string" || typeof type !== "string" || !isRecord(change)) return [];
  const before = valuesOf(change["before"]);
  const after = valuesOf(withUnknown(change["after"], change["after_unknown"], 0));
  const isImported = isRecord(change["importing"]);
  return [
    {
      address,
      type,
      action: actionOf(change["actions"]),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(isImported ? { isImported: true as const } : {}),
    },
  ];
}

/** The planned value, with a mark wherever the other tree says that it is known only later. */
function withUnknown(value: unknown, unknown: unknown, depth: number): unknown {
  if (unknown === true) return UNKNOWN;
  if (depth > MAX_VALUE_DEPTH) return value;
  if (Array.isArray(unknown)) {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const length = Math.max(list.length, unknown.length);
    return Array.from({ length }, (_, i) => withUnknown(list[i], unknown[i], depth + 1));
  }
  if (!isRecord(unknown) || !(isRecord(value) || Object.keys(unknown).length > 0)) return value;
  const known = isRecord(value) ? value : {};
  const marked = Object.entries(unknown).map(([name, inner]) => [name, withUnknown(known[name], inner, depth + 1)]);
  return { ...known, ...(Object.fromEntries(marked) as Values) };
}

const ACTIONS: Readonly<Record<string, Action>> = {
  create: "create",
  update: "update",
  delete: "delete",
  "delete,create": "replace",
  "create,delete": "replace-create-first",
  forget: "forget",
  "create,forget": "create",
};

function actionOf(actions: unknown): Action {
  // What is only read stays, as "no-op" does.
  return (Array.isArray(actions) && actions.length < 3 ? ACTIONS[actions.join(",")] : undefined) ?? "keep";
}
