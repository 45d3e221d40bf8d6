import type { Construct } from "constructs";
import { unchanged, type ChildOptions, type Transform } from "../ports.js";
import { RandomId, type RandomIdArgs } from "./resources.js";

/** What makes a name this stack's own: Cloudflare wants names spelled out, and two stacks in one account must not collide. */
export function createSuffix(
  scope: Construct,
  transform: Transform<RandomIdArgs> | undefined,
  opts: ChildOptions,
): RandomId {
  return new RandomId(scope, "suffix", (transform ?? unchanged)({ byte_length: 4 }), opts);
}
