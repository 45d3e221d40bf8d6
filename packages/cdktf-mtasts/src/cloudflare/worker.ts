import { cloudflareHost, workerSource } from "@mtasts/core";
import type { TerraformProvider } from "../framework.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { withProvider } from "../options.js";
import type { PolicyHost, Transform } from "../ports.js";
import { judgedTransforms, transformed, UNKNOWN, type DraftOf } from "../transforms.js";
import {
  WorkersCustomDomain,
  WorkersScript,
  type RandomId,
  type RandomIdArgs,
  type WorkersCustomDomainArgs,
  type WorkersScriptArgs,
} from "./resources.js";
import { createSuffix, suffixDraft } from "./suffix.js";
import { zoneOf } from "./zone.js";

/** Which Cloudflare account and zone host the policy. */
export interface WorkerOptions {
  readonly accountId: string;
  /** The id of the zone that holds the domain: a custom domain exists only there. */
  readonly zoneId: string;
  /**
   * The Cloudflare provider of the Worker.
   *
   * @default the stack's Cloudflare provider without an alias
   */
  readonly provider?: TerraformProvider;
  /** Changes to the arguments of single children. */
  readonly transform?: {
    readonly suffix?: Transform<RandomIdArgs>;
    readonly worker?: Transform<WorkersScriptArgs>;
    readonly customDomain?: Transform<WorkersCustomDomainArgs>;
  };
}

/** The resources of the host. */
export interface WorkerNodes {
  readonly suffix: RandomId;
  readonly worker: WorkersScript;
  readonly customDomain: WorkersCustomDomain;
}

const rules: OptionRules = {
  texts: { accountId: "01a7362d577a6c3019a474fd6f485823", zoneId: "023e105f4ecef8ad9ca31a8372d0c353" },
  optionalProviders: ["provider"],
  children: ["suffix", "worker", "customDomain"],
};

/**
 * Hosts the policy in a Cloudflare Worker that holds its exact bytes, under a custom domain with a certificate of its own.
 * Policy and code are one upload, so there is nothing to cache and nothing to purge.
 *
 * The custom domain publishes `mta-sts.<domain>` itself: no CNAME is made. Its certificate is issued later, and nobody waits for
 * it but `waitUntilServed`, which should be on.
 *
 * @example
 * import { worker } from "cdktf-mtasts/cloudflare";
 *
 * const host = worker({
 *   accountId: "01a7362d577a6c3019a474fd6f485823",
 *   zoneId: "023e105f4ecef8ad9ca31a8372d0c353",
 * });
 */
export function worker(options: WorkerOptions): PolicyHost<WorkerNodes> {
  return {
    issues: optionIssues(options, rules),
    kind: "worker",
    ownsName: true,
    ...zoneOf(options),
    ...judgedTransforms(options, (site) => [
      suffixDraft,
      workerDraft(options, UNKNOWN, site === undefined ? UNKNOWN : workerSource(site)),
      domainDraft(options, site?.host ?? UNKNOWN, UNKNOWN),
    ]),
    serve(scope, site, _dns, given) {
      const { provider, transform = {} } = options;
      const opts = withProvider(given, provider);
      const suffix = createSuffix(scope, transform, given);
      // Cloudflare wants the name spelled out; two stacks in one account must not collide.
      const source = workerDraft(options, `mta-sts-${suffix.hex}`, workerSource(site));
      const script = new WorkersScript(scope, "worker", transformed(transform, source), opts);
      const customDomain = new WorkersCustomDomain(
        scope,
        "host-record",
        transformed(transform, domainDraft(options, site.host, script.scriptName)),
        opts,
      );
      return { ready: [script, customDomain], nodes: { suffix, worker: script, customDomain } };
    },
  };
}

type Ids = Pick<WorkerOptions, "accountId" | "zoneId">;

function workerDraft({ accountId }: Ids, scriptName: string, content: string): DraftOf<WorkersScriptArgs> {
  const args = {
    account_id: accountId,
    script_name: scriptName,
    content,
    main_module: cloudflareHost.mainModule,
    compatibility_date: cloudflareHost.compatibilityDate,
  };
  return { child: "worker", option: "worker", args };
}

function domainDraft({ accountId, zoneId }: Ids, hostname: string, service: string): DraftOf<WorkersCustomDomainArgs> {
  const { environment } = cloudflareHost;
  const args = { account_id: accountId, zone_id: zoneId, hostname, service, environment };
  return { child: "workerDomain", option: "customDomain", args };
}
