import { describe, expect, it } from "@jest/globals";
import { readDeploymentOutputs } from "../../src/deployment-outputs";
import { checkPlan } from "../../src/plan-check";
import { processorTime } from "../processor-time";

/** The least of several runs, since whatever else runs on the machine only adds to it. */
function least(work: () => void): number {
  return Math.min(...Array.from({ length: 3 }, () => processorTime(work)));
}

/** How much more work an input of four times the size is: 4 if it is linear, 16 if it is quadratic. */
function ratio<T>(made: (size: number) => T, read: (input: T) => void, size: number): number {
  const [small, large] = [made(size), made(4 * size)];
  read(small);
  read(large);
  // Below a millisecond the clock of the processor is too coarse.
  return (
    least(() => {
      read(large);
    }) /
    Math.max(
      1,
      least(() => {
        read(small);
        read(large);
      }),
    )
  );
}

const LIMIT = 9;

function change(address: string, type: string, before: object, after: object | null = before): object {
  const actions = after === null ? ["delete"] : before === after ? ["no-op"] : ["update"];
  return { address, type, change: { actions, before, after } };
}

function judge(changes: readonly object[]): void {
  checkPlan({ format_version: "1.2", resource_changes: changes }, { now: 0 });
}

function judgeSteps(steps: readonly object[]): void {
  checkPlan({ steps }, { now: 0 });
}

const repeated = (text: string, count: number): string => text.repeat(count);
const range = (size: number): readonly number[] => Array.from({ length: size }, (_, i) => i);

const content = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmax_age: 604800\r\n";
const file = { bucket: "b", key: ".well-known/mta-sts.txt", content };
const sts = (i: number) => ({ name: `_mta-sts.d${i}.example`, type: "TXT", ttl: 300, records: ["v=STSv1; id=a1;"] });

type Case = readonly [what: string, made: (size: number) => unknown, read: (input: never) => void, size: number];

/** Every reader of a plan, with the input that is hardest for it. */
const cases: readonly Case[] = [
  [
    "a long URN of the component",
    (n) => [{ op: "same", urn: `urn:pulumi:${repeated("mtasts:index:MtaSts$a::", n)}x-bucke` }],
    judgeSteps,
    20_000,
  ],
  ["a long address", (n) => [change(`${repeated("module.a.", n)}aws_s3_bucket.x_bucket_1`, "a", {})], judge, 50_000],
  ["many domains", (n) => range(n).map((i) => change(`a.r${i}`, "aws_route53_record", sts(i))), judge, 300],
  ["many files in one bucket", (n) => range(n).map((i) => change(`a.f${i}`, "aws_s3_object", file, null)), judge, 250],
  [
    "many hosts of one domain",
    (n) =>
      range(n).map((i) =>
        change(`a.d${i}`, "aws_cloudfront_distribution", { aliases: ["mta-sts.a.example"], id: `${i}` }),
      ),
    judge,
    250,
  ],
  [
    "a Worker full of unfinished literals",
    (n) => [
      change("a.w", "cloudflare_workers_script", {
        content: `/.well-known/mta-sts.txt${repeated('"version: STSv1\\', n)}`,
      }),
    ],
    judge,
    20_000,
  ],
  [
    "a record full of quotes",
    (n) => [change("a.r", "aws_route53_record", { ...sts(1), records: [repeated('" ', n)] })],
    judge,
    20_000,
  ],
  [
    "a bucket policy full of stars",
    (n) => [
      change("a.f", "aws_s3_object", file),
      change("a.p", "aws_s3_bucket_policy", {
        bucket: "b",
        policy: JSON.stringify({
          Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: repeated("*a", n) }],
        }),
      }),
    ],
    judge,
    50_000,
  ],
  ["many steps of one resource", (n) => range(n).map(() => ({ op: "same", urn: "urn:a" })), judgeSteps, 20_000],
  [
    "outputs of many domains",
    (n) => ({
      records: range(n).map((i) => ({ name: `_mta-sts.d${i}.example`, type: "TXT", value: "v=STSv1; id=1;" })),
    }),
    (json: unknown) => readDeploymentOutputs(json),
    1_500,
  ],
];

/** Declares a test for each of the readers. */
export function declareScaling(): void {
  describe("the time that readers take grows with the input, and not with its square", () => {
    it.each(cases)("%s", (_, made, read, size) => {
      const measure = (): number => ratio(made, read as (input: unknown) => void, size);
      // What is quadratic is so every time; a machine that is busy is not.
      let best = measure();
      for (let i = 0; i < 2 && best >= LIMIT; i += 1) best = Math.min(best, measure());
      expect(best).toBeLessThan(LIMIT);
    });
  });
}
