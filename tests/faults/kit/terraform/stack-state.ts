/** One resource as the engine remembers it. */
export interface Remembered {
  readonly address: string;
  readonly type: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  /** Whether it is to be replaced, since its creation failed half-way. */
  readonly status: "whole" | "tainted";
}

export type StackState = readonly Remembered[];

interface StateFile {
  readonly resources: readonly {
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly status?: "tainted"; readonly attributes: Remembered["attributes"] }[];
  }[];
}

/** Reads a state file; an empty text is the one of a stack that was never deployed. */
export function readState(text: string): StackState {
  if (text === "") return [];
  const { resources } = JSON.parse(text) as StateFile;
  const managed = resources.filter(({ mode }) => mode === "managed");
  return managed.flatMap(({ type, name, instances }) =>
    instances.map(({ status = "whole" as const, attributes }) => ({
      address: `${type}.${name}`,
      ...{ type, attributes, status },
    })),
  );
}
