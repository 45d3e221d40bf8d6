// I4: the ways in which record or host go too early, and what stands against each.
import { OWN, pulumi, terraform } from "./where.mjs";

export const retirement = [
  {
    invariant: "I4",
    title: "A policy in force is destroyed, replaced, or removed from the program",
    kept: [
      {
        ...pulumi,
        by: "protection",
        how: "in the state, so it survives the removal from the program; the TLS-RPT record is free, since no mail depends on it",
        tests: ["tests/e2e/life-cycle.test.ts: refuses a destroy"],
      },
      {
        ...terraform,
        by: "protection",
        how: "in the configuration: `destroy`, replacement, and renaming are refused, **removal from the program is not**",
        tests: ["tests/terraform/modules-equal.test.ts: protects every resource but the request for reports"],
      },
      {
        by: "plan check",
        how: "refuses the plan, whichever engine made it",
        tests: [
          "tests/e2e/plan-check.test.ts: previews of the real engine",
          "tests/terraform/engine-options.test.ts: a construct that is removed from the program",
        ],
      },
    ],
    knownBad: [
      "a destroy right after a roll-back",
      "a construct that is removed from the program, and its protection with it",
      "a host that is destroyed before the record",
    ],
  },
  {
    invariant: "I4",
    title: "`allowDestroy` is left in place",
    kept: [
      {
        by: "arguments",
        how: "every preview and synthesis warns, with the date from which everything may be removed; with `strict` it is refused",
        tests: ["packages/core/test/adapter/lifted-protection.test.ts: liftedProtection"],
      },
    ],
    knownBad: ["a forgotten allowDestroy"],
  },
  {
    invariant: "I4",
    title: "An argument states something about the past that is not true",
    kept: [
      {
        by: "arguments",
        how: "what contradicts itself or lies in the future is refused",
        tests: ["packages/core/test/fixtures/stage-issues.ts: time-in-future"],
      },
      {
        ...pulumi,
        by: "preflight check",
        how: "`noneSince`, `longestMaxAge`, `revision`, and `previousHost` are refused where the live domain disproves them, in every mode but `off`",
        tests: ["packages/core/test/preflight/judge-past.test.ts: the past as the arguments state it"],
      },
      {
        ...terraform,
        by: "plan check",
        how: "compares the same statements with the live domain, those of the construct and of the HCL modules",
        tests: [
          "packages/core/test/preflight/claims-in-plan.test.ts: statedInPlan",
          "packages/cli/test/live.test.ts: refuses a former host that the name does not lead to",
          "tests/terraform/modules-equal.test.ts: with claims that the plan check reads, those of the core",
        ],
      },
    ],
    knownBad: ["a retirement that is claimed to have begun"],
  },
  {
    invariant: "I4",
    title: "An update leaves the record without a policy, or the policy without a way to it",
    kept: [
      {
        by: "plan check",
        how: "what a sender would see after the plan is judged, from the record to the bytes; a value that is not known is named, and fails with `--strict`",
        tests: ["packages/core/test/plan-check/judge-outcome.test.ts: names a value that is known only later"],
      },
      {
        hosts: OWN,
        by: "arguments",
        how: "a `transform` that does so is refused",
        tests: ["packages/pulumi-mtasts/test/transforms.test.ts: may write out what is there already"],
      },
    ],
  },
  {
    invariant: "I4",
    title: "The policy host moves, and the former one goes while resolvers hold its name",
    kept: [
      {
        hosts: ["cloudfront", "external"],
        by: "guide",
        how: "`previousHost` keeps the former host until its TTL has passed ([move the host](../guides/move-the-host.md))",
        tests: ["tests/e2e/moves.test.ts: keeps bytes, id and announcement"],
      },
      {
        hosts: ["worker", "r2"],
        by: "nothing",
        how: "a custom domain is the name itself and cannot stay: for one TTL, senders use the policy that they hold. Move between two policy changes",
        tests: ["tests/e2e/moves.test.ts: keeps bytes, id and announcement"],
      },
    ],
    knownBad: ["another host and another id in one deployment"],
  },
];
