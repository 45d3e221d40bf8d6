// I6: the ways in which a wait is counted from the wrong moment, and what stands against each.
import { pulumi } from "./where.mjs";

export const clock = [
  {
    invariant: "I6",
    title: "A wait is calculated from something other than what was deployed",
    kept: [
      {
        by: "arguments",
        how: "waits and dates follow the TTL that a `transform` leaves, and times that you observed",
        tests: [
          "packages/pulumi-mtasts/test/transforms.test.ts: is what outputs and waits follow, and no other record's",
          "packages/cdktf-mtasts/test/transforms.test.ts: is what outputs and waits follow, and no other record's",
        ],
      },
      {
        ...pulumi,
        by: "preflight check",
        how: "a time at which the live domain shows the earlier state is refused",
        tests: ["packages/core/test/preflight/judge-past.test.ts: the past as the arguments state it"],
      },
    ],
    knownBad: ["a transform that sets another TTL"],
  },
];
