import { readLastDeployment, type LastDeployment } from "@mtasts/core/adapter";
import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "./late-values.js";

/** What the engine remembers of the last deployment of this stack, before this one changes anything. */
export type Memory =
  | {
      readonly isKnown: true;
      /** By policy domain, in lower case: a component that is renamed keeps its memory. */
      readonly domains: ReadonlyMap<string, LastDeployment>;
      /** Every resource of the stack, also those outside of components. */
      readonly urns: ReadonlySet<string>;
    }
  | {
      readonly isKnown: false;
      /** Why, in one line; the empty text under mocks, where there is no state. */
      readonly note: string;
    };

/** The engine's own function, which needs no plugin. It returns the outputs of every resource of a stack. */
const READ = "pulumi:pulumi:readStackResourceOutputs";

/** A process may run several stacks, one after the other or at once, each with a monitor of its own. */
const memories = new WeakMap<object, Promise<Memory>>();

/**
 * What the last deployment left. It is read once per run, when it is first asked for: by then no component has been registered,
 * since each waits for it. Never rejects: where the engine does not answer, the memory is unknown.
 */
export function lastDeployment(): Promise<Memory> {
  const monitor = pulumi.runtime.getMonitor();
  if (monitor === undefined) return Promise.resolve({ isKnown: false, note: "" });
  const known = memories.get(monitor) ?? readSafely("mocks" in monitor);
  memories.set(monitor, known);
  return known;
}

async function readSafely(isMocked: boolean): Promise<Memory> {
  return await read(isMocked).catch((error: unknown) => unknown(messageOf(error), isMocked));
}

async function read(isMocked: boolean): Promise<Memory> {
  let failure = "the engine does not return the state";
  for (const stackName of stackNames()) {
    try {
      const answer: unknown = await pulumi.runtime.invoke(READ, { stackName });
      const outputs = isRecord(answer) ? answer["outputs"] : undefined;
      const [stack, project] = [pulumi.getStack(), pulumi.getProject()];
      if (isRecord(outputs)) {
        const domains = readLastDeployment(outputs, { stack, project });
        return { isKnown: true, domains, urns: new Set(Object.keys(outputs)) };
      }
    } catch (error) {
      failure = messageOf(error);
    }
  }
  return unknown(failure, isMocked);
}

/** The names to try: a bare name may elsewhere be that of another organization's stack, so it comes last and not everywhere. */
function stackNames(): readonly string[] {
  const organization = organizationName();
  const full = `${organization}/${pulumi.getProject()}/${pulumi.getStack()}`;
  // A file backend of before 2023 knows stacks by their bare names alone.
  return organization === FILE_BACKEND ? [full, pulumi.getStack()] : [full];
}

/** What every file backend calls its one organization. */
const FILE_BACKEND = "organization";

function organizationName(): string {
  try {
    return pulumi.getOrganization();
  } catch {
    return FILE_BACKEND;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function unknown(reason: string, isMocked: boolean): Memory {
  const [line = ""] = reason.split("\n");
  const note = `the state of the last deployment could not be read, so ids are not compared with earlier ones (${line.slice(0, 200)})`;
  return { isKnown: false, note: isMocked ? "" : note };
}
