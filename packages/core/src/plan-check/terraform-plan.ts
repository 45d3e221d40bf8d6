import { isRecord, recordsIn } from "../json";
import { valuesOf, type Action, type ResourceChange, type ResourcePlan } from "./resource-change";

/** The changes in what `terraform show -json` and `tofu show -json` print of a plan; `undefined` for anything else. */
export function readTerraformPlan(json: Readonly<Record<string, unknown>>): ResourcePlan | undefined {
  // A state has the same format_version, and no changes; a plan without resources has neither list nor state to destroy.
  const isPlan = typeof json["format_version"] === "string" && ("resource_changes" in json || "planned_values" in json);
  if (!isPlan) return undefined;
  const changes = recordsIn(json["resource_changes"]).filter(({ mode }) => mode === undefined || mode === "managed");
  return { tool: "terraform", changes: changes.flatMap(changeOf), outputs: outputsOf(json["prior_state"]) };
}

function outputsOf(state: unknown): unknown {
  const values = isRecord(state) ? state["values"] : undefined;
  return isRecord(values) ? values["outputs"] : undefined;
}

function changeOf({ address, type, change }: Readonly<Record<string, unknown>>): readonly ResourceChange[] {
  if (typeof address !== "string" || typeof type !== "string" || !isRecord(change)) return [];
  const before = valuesOf(change["before"]);
  const after = valuesOf(change["after"]);
  return [
    {
      address,
      type,
      action: actionOf(change["actions"]),
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
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
  return (Array.isArray(actions) ? ACTIONS[actions.join(",")] : undefined) ?? "keep";
}
