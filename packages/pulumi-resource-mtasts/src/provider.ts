import { readFileSync } from "node:fs";
import path from "node:path";
import { hasError } from "@mtasts/core/adapter";
import * as pulumi from "@pulumi/pulumi";
import type { ConstructResult, Provider } from "@pulumi/pulumi/provider/provider.js";
import { componentType, refusalMessage, resolvedIssues } from "pulumi-mtasts/remote";
import type { MtaStsArgs } from "./args.js";
import { MtaSts } from "./mta-sts.js";
import { nativeArguments } from "./native-arguments.js";
import { prepare } from "./prepared.js";
import { knownValue, settle } from "./settled.js";

const folder = path.join(__dirname, "..");
const read = (file: string): string => readFileSync(path.join(folder, file), "utf8");

/** Offers the component to other languages. */
export class MtaStsProvider implements Provider {
  readonly version = (JSON.parse(read("package.json")) as { readonly version: string }).version;

  /** As it was inferred when the package was made: to infer it anew takes seconds, and a compiler. */
  getSchema = (): Promise<string> => Promise.resolve(read("schema.json"));

  /**
   * Makes a component, once it is known what it is asked for.
   *
   * @throws Error with all problems of the arguments, before anything is registered.
   */
  construct = async (
    name: string,
    type: string,
    inputs: pulumi.Inputs,
    options: pulumi.ComponentResourceOptions,
  ): Promise<ConstructResult> => {
    if (type !== componentType) throw new Error(`there is no component ${type}, only ${componentType}`);
    const { given, known } = (await settle(inputs)) as Arguments;
    const native = nativeArguments(given);
    const issues = [...native.issues, ...(await resolvedIssues(native.args, nativeArguments(known).args))];
    if (hasError(issues)) throw refusal(refusalMessage(name, issues));
    await awaitPreflight(name, given);
    await refuseReusedId(name, given);
    const component = new MtaSts(name, given, asGiven(options));
    const { urn, policyId, policyText, policyUrl, records, announcedIds, mxMigration, retirement, zoneMove } =
      component;
    return {
      urn,
      state: { policyId, policyText, policyUrl, records, announcedIds, mxMigration, retirement, zoneMove },
    };
  };
}

interface Arguments {
  readonly given: MtaStsArgs;
  readonly known: MtaStsArgs;
}

/**
 * Waits for the preflight check, before the component is registered: an error that comes later is told by the engine and by the
 * SDK, each in its own way.
 *
 * @throws Error with everything for which the check refuses the deployment.
 */
async function awaitPreflight(name: string, given: MtaStsArgs): Promise<void> {
  const { checked } = prepare(name, given);
  if (checked.kind === "refused" || checked.preflight === undefined) return;
  const message: unknown = await knownValue(checked.preflight.refusal);
  if (typeof message === "string" && !pulumi.isUnknown(message)) throw refusal(message);
}

/**
 * Compares the planned id with those that the state remembers, before the component is made.
 *
 * @throws Error where the id was announced before another one.
 */
async function refuseReusedId(name: string, given: MtaStsArgs): Promise<void> {
  const { checked } = prepare(name, given);
  if (checked.kind === "refused") return;
  // In a preview the arguments may not be known yet.
  const verdict = await knownValue(checked.ids.judged);
  const issues = verdict === undefined || pulumi.containsUnknowns(verdict) ? [] : verdict.issues;
  if (hasError(issues)) throw refusal(refusalMessage(name, issues, "with what was deployed before"));
}

/** The engine shows the text as it is; a stack would tell nothing about the program. */
function refusal(message: string): Error {
  const error = new Error(message);
  delete error.stack;
  return error;
}

/** The SDK fills in what was left out, and a `false` from it would lift a protection that the user has set on a child. */
function asGiven({ protect, retainOnDelete, ...others }: pulumi.ComponentResourceOptions) {
  return {
    ...others,
    ...(protect === true ? { protect } : {}),
    ...(retainOnDelete === true ? { retainOnDelete } : {}),
  };
}
