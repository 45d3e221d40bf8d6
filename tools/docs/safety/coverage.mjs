// I3: the ways in which a policy that is held does not cover an MX host, and what stands against each.
import { pulumi, terraform } from "./where.mjs";

export const coverage = [
  {
    invariant: "I3",
    title: "An MX host is not covered by the policy",
    kept: [
      {
        ...pulumi,
        by: "preflight check",
        how: 'named in every preview, and refused with `preflight: "error"`',
        tests: ["tests/e2e/preflight.test.ts: the preview names the MX host that no pattern covers"],
      },
      {
        ...terraform,
        by: "plan check",
        how: "`mtasts check` names it; the synthesis asks nothing of the network",
        tests: ["packages/check/test/fixtures/mail-issues.ts: mx-not-covered"],
      },
      { by: "nothing", how: "an MX record that is changed outside the program: run `mtasts check` on a schedule" },
    ],
  },
  {
    invariant: "I3",
    title: "The policy is narrowed, or the MX records move, too early",
    kept: [
      {
        by: "arguments",
        how: "`mxMigration` refuses to narrow before the old TTL has passed, and warns where the records moved too early",
        tests: [
          "tests/e2e/guides.test.ts: refuses to drop the old hosts while resolvers may hold them",
          "packages/core/test/judge-stages.test.ts: lets the policy be narrowed at the very second at which the TTL is over",
        ],
      },
      {
        ...pulumi,
        by: "preflight check",
        how: "`announcedSince`, `movedSince`, `mxTtl`, and `narrow` are compared with the live domain, and refused where it disproves them",
        tests: ["packages/core/test/preflight/judge-migration.test.ts: a migration as the arguments state it"],
      },
      {
        ...terraform,
        by: "plan check",
        how: "compares the same statements with the live domain",
        tests: ["packages/core/test/preflight/claims-in-plan.test.ts: reads the planned outputs %s"],
      },
    ],
  },
];
