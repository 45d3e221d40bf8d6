/** A rule by which a real service refuses a call, and what becomes of it in the emulation. */
export interface Rule {
  /** What is refused, or required. */
  readonly rule: string;
  /** Where that can be read: an address, or `owner/repository#number`. */
  readonly sources: readonly string[];
  /** The codes with which the emulation refuses. Empty where it does not, or where the provider's own check does. */
  readonly codes: readonly (string | number)[];
  /** Of an enforced rule: the test, as `file › title` below `packages/testbed/test/cloud`. */
  readonly test?: string;
  /** Of a rule that is not enforced: why, and what that means for the tests. */
  readonly why?: string;
}

/** The rules of one kind of resource, by its Terraform types. */
export interface RulesOf {
  readonly title: string;
  readonly types: readonly string[];
  readonly rules: readonly Rule[];
}
