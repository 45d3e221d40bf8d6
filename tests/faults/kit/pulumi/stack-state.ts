/** One resource as the engine remembers it. */
export interface Remembered {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
}

export interface StackState {
  readonly resources: readonly Remembered[];
  /** What an engine had begun when it was killed. */
  readonly pending: readonly { readonly type: string; readonly urn: string }[];
}

interface Checkpoint {
  readonly checkpoint: {
    readonly latest?: {
      readonly resources?: readonly Remembered[];
      readonly pending_operations?: readonly { readonly type: string; readonly resource: Remembered }[];
    };
  };
}

export function readState(text: string): StackState {
  const { latest = {} } = (JSON.parse(text) as Checkpoint).checkpoint;
  const { resources = [], pending_operations = [] } = latest;
  return { resources, pending: pending_operations.map(({ type, resource }) => ({ type, urn: resource.urn })) };
}
