import { isRecord, recordsIn } from "../json";
import { type Action, type ResourceChange, type ResourcePlan, type Values } from "./resource-change";

/** The changes in what `pulumi preview --json` prints; `undefined` for anything else. */
export function readPulumiPlan(json: Readonly<Record<string, unknown>>): ResourcePlan | undefined {
  const isPreview = Array.isArray(json["steps"]) || isRecord(json["changeSummary"]);
  if (!isPreview) return undefined;
  const byUrn = new Map<string, Step[]>();
  for (const { urn, op, oldState, newState } of recordsIn(json["steps"])) {
    if (typeof urn !== "string" || typeof op !== "string") continue;
    const steps = byUrn.get(urn) ?? [];
    steps.push({ op, oldState, newState });
    byUrn.set(urn, steps);
  }
  const changes = [...byUrn].map(([urn, steps]) => changeOf(urn, steps));
  // What stays as it is has no step, but the stack and the components tell what they have deployed.
  const outputs = changes.filter(({ type }) => !type.includes("/")).map(({ before }) => before);
  return { tool: "pulumi", changes, outputs };
}

interface Step {
  readonly op: string;
  readonly oldState: unknown;
  readonly newState: unknown;
}

/** A replacement is three steps of the same URN. */
function changeOf(urn: string, steps: readonly Step[]): ResourceChange {
  const before = steps.map(({ oldState }) => stateValues(oldState)).find((values) => values !== undefined);
  const after = steps.map(({ newState }) => stateValues(newState)).find((values) => values !== undefined);
  return {
    address: urn,
    type: typeOf(urn),
    action: actionOf(steps.map(({ op }) => op)),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

const ACTIONS: Readonly<Record<string, Action>> = {
  create: "create",
  update: "update",
  delete: "delete",
  import: "create",
  "import-replacement": "replace",
  "read-replacement": "replace",
  "read-discard": "delete",
  discard: "forget",
};

function actionOf(ops: readonly string[]): Action {
  const created = ops.indexOf("create-replacement");
  const deleted = ops.indexOf("delete-replaced");
  if (created !== -1 && deleted !== -1) return created < deleted ? "replace-create-first" : "replace";
  if (created !== -1 || deleted !== -1 || ops.includes("replace")) return "replace";
  return ops.map((op) => ACTIONS[op]).find((action) => action !== undefined) ?? "keep";
}

/** `urn:pulumi:stack::project::parentType$type::name`. */
function typeOf(urn: string): string {
  const chain = urn.split("::")[2] ?? "";
  return chain.slice(chain.lastIndexOf("$") + 1);
}

function stateValues(state: unknown): Values | undefined {
  if (!isRecord(state)) return undefined;
  const inputs = isRecord(state["inputs"]) ? state["inputs"] : {};
  const outputs = isRecord(state["outputs"]) ? state["outputs"] : {};
  const values = Object.entries({ ...outputs, ...inputs });
  return Object.fromEntries(values.filter(([, value]) => value !== UNKNOWN));
}

/** How Pulumi writes a value that is not known before the deployment. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
