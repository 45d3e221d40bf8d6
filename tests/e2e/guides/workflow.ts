import { readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

/** A command of a job, with the variables that the platform sets for it. */
export interface Step {
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether it runs even after one of its job has failed. */
  readonly always: boolean;
}

/** What a platform does with a job, as far as a test has to know. */
export interface Job {
  /** When it runs, as the file has it. */
  readonly condition: string;
  /** The group in which only one job runs at a time; `undefined` where several may. */
  readonly oneAtATime: string | undefined;
  readonly steps: readonly Step[];
  /** What is left out: actions, and commands that install something. */
  readonly leftOut: readonly string[];
}

export type Jobs = Readonly<Record<string, Job>>;

/** What an expression or a variable of the platform stands for, by its name. */
export type Values = Readonly<Record<string, string>>;

export const pipelines = path.join(__dirname, "..", "..", "..", "examples", "pipelines");

/** Commands that fetch tools. Everything else is run. */
export function installs(command: string): boolean {
  return /^(npm ci|curl --fail .*releases\.hashicorp\.com.*|sha256sum --check .*|unzip -q .* -d \/usr\/local\/bin)$/u.test(
    command,
  );
}

/** A job's commands, one a line. */
export function commandsOf({ steps }: Job): readonly string[] {
  return steps.flatMap(({ script }) => script.trimEnd().split("\n"));
}

interface GithubStep {
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly env?: Values;
}

interface GithubFile {
  readonly env?: Values;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly if: string;
        readonly env?: Values;
        readonly concurrency?: { readonly group: string; readonly "cancel-in-progress": boolean };
        readonly steps: readonly GithubStep[];
      }
    >
  >;
}

/** The jobs of a workflow of GitHub Actions. */
export function githubJobs(file: string, values: Values): Jobs {
  const workflow = parse(readFileSync(path.join(pipelines, file), "utf8")) as GithubFile;
  return mapValues(workflow.jobs, ({ if: condition, env, concurrency, steps }) => ({
    condition,
    oneAtATime: concurrency?.["cancel-in-progress"] === false ? concurrency.group : undefined,
    leftOut: steps.flatMap(({ uses, run = "" }) => (uses !== undefined ? [uses] : installs(run) ? [run] : [])),
    steps: steps
      .filter(({ run }) => run !== undefined && !installs(run))
      .map(({ run: script = "", if: when, env: own }) => {
        if (script.includes("${{")) throw new Error(`a script must get what it needs through env: ${script}`);
        const all = { ...workflow.env, ...env, ...own };
        return {
          script,
          env: mapValues(all, (value) => withExpressions(value, values)),
          always: when === "${{ !cancelled() }}",
        };
      }),
  }));
}

interface GitlabJob {
  readonly stage: string;
  readonly rules: readonly { readonly if: string }[];
  readonly resource_group?: string;
  readonly interruptible?: boolean;
  readonly variables?: Values;
  readonly script: readonly string[];
}

interface GitlabFile {
  readonly default: { readonly before_script: readonly string[] };
  readonly variables: Values;
  readonly [job: string]: unknown;
}

/** The jobs of a pipeline of GitLab. */
export function gitlabJobs(file: string, values: Values): Jobs {
  const pipeline = parse(readFileSync(path.join(pipelines, file), "utf8")) as GitlabFile;
  const { before_script: before } = pipeline.default;
  const jobs = Object.fromEntries(Object.entries(pipeline).filter(([, job]) => isGitlabJob(job))) as Readonly<
    Record<string, GitlabJob>
  >;
  return mapValues(jobs, ({ rules, resource_group: group, interruptible, variables, script }) => {
    const all = [...before, ...script];
    const env = withVariables({ ...pipeline.variables, ...variables }, values);
    return {
      condition: rules.map((rule) => rule.if).join("\n"),
      oneAtATime: interruptible === false ? group : undefined,
      leftOut: all.filter(installs),
      steps: all.filter((line) => !installs(line)).map((line) => ({ script: line, env, always: false })),
    };
  });
}

function isGitlabJob(job: unknown): boolean {
  return typeof job === "object" && job !== null && "script" in job;
}

function withExpressions(text: string, values: Values): string {
  return text.replaceAll(/\$\{\{ ([\w.]+) \}\}/gu, (_, name: string) => valueOf(name, values));
}

function withVariables(variables: Values, values: Values): Values {
  return mapValues(variables, (text) =>
    text.replaceAll(/\$(?:\{(\w+)\}|(\w+))/gu, (_, braced?: string, bare = "") =>
      valueOf(braced ?? String(bare), values),
    ),
  );
}

function valueOf(name: string, values: Values): string {
  const value = values[name];
  if (value === undefined) throw new Error(`nobody sets ${name}`);
  return value;
}

function mapValues<V, W>(record: Readonly<Record<string, V>>, change: (value: V) => W): Readonly<Record<string, W>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
