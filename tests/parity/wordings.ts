/** What the frameworks say in words of their own, and why. */
export interface Wording {
  readonly at: RegExp;
  readonly worded: RegExp;
  readonly reason: string;
}

/** All of them. Codes, paths, and whatever else stands in a message are the same. */
export const wordings: readonly Wording[] = [
  {
    at: /^allowDestroy: .*\[argument-type\]$/u,
    worded: /(?<=; write something like ).*(?= \[)/u,
    reason: "the advice is what one writes in that framework",
  },
  {
    at: /^[a-zA-Z]+: there is no such argument, .*\[argument-unknown\]$/u,
    worded: /(?<=, allowDestroy)[^;[]*/u,
    reason: "CDKTF has arguments for what a Pulumi program does without, or in another way",
  },
  {
    at: /^host(\.objects)?: must be (a provider resource|an object), .*r2ObjectProvider/u,
    worded: /(?<=r2ObjectProvider\().*?(?="r2")/u,
    reason: "a construct is made in a scope",
  },
];
