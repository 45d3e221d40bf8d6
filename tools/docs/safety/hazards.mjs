// The ways in which a deployment can break an invariant, and what stands against each.
// Of an entry, `engine`, `hosts`, and `zones` say where it holds; left out, it holds everywhere.
const OWN = ["cloudfront", "worker", "r2"];
const CLOUD = ["route53", "cloudflareDns"];
const pulumi = { engine: "Pulumi" };
const terraform = { engine: "Terraform" };

const lives = {
  Pulumi: ["tests/e2e/guides.test.ts: were never refused, and saw nothing that should not have been"],
  Terraform: ["tests/terraform/senders.test.ts: a whole life among many senders"],
};

export const invariants = [
  {
    id: "I1",
    title: "order",
    says: "Whenever a resolver can answer the id of a policy, every address that it may hold for the policy host serves that policy or a newer one.",
  },
  { id: "I2", title: "coherence", says: "An id stands for one publication of a policy, and is never announced again." },
  {
    id: "I3",
    title: "coverage",
    says: "Every enforced policy that a sender may still hold covers the MX hosts that a resolver may still answer.",
  },
  {
    id: "I4",
    title: "retirement",
    says: "The record and the host stay until every policy that was ever enforced has expired at every sender.",
  },
  { id: "I5", title: "in place", says: "The `_mta-sts` record is never deleted and created again during a change." },
  { id: "I6", title: "clock", says: "A wait begins when a change is observed, not when it is planned." },
  { id: "I7", title: "delivery", says: "No sender refuses to deliver to a legitimate MX host." },
];

export const hazards = [
  {
    invariant: "I1",
    title: "The id is announced before the policy is served",
    kept: [
      {
        ...pulumi,
        hosts: OWN,
        zones: CLOUD,
        by: "graph order",
        how: "the record depends on everything that serves",
        tests: ["tests/e2e/life-cycle.test.ts: is served before it is announced, however slow the bucket is"],
      },
      {
        ...terraform,
        hosts: OWN,
        zones: CLOUD,
        by: "graph order",
        how: "the record depends on everything that serves",
        tests: ["tests/terraform/failures.test.ts: leaves the announcement alone where the policy could not be stored"],
      },
      {
        ...pulumi,
        zones: ["manualDns"],
        by: "wait",
        how: "the output `records` appears only once the policy is served; without it, you publish the file first",
        tests: [
          "tests/e2e/wait-until-served.test.ts: holds back the records of a zone that is kept by hand, until they are announced",
        ],
      },
      {
        ...terraform,
        zones: ["manualDns"],
        by: "guide",
        how: "publish the file first, then the record ([life cycle](../guides/life-cycle.md))",
      },
      {
        hosts: ["external"],
        zones: CLOUD,
        by: "wait",
        how: "nothing is announced before the host serves it; without it, serve the policy there first",
        tests: [
          "tests/e2e/wait-until-served.test.ts: fails when the time is over, announces nothing, and waits again",
          "tests/terraform/engine-options.test.ts: does not announce what cannot be read, and goes on with the next apply",
        ],
      },
    ],
    knownBad: ["a record that depends on nothing"],
  },
  {
    invariant: "I1",
    title: "A custom domain of Cloudflare's is reported ready before its certificate is issued",
    kept: [
      {
        hosts: ["worker", "r2"],
        by: "wait",
        how: "the first announcement waits for the certificate; set it for these hosts",
        tests: [
          "tests/e2e/wait-until-served.test.ts: announces a Worker's first policy only when its certificate is there",
          "tests/terraform/engine-options.test.ts: announces it once it can be read, and waits no second time",
        ],
      },
      {
        hosts: ["cloudfront"],
        by: "graph order",
        how: "the distribution takes only an issued certificate, and the record waits for the distribution",
        tests: ["tests/e2e/failures.test.ts: the certificate is not issued"],
      },
      { hosts: ["external"], by: "nothing", how: "you run the host; `waitUntilServed` compares what it serves" },
    ],
    knownBad: ["a record that is announced before Cloudflare has issued the certificate of a custom domain"],
  },
  {
    invariant: "I1",
    title: "A cache serves an earlier policy under a new id",
    kept: [
      {
        hosts: OWN,
        by: "arguments",
        how: "no cache is set up, and a `transform` that adds one is refused",
        tests: [
          "packages/core/test/adapter/transforms/judge.test.ts: fixes what the component sets, and frees what it does not",
          "packages/pulumi-mtasts/test/transforms.test.ts: is refused with all other problems, before anything is created",
          "packages/cdktf-mtasts/test/transforms.test.ts: is refused with all other problems, before anything is created",
        ],
      },
      {
        hosts: OWN,
        by: "plan check",
        how: "an update that introduces a cache is refused",
        tests: ["packages/core/test/plan-check/judge-outcome.test.ts: that updates an enforced policy"],
      },
      { hosts: ["external"], by: "nothing", how: "you run the host; `mtasts check` reports caching headers" },
    ],
    knownBad: ["a caching CDN"],
  },
  {
    invariant: "I1",
    title: "The policy host moves in the deployment that changes the policy",
    kept: [
      {
        ...pulumi,
        by: "preflight check",
        how: 'refused with `preflight: "error"`, and a warning otherwise',
        tests: ["tests/e2e/preflight.test.ts: a host that moves with another policy is warned of, and refused"],
      },
      {
        by: "plan check",
        how: "refused for a policy that is enforced",
        tests: ["packages/core/test/plan-check/check-plan.test.ts: host-and-policy-together"],
      },
    ],
    knownBad: ["another host and another id in one deployment"],
  },
  {
    invariant: "I1",
    title: "A deployment with `--target` changes the record or the file alone",
    kept: [
      {
        by: "plan check",
        how: "the outcome of the partial plan is judged, and refused; the engines themselves allow it",
        tests: ["packages/core/test/plan-check/judge-outcome.test.ts: of the record alone is refused for %s"],
      },
    ],
    knownBad: ["an update that targets only the record"],
  },
  {
    invariant: "I1",
    title: "Someone changes a resource behind the engine's back",
    kept: [
      {
        ...pulumi,
        by: "drift",
        how: "`pulumi preview --refresh --expect-no-changes`",
        tests: ["tests/e2e/life-cycle.test.ts: %s shows and is repaired"],
      },
      {
        ...terraform,
        by: "drift",
        how: "`terraform plan -detailed-exitcode`",
        tests: ["tests/terraform/engine-options.test.ts: shows with -refresh-only"],
      },
    ],
  },
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
        how: "refused by default, with the import command",
        tests: [
          "tests/e2e/existing.test.ts: is refused by default, imported by the command in the message, and then changed in place",
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
        how: "refuses the plan, whatever it was made by",
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
        how: "compares the same statements with the live domain",
        tests: ["packages/core/test/preflight/claims-in-plan.test.ts: statedInPlan"],
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
        how: "a plan that deletes the record in one zone and creates it in the other is refused; `previousDns` keeps both",
        tests: [
          "packages/cdktf-mtasts/test/zones.test.ts: begins with nothing but new resources, and ends with nothing but their removal",
        ],
      },
    ],
  },
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
