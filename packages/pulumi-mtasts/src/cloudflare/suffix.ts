import type * as pulumi from "@pulumi/pulumi";
/** @ts-ignore Optional: absent where it is not used, also for a compiler that checks declarations. */
import type * as random from "@pulumi/random/randomId.js";
import { loadOptionalPeer } from "../optional-peer.js";
import { transformed, type DraftOf } from "../transforms.js";

/** What makes a name this stack's own: Cloudflare wants names spelled out, and two stacks in one account must not collide. */
export function createSuffix(name: string, transforms: object, opts: pulumi.CustomResourceOptions): random.RandomId {
  const { RandomId } = loadOptionalPeer(
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only those who host at Cloudflare need the package
    () => require("@pulumi/random/randomId.js") as typeof random,
    "@pulumi/random",
    "a policy host at Cloudflare",
  );
  return new RandomId(`${name}-suffix`, transformed(transforms, suffixDraft), opts);
}

/** The suffix before it is created. */
export const suffixDraft: DraftOf<random.RandomIdArgs> = {
  child: "suffix",
  option: "suffix",
  args: { byteLength: 4 },
};
