import { cloudflareHost, workerSource } from "@mtasts/core";
import { WorkersCustomDomain, type WorkersCustomDomainArgs } from "@pulumi/cloudflare/workersCustomDomain.js";
import { WorkersScript, type WorkersScriptArgs } from "@pulumi/cloudflare/workersScript.js";
import * as pulumi from "@pulumi/pulumi";
/** @ts-ignore Optional: absent where it is not used, also for a compiler that checks declarations. */
import type { RandomId, RandomIdArgs } from "@pulumi/random/randomId.js";
import { hostRecordOptions } from "../host-record.js";
import { cleanOption } from "../late-values.js";
import { optionIssues, type OptionRules } from "../option-rules.js";
import { withProvider } from "../options.js";
import type { PolicyHost, Transform } from "../ports.js";
import { judgedTransforms, transformed, unknown, type DraftOf } from "../transforms.js";
import { createSuffix, suffixDraft } from "./suffix.js";
import { zoneOf } from "./zone.js";

/** Which Cloudflare account and zone host the policy. */
export interface WorkerOptions {
  readonly accountId: pulumi.Input<string>;
  /** The id of the zone that holds the domain: a custom domain exists only there. */
  readonly zoneId: pulumi.Input<string>;
  /**
   * The Cloudflare provider of the Worker.
   *
   * @default the provider of the component
   */
  readonly provider?: pulumi.ProviderResource;
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
 * import { worker } from "pulumi-mtasts/cloudflare";
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
    kind: "worker",
    ...zoneOf(options),
    ...judgedTransforms(options, (site) => [
      suffixDraft,
      workerDraft(options, unknown(), site === undefined ? unknown() : workerSource(site)),
      domainDraft(options, site?.host ?? unknown(), unknown()),
    ]),
    serve(name, site, dns, given) {
      const { provider, transform = {} } = options;
      const ids = {
        accountId: cleanOption("worker", "accountId", options.accountId),
        zoneId: cleanOption("worker", "zoneId", options.zoneId),
      };
      const opts = withProvider(given, provider);
      const suffix = createSuffix(name, transform, given);
      // Cloudflare wants the name spelled out; two stacks in one account must not collide.
      const scriptName = pulumi.interpolate`mta-sts-${suffix.hex}`;
      const source = workerDraft(ids, scriptName, site.apply(workerSource));
      const script = new WorkersScript(`${name}-worker`, transformed(transform, source), opts);
      const customDomain = new WorkersCustomDomain(
        `${name}-host-record`,
        transformed(transform, domainDraft(ids, site.host, script.scriptName)),
        {
          ...opts,
          ...hostRecordOptions({
            component: name,
            own: "cloudflare:index/workersCustomDomain:WorkersCustomDomain",
            nameSuffix: dns.nameSuffix,
          }),
        },
      );
      return { ready: [script, customDomain], nodes: { suffix, worker: script, customDomain } };
    },
  };
}

type Ids = Pick<WorkerOptions, "accountId" | "zoneId">;

function workerDraft(
  { accountId }: Ids,
  scriptName: pulumi.Input<string>,
  content: pulumi.Input<string>,
): DraftOf<WorkersScriptArgs> {
  const { mainModule, compatibilityDate } = cloudflareHost;
  return {
    child: "worker",
    option: "worker",
    args: { accountId, scriptName, content, mainModule, compatibilityDate },
  };
}

function domainDraft(
  { accountId, zoneId }: Ids,
  hostname: pulumi.Input<string>,
  service: pulumi.Input<string>,
): DraftOf<WorkersCustomDomainArgs> {
  const args: WorkersCustomDomainArgs = {
    accountId,
    zoneId,
    hostname,
    service,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- only some versions of the provider know what to take instead
    environment: cloudflareHost.environment,
  };
  return { child: "workerDomain", option: "customDomain", args };
}
