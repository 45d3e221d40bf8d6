// I5: the ways in which the record is away during a change, and what stands against each.
import { pulumi, terraform } from "./where.mjs";

export const inPlace = [
  {
    invariant: "I5",
    title: "The record is replaced instead of updated",
    kept: [
      {
        by: "graph order",
        how: "a change of the policy updates the record in place",
        tests: ["tests/e2e/life-cycle.test.ts: updates two resources in place, and nothing else"],
      },
      {
        by: "plan check",
        how: "a plan that deletes and creates it is refused",
        tests: ["packages/core/test/plan-check/check-plan.test.ts: txt-recreated"],
      },
    ],
    knownBad: ["a record that is replaced instead of updated"],
  },
  {
    invariant: "I5",
    title: "A component is renamed, or given a parent, without an alias",
    kept: [
      {
        ...pulumi,
        by: "memory",
        how: "refused in the preview, with the alias to write",
        tests: ["packages/pulumi-mtasts/test/last-moves.test.ts: is refused, with the alias to write"],
      },
      {
        ...terraform,
        by: "protection",
        how: "the engine refuses to destroy the resources under their former names; `moved` carries them over",
        tests: ["tests/terraform/engine-options.test.ts: moves in the state, even in enforce, and nothing is touched"],
      },
    ],
  },
  {
    invariant: "I5",
    title: "A component is given another domain in place",
    kept: [
      {
        ...pulumi,
        by: "memory",
        how: "refused in the preview; add a second component and retire the first",
        tests: ["tests/e2e/life-cycle.test.ts: refuses another %s in place"],
      },
      {
        ...terraform,
        by: "protection",
        how: "the engine refuses to replace the resources of the former domain",
        tests: [
          "tests/terraform/zone-move.test.ts: is refused in place: by the engine, and with the protection lifted by the gate",
        ],
      },
    ],
  },
  {
    invariant: "I5",
    title: "The zone moves to another DNS provider in place",
    kept: [
      {
        ...pulumi,
        by: "memory",
        how: "refused in the preview without `previousDns`, which keeps the records in both zones",
        tests: [
          "packages/pulumi-mtasts/test/last-moves.test.ts: a zone that changes in place",
          "tests/e2e/zone-move.test.ts: is refused in place, also with the protection lifted, and leaves nothing behind",
        ],
      },
      {
        ...terraform,
        by: "plan check",
        how: "a plan that deletes the record in one zone and creates it in the other is refused; `previousDns`, or with HCL the module for the former zone, keeps both",
        tests: [
          "packages/cdktf-mtasts/test/zones.test.ts: begins with nothing but new resources, and ends with nothing but their removal",
          "tests/terraform/module-zone-move.test.ts: is refused by the gate in place, and where the records are not handed over",
        ],
      },
    ],
  },
  {
    invariant: "I5",
    title: "The former zone goes while resolvers may ask it",
    kept: [
      {
        ...pulumi,
        by: "memory",
        how: "refused in the preview until the date in `zoneMove` has passed",
        tests: ["tests/e2e/zone-move.test.ts: keeps the former zone until resolvers have left it"],
      },
      {
        ...terraform,
        by: "plan check",
        how: "refused until the date in the outputs has passed: `zoneMove` of the construct, `zone_move` of the module",
        tests: [
          "packages/core/test/plan-check/former-zone.test.ts: keeps the former zone until its time, to the second",
          "tests/terraform/zone-move.test.ts: is held by the gate until resolvers have left the former zone",
          "tests/terraform/module-zone-move.test.ts: keeps the former zone from a destroy and from a removal before its time",
        ],
      },
    ],
  },
];
