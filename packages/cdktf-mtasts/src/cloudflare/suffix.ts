import type { Construct } from "constructs";
import type { ChildOptions } from "../ports.js";
import { transformed, type DraftOf } from "../transforms.js";
import { RandomId, type RandomIdArgs } from "./resources.js";

/** What makes a name this stack's own: Cloudflare wants names spelled out, and two stacks in one account must not collide. */
export function createSuffix(scope: Construct, transforms: object, opts: ChildOptions): RandomId {
  return new RandomId(scope, "suffix", transformed(transforms, suffixDraft), opts);
}

/** The suffix before it is created. */
export const suffixDraft: DraftOf<RandomIdArgs> = { child: "suffix", option: "suffix", args: { byte_length: 4 } };
