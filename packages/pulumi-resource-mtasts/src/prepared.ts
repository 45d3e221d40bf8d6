import { checkArguments, type Checked } from "pulumi-mtasts/remote";
import type { MtaStsArgs } from "./args.js";
import { nativeArguments, type NativeArguments } from "./native-arguments.js";

/** Arguments that were judged. */
export interface Prepared {
  readonly args: NativeArguments["args"];
  readonly checked: Checked;
}

const known = new WeakMap<MtaStsArgs, Prepared>();

/** Judges arguments, once: a look at what is live takes seconds, and is waited for before the component is made. */
export function prepare(name: string, given: MtaStsArgs): Prepared {
  const earlier = known.get(given);
  if (earlier !== undefined) return earlier;
  const { args, issues } = nativeArguments(given);
  const prepared = { args, checked: refusedWith(issues, checkArguments(name, args, {}, "caller")) };
  known.set(given, prepared);
  return prepared;
}

function refusedWith(issues: NativeArguments["issues"], checked: Checked): Checked {
  if (issues.length === 0) return checked;
  return { kind: "refused", issues: [...issues, ...(checked.kind === "refused" ? checked.issues : [])], gate: {} };
}
