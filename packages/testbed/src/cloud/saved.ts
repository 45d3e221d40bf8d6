/** Brings back what was remembered. */
export type Restore = () => void;

/** Remembers a map and what is in it, as far as `copy` goes: what a service changes in place has to be copied. */
export function saved<K, V extends object>(map: Map<K, V>, copy: (value: V) => V = shallowCopy): Restore {
  const entries = [...map].map(([key, value]) => [key, copy(value)] as const);
  return () => {
    map.clear();
    // Copied once more, so that it can be brought back again.
    for (const [key, value] of entries) map.set(key, copy(value));
  };
}

function shallowCopy<V extends object>(value: V): V {
  return { ...value };
}
