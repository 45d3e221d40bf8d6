import { cloudflareHost, workerSource } from "@mtasts/core";
import type { TerraformProvider } from "../framework.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { withProvider } from "../options.js";
import { unchanged, type PolicyHost, type Transform } from "../ports.js";
import {
  WorkersCustomDomain,
  WorkersScript,
  type RandomId,
  type RandomIdArgs,
  type WorkersCustomDomainArgs,
  type WorkersScriptArgs,
} from "./resources.js";
import { createSuffix } from "./suffix.js";
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
    ownsName: true,
    ...zoneOf(options),
    serve(scope, site, _dns, given) {
      const { accountId, zoneId, provider, transform = {} } = options;
      const opts = withProvider(given, provider);
      const suffix = createSuffix(scope, transform.suffix, given);
      const workerArgs: WorkersScriptArgs = {
        account_id: accountId,
        // Cloudflare wants the name spelled out; two stacks in one account must not collide.
        script_name: `mta-sts-${suffix.hex}`,
        content: workerSource(site),
        main_module: cloudflareHost.mainModule,
        compatibility_date: cloudflareHost.compatibilityDate,
      };
      const script = new WorkersScript(scope, "worker", (transform.worker ?? unchanged)(workerArgs), opts);
      const domainArgs: WorkersCustomDomainArgs = {
        account_id: accountId,
        zone_id: zoneId,
        hostname: site.host,
        service: script.scriptName,
        environment: cloudflareHost.environment,
      };
      const customDomain = new WorkersCustomDomain(
        scope,
        "host-record",
        (transform.customDomain ?? unchanged)(domainArgs),
        opts,
      );
      return { ready: [script, customDomain], nodes: { suffix, worker: script, customDomain } };
    },
  };
}
