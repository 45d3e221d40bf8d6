// I7: the ways in which mail is refused, and what stands against each.
import { pulumi, terraform } from "./where.mjs";

const lives = {
  Pulumi: ["tests/e2e/guides.test.ts: were never refused, and saw nothing that should not have been"],
  Terraform: ["tests/terraform/senders.test.ts: a whole life among many senders"],
};

export const delivery = [
  {
    invariant: "I7",
    title: "A domain goes through its whole life",
    kept: [
      {
        ...pulumi,
        by: "graph order",
        how: "senders of every known behavior deliver all the time",
        tests: lives.Pulumi,
      },
      {
        ...terraform,
        by: "graph order",
        how: "senders of every known behavior deliver all the time",
        tests: lives.Terraform,
      },
    ],
    knownBad: [],
  },
  {
    invariant: "I7",
    title: "A call of a deployment fails, is slow, loses its answer, or the engine is killed",
    kept: [
      {
        ...pulumi,
        by: "graph order",
        how: "every call is disturbed in five ways, and repaired by the steps of [the guide](../guides/repair.md): [results](faults.md)",
        tests: ["tests/faults/pulumi/repair-guide.test.ts: has commands that bring a stack together again"],
      },
      {
        ...terraform,
        by: "graph order",
        how: "the same, with OpenTofu: [results](faults-terraform.md)",
        tests: ["tests/faults/terraform/repair-guide.test.ts: has commands that bring a state together again"],
      },
    ],
  },
];
