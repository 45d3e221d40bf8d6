import path from "node:path";
import { openPulumiStack, type CommandResult, type PulumiStackOptions } from "@mtasts/engines";
import { askAsSender, startTestbed, type SenderView, type Testbed, type TestbedOptions } from "@mtasts/testbed";

/** A program on the real engine, the emulated cloud that it deploys to, and a sender that looks at it. */
export interface Deployment {
  readonly bed: Testbed;
  /** Runs `pulumi`, without questions and colours. */
  readonly pulumi: (...args: readonly string[]) => Promise<CommandResult>;
  /** The same; a failure ends the test with all that was printed. */
  readonly mustPulumi: (...args: readonly string[]) => Promise<CommandResult>;
  /** Sets stack configuration; `undefined` removes a key. */
  readonly configure: (settings: Readonly<Record<string, string | undefined>>) => Promise<void>;
  /** What a sending mail server sees now. */
  readonly look: () => Promise<SenderView>;
  readonly close: () => Promise<void>;
}

/** Options that `pulumi` takes for the commands which ask or draw. */
const batchOptions: Readonly<Record<string, readonly string[]>> = {
  preview: ["--non-interactive", "--color", "never"],
  refresh: ["--yes", "--skip-preview", "--non-interactive", "--color", "never"],
  up: ["--yes", "--skip-preview", "--non-interactive", "--color", "never"],
  destroy: ["--yes", "--skip-preview", "--non-interactive", "--color", "never"],
};

export const examples = path.join(__dirname, "..", "..", "examples");
export const example = path.join(examples, "pulumi-cloudfront-route53");
export const programs = path.join(__dirname, "programs");

/** The settings of a first deployment of the example. */
export const firstSettings = {
  "aws:region": "eu-central-1",
  domain: "example.com",
  mx: '["mail.example.com","*.example.net"]',
  rua: "mailto:tls-reports@example.org",
  zoneId: "Z0EXAMPLECOM",
} as const;

let opened = 0;

/** How a program is run, where Pulumi's language host for Node.js does not run it. */
type Language = Pick<PulumiStackOptions, "engines" | "folders" | "env" | "resident">;

/** Initialises a stack of a program on an internet of its own. */
export async function openDeployment(
  program: string,
  options?: TestbedOptions,
  language?: Language,
): Promise<Deployment> {
  const bed = await startTestbed(options);
  const deployment = await joinDeployment(program, bed, language);
  return {
    ...deployment,
    close: async () => {
      await deployment.close();
      await bed.stop();
    },
  };
}

/** The same on an internet that is there already, and stays when the deployment is closed. */
export async function joinDeployment(program: string, bed: Testbed, language: Language = {}): Promise<Deployment> {
  const stackName = `test-${process.pid}-${(opened += 1)}`;
  const stack = await openPulumiStack({ program, stack: stackName, providers: bed.env, ...language });
  const pulumi = (...args: readonly string[]) => stack.run(...args, ...(batchOptions[args[0] ?? ""] ?? []));
  const mustPulumi = async (...args: readonly string[]) => {
    const result = await pulumi(...args);
    if (result.exitCode !== 0) throw new Error(`${result.command} ended with ${result.exitCode}:\n${result.output}`);
    return result;
  };
  await mustPulumi("stack", "init", stackName);
  return {
    bed,
    pulumi,
    mustPulumi,
    configure: async (settings) => {
      const removed = Object.keys(settings).filter((key) => settings[key] === undefined);
      const set = Object.entries(settings).filter(([, value]) => value !== undefined);
      const pairs = set.flatMap(([key, value]) => ["--plaintext", `${key}=${value}`]);
      if (removed.length > 0) await mustPulumi("config", "rm-all", ...removed);
      if (pairs.length > 0) await mustPulumi("config", "set-all", ...pairs);
    },
    look: () => askAsSender(bed, "example.com"),
    close: () => stack.close(),
  };
}

const anyHost = path.join(programs, "any-host");
/** It is deployed some hundred times, and loads its packages once per stack. */
const resident: Language = { resident: path.join(anyHost, "index.ts") };

/**
 * Opens a stack of the program that takes its policy host and DNS provider from the configuration. Where the program itself is to
 * refuse a deployment, open it with Pulumi's language host: an inline program that fails late does not end.
 */
export function openAnyHost(options?: TestbedOptions): Promise<Deployment> {
  return openDeployment(anyHost, options, resident);
}

/** Another stack of the same program, on an internet that is there already. */
export function joinAnyHost(bed: Testbed): Promise<Deployment> {
  return joinDeployment(anyHost, bed, resident);
}
