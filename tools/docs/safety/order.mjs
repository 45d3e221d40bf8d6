// I1: the ways in which a sender meets an id before its policy, and what stands against each.
import { OWN, CLOUD, pulumi, terraform } from "./where.mjs";

export const order = [
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
];
