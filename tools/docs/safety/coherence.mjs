// I2: the ways in which an id stands for two publications, and what stands against each.
import { pulumi, terraform } from "./where.mjs";

export const coherence = [
  {
    invariant: "I2",
    title: "The id does not follow the policy",
    kept: [
      {
        by: "arguments",
        how: "the id is a hash of the served bytes and of nothing else",
        tests: ["packages/core/test/policy-id.test.ts: changes with every byte"],
      },
    ],
    knownBad: ["an id that is a hash of the inputs"],
  },
  {
    invariant: "I2",
    title: "An earlier policy is announced again under its earlier id",
    kept: [
      {
        ...pulumi,
        by: "memory",
        how: "the stack's state lists every id that was announced; a return is refused in the preview until `revision` is raised",
        tests: ["tests/e2e/announced-ids.test.ts: is refused by %s where a roll-back is reverted"],
      },
      {
        ...terraform,
        by: "arguments",
        how: "with `announcedIds`, a listed id is refused, and the engine refuses a program that drops one; without it, **nothing** does: raise `revision` at every return",
        tests: [
          "tests/terraform/announced-ids.test.ts: cannot be forgotten, as where a change is reverted",
          "tests/terraform/announced-ids.test.ts: refuse the earlier policy where all are listed, until its revision is raised",
        ],
      },
    ],
    knownBad: ["a quick roll-back to an id that is a plain hash", "an id that returns within a mode"],
  },
  {
    invariant: "I2",
    title: "An interrupted deployment is reverted instead of completed",
    kept: [
      {
        ...pulumi,
        by: "memory",
        how: "forward or a third id; back under the old id only while the state shows that nothing had changed",
        tests: ["tests/e2e/announced-ids.test.ts: goes forward once the policy has changed, or back under a third id"],
      },
      {
        ...terraform,
        by: "arguments",
        how: "with `announcedIds`, as above; without it, **nothing**: complete the deployment, or raise `revision`",
        tests: ["tests/terraform/announced-ids.test.ts: cannot be forgotten, as where a change is reverted"],
      },
    ],
    knownBad: ["a change that is interrupted, then reverted"],
  },
  {
    invariant: "I2",
    title: "A second TXT record stands at `_mta-sts`",
    kept: [
      {
        ...pulumi,
        by: "preflight check",
        how: "refused by default, with the import command, also where only the provider shows the record: while a zone moves, or before it is delegated",
        tests: [
          "tests/e2e/existing.test.ts: is refused by default, imported by the command in the message, and then changed in place",
          "tests/e2e/existing.test.ts: is refused while the zone moves, imported by the commands in the message, and then changed in place",
        ],
      },
      {
        zones: ["route53"],
        by: "graph order",
        how: "Route 53 refuses to create a record that exists, and nothing that follows is done",
        tests: ["tests/e2e/failures.test.ts: leaves alone what somebody else has announced"],
      },
      {
        ...terraform,
        zones: ["cloudflareDns", "manualDns"],
        by: "plan check",
        how: "compares the plan with the live domain and reports two records in one plan; without it, **nothing**: Cloudflare creates the second record",
        tests: ["packages/core/test/plan-check/judge-outcome.test.ts: that updates an enforced policy"],
      },
    ],
    knownBad: ["a second TXT record"],
  },
];
