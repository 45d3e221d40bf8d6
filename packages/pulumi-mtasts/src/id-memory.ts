import type { Issue } from "@mtasts/core";
import { hasError, judgeIds } from "@mtasts/core/adapter";
import * as pulumi from "@pulumi/pulumi";
import type { MtaStsArgs } from "./args.js";
import { lateRefusal, refusalMessage } from "./fail.js";
import { lastDeployment } from "./last-deployment.js";
import type { Planned } from "./late-plan.js";
import { withCleanRejections } from "./late-values.js";
import { withoutSecrets } from "./secrets.js";

/** The planned id beside those that were announced before. */
export interface IdMemory {
  /** What was found; unknown where the arguments are. */
  readonly judged: pulumi.Output<JudgedIds>;
  /**
   * Every id that was ever announced, the planned one last. Rejects where that one is refused, so it is made only when it is
   * asked for: a rejection that nothing listens to would end the program.
   */
  readonly announcedIds: () => pulumi.Output<readonly string[]>;
}

/** The verdict, and what it rests on. */
export interface JudgedIds {
  readonly issues: readonly Issue[];
  readonly announcedIds: readonly string[];
  /** Whether the engine's state remembers an id of the domain: then nothing has to be guessed from what is live. */
  readonly isRemembered: boolean;
  /** Why the state could not be read, in one line; the empty text where it could. */
  readonly note: string;
}

/** Begins to read the state at once, before anything of the program changes it. */
export function rememberIds(
  name: string,
  { announcedIds: declared = [] }: MtaStsArgs,
  planned: pulumi.Output<Planned>,
): IdMemory {
  const reading = lastDeployment();
  const given = pulumi.output({ planned, declared: withCleanRejections(name, declared) });
  const judged = given.apply(async ({ planned: { plan }, declared: ids }): Promise<JudgedIds> => {
    // Until it is judged, the process must not take leave of the engine.
    const done = pulumi.runtime.rpcKeepAlive();
    try {
      const memory = await reading;
      const last = memory.isKnown ? memory.domains.get(plan.domain) : undefined;
      const { issues, announcedIds } = judgeIds({ plan, last, declared: ids as readonly string[] });
      const shown = (await pulumi.isSecret(given)) ? withoutSecrets(issues, ["revision"]) : issues;
      const note = memory.isKnown ? "" : memory.note;
      return { issues: shown, announcedIds, isRemembered: last !== undefined, note };
    } finally {
      done();
    }
  });
  let passed: pulumi.Output<readonly string[]> | undefined;
  return { judged, announcedIds: () => (passed ??= passing(name, judged)) };
}

/** Belongs into the component's own options: it rejects where the planned id is refused. */
export function idGate(memory: IdMemory | undefined): pulumi.ResourceOptions {
  return memory === undefined ? {} : { dependsOn: memory.announcedIds().apply(() => []) };
}

function passing(name: string, judged: pulumi.Output<JudgedIds>): pulumi.Output<readonly string[]> {
  return judged.apply(({ issues, announcedIds }) => {
    if (hasError(issues)) throw lateRefusal(refusalMessage(name, issues, "with what was deployed before"));
    return announcedIds;
  });
}
