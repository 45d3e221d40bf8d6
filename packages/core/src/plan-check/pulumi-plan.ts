import { isRecord, recordsIn } from "../json";
import {
  MAX_VALUE_DEPTH,
  UNKNOWN,
  type Action,
  type ResourceChange,
  type ResourcePlan,
  type Values,
} from "./resource-change";

/** The changes in what `pulumi preview --json` prints; `undefined` for anything else. */
export function readPulumiPlan(json: Readonly<Record<string, unknown>>): ResourcePlan | undefined {
  const isPreview = Array.isArray(json["steps"]) || isRecord(json["changeSummary"]);
  if (!isPreview) return undefined;
  const byUrn = new Map<string, Step[]>();
  for (const { urn, op, oldState, newState } of recordsIn(json["steps"])) {
    if (typeof urn !== "string" || typeof op !== "string") continue;
    const steps = byUrn.get(urn);
    const step = { op, oldState: valuesIn(oldState), newState: valuesIn(newState) };
    if (steps === undefined) byUrn.set(urn, [step]);
    else steps.push(step);
  }
  const changes = [...byUrn].map(([urn, steps]) => changeOf(urn, steps));
  // What stays as it is has no step unless `--show-sames` is given, but the stack tells what it has deployed.
  const outputs = changes.filter(({ type }) => !type.includes("/")).map(({ before }) => before);
  return { tool: "pulumi", changes, isComplete: isComplete(json["changeSummary"], byUrn), outputs };
}

/** Whether the resources that stay have steps: all but the stack, which has always one. */
function isComplete(summary: unknown, byUrn: ReadonlyMap<string, readonly Step[]>): boolean {
  const same = isRecord(summary) ? summary["same"] : undefined;
  const listed = [...byUrn.values()].filter((steps) => steps.some(({ op }) => KEEPING.has(op))).length;
  return typeof same === "number" && same <= listed;
}

const KEEPING: ReadonlySet<string> = new Set(["same", "refresh"]);

interface Step {
  readonly op: string;
  readonly oldState: State | undefined;
  readonly newState: State | undefined;
}

interface State {
  readonly inputs: Values;
  readonly outputs: Values;
  readonly dependencies: readonly string[];
  readonly parent: string | undefined;
}

/** A replacement is three steps of the same URN; a refresh comes before all others, and shows what was really there. */
function changeOf(urn: string, steps: readonly Step[]): ResourceChange {
  const deploying = steps.filter(({ op }) => op !== "refresh");
  const { old, next } = statesOf(steps, deploying);
  const action = actionOf(deploying.map(({ op }) => op));
  const isKept = action === "keep" || action === "update";
  const before = old === undefined ? undefined : { ...old.outputs, ...old.inputs };
  const after = next === undefined ? undefined : { ...(isKept ? computed(old) : {}), ...next.outputs, ...next.inputs };
  const { dependencies = [], parent } = next ?? old ?? {};
  return {
    address: urn,
    type: typeOf(urn),
    action,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    ...(dependencies.length === 0 ? {} : { dependencies }),
    ...(parent === undefined ? {} : { parent }),
    ...(deploying.some(({ op }) => op === "import") ? { isImported: true as const } : {}),
  };
}

/** What there is before the plan, and after it. */
function statesOf(all: readonly Step[], deploying: readonly Step[]) {
  const refreshed = all.find(({ op }) => op === "refresh");
  const found = refreshed?.newState ?? refreshed?.oldState;
  const old = found ?? deploying.map(({ oldState }) => oldState).find((state) => state !== undefined);
  const next = deploying.map(({ newState }) => newState).find((state) => state !== undefined);
  return { old, next: deploying.length === 0 ? found : next };
}

/** What the provider added to the arguments, such as an address: a preview repeats it only where it may change. */
function computed(state: State | undefined): Values {
  if (state === undefined) return {};
  const { inputs, outputs } = state;
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !(name in inputs)));
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
  const chain = urn.split("::", 3)[2] ?? "";
  return chain.slice(chain.lastIndexOf("$") + 1);
}

function valuesIn(state: unknown): State | undefined {
  if (!isRecord(state)) return undefined;
  const { inputs, outputs, dependencies, parent, id } = state;
  const isList = Array.isArray(dependencies);
  return {
    inputs: isRecord(inputs) ? (marked(inputs, 0) as Values) : {},
    // The id is not among the outputs, and other resources refer to it.
    outputs: {
      ...(typeof id === "string" ? { id } : {}),
      ...(isRecord(outputs) ? (marked(outputs, 0) as Values) : {}),
    },
    dependencies: isList ? dependencies.filter((each): each is string => typeof each === "string") : [],
    parent: typeof parent === "string" ? parent : undefined,
  };
}

/** The values, with a mark wherever Pulumi writes that they are known only later, or secret. */
function marked(value: unknown, depth: number): unknown {
  if (typeof value === "string") return value === LATER || value === SECRET ? UNKNOWN : value;
  if (typeof value !== "object" || value === null || depth > MAX_VALUE_DEPTH) return value;
  if (Array.isArray(value)) return value.map((each) => marked(each, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, marked(each, depth + 1)]));
}

/** How Pulumi writes a value that is not known before the deployment. */
const LATER = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** How Pulumi writes a secret. */
const SECRET = "[secret]";
