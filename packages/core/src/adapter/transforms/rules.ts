/** What a transform may do with one argument of a child. */
export type ArgumentUse =
  /** Set by the component, and free to change. */
  | { readonly use: "free" }
  /** Set by the component, and read back: outputs and waits follow the changed value. */
  | { readonly use: "read"; readonly why: string }
  /** Set by the component, and fixed. */
  | { readonly use: "kept"; readonly why: string }
  /** Not set by the component, and to be left out. */
  | { readonly use: "absent"; readonly why: string }
  /** Free within limits. */
  | {
      readonly use: "limited";
      readonly why: string;
      /** What the value must be, in words. */
      readonly allowed: string;
      /** Whether the value, which may be anything that is known now, will do in place of the component's own. */
      readonly accepts: (value: unknown, own: unknown) => boolean;
    };

/**
 * The arguments of one child, by their names in Terraform. An argument that is not listed is fixed where the component sets it,
 * and free where it does not: so a rule that is missing here refuses too much rather than too little.
 */
export interface ChildRules {
  /** Why arguments that the component sets are fixed, unless their own rule says it better. */
  readonly why: string;
  /** Paths such as `default_cache_behavior.cache_policy_id`, in which elements of lists have no index. */
  readonly arguments: Readonly<Record<string, ArgumentUse>>;
}

/** An argument that is free although the component sets it. */
export const free: ArgumentUse = { use: "free" };

/** An argument that is fixed. */
export function kept(why: string): ArgumentUse {
  return { use: "kept", why };
}

/** An argument that has to be left out. */
export function absent(why: string): ArgumentUse {
  return { use: "absent", why };
}

/** An argument that has to be one of these values, or left out. */
export function oneOf(values: readonly (string | boolean)[], why: string): ArgumentUse {
  const allowed = values.map((value) => JSON.stringify(value)).join(" or ");
  return {
    use: "limited",
    why,
    allowed,
    accepts: (value) => value === undefined || values.some((one) => one === value),
  };
}

/** A list that has to hold all that the component puts into it. */
export function holding(what: string, why: string): ArgumentUse {
  return {
    use: "limited",
    why,
    allowed: `a list that holds ${what}`,
    accepts: (value, own) =>
      Array.isArray(value) && Array.isArray(own) && own.every((element) => value.includes(element)),
  };
}
