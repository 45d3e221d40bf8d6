import type { Issue } from "../../issue";
import { isObject } from "../../late-value";
import { applyTransform } from "./apply";
import type { TransformedChild } from "./children";
import { readTtl, type Publication } from "./record-ttl";

/** The arguments that a child will be created with, as far as they are known before anything is created. */
export interface Draft {
  readonly child: TransformedChild;
  /** The name of the child's transform among the options. */
  readonly option: string;
  /** Spelled as in either framework. */
  readonly args: object;
}

/** Everything that is wrong with the transforms among the options of a policy host. */
export function transformIssues(transforms: unknown, drafts: readonly Draft[]): readonly Issue[] {
  if (!isObject(transforms)) return [];
  return drafts.flatMap(
    ({ child, option, args }) =>
      applyTransform(child, transforms[option], args, { path: ["transform", option] }).issues,
  );
}

/** PROVIDER cloudflare: a TTL of 1 stands for the automatic one, which is 300 seconds for what is not proxied. */
const automaticTtl = { asked: 1, published: 300 } as const;

/** How a record will be published, given the transforms among the options of the DNS provider. */
export function publicationOf(transforms: unknown, { child, option, args: own }: Draft): Publication {
  const path = ["transform", option] as const;
  const { args, issues } = applyTransform(child, isObject(transforms) ? transforms[option] : undefined, own, { path });
  const ttl: unknown = (args as { readonly ttl?: unknown }).ttl;
  if (child === "cloudflareRecord" && ttl === automaticTtl.asked) return { ttl: automaticTtl.published, issues };
  const read = readTtl(ttl, [...path, "ttl"], option === "stsRecord");
  return { ttl: read.ttl, issues: [...issues, ...read.issues] };
}
