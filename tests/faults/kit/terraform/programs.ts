import { createHash } from "node:crypto";
import { planDeployment } from "@mtasts/core";
import { App, TerraformResource, TerraformStack } from "cdktf";
import { MtaSts, type ChildOptions, type DnsProvider, type RecordInputs } from "cdktf-mtasts";
import { cloudfront } from "cdktf-mtasts/aws";
import { Construct } from "constructs";
import type { Program } from "./stack";

/** The programs that a stack can be made by, under the names that Pulumi's have; all but the first and `renamed` are known to be bad. */
export const programs: Readonly<Record<string, Program>> = {
  component: (stack, { args }) => {
    new MtaSts(stack, "mail", args);
  },

  /** The announcement waits for nothing. */
  "no-dependency": (stack, { args }) => {
    const dns = rewired(args.dns, (scope, record, { dependsOn: _, ...opts }) => args.dns.record(scope, record, opts));
    new MtaSts(stack, "mail", { ...args, dns });
  },

  /** A cache between the policy and its readers, with the settings that a distribution has in most examples. */
  "caching-cdn": (stack, { args }) => {
    const { nodes } = new MtaSts(stack, "mail", { ...args, host: cloudfront() });
    // The framework's own way, since the construct's transforms refuse this.
    nodes.policyFile.addOverride("cache_control", undefined);
    nodes.distribution.addOverride("default_cache_behavior", cachingBehavior);
  },

  /** The id is a hash of some of the arguments, instead of what is served. */
  "input-hash": (stack, { args, settings: { domain, mode, mx } }) => {
    const id = createHash("sha256")
      .update(JSON.stringify([domain, mode, mx]))
      .digest("hex")
      .slice(0, 32);
    const dns = rewired(args.dns, (scope, record, opts) =>
      args.dns.record(scope, { ...record, value: `v=STSv1; id=${id};` }, opts),
    );
    new MtaSts(stack, "mail", { ...args, dns });
  },

  /** The host is made after the record, and so it goes before it. */
  "host-after-record": (stack, { args, settings: { domain, mx } }) => {
    const plan = planDeployment({ domain, mx });
    if (!plan.ok) throw new Error("the settings are wrong");
    const first = args.dns.record(new Construct(stack, "first"), { key: "sts-record", ...plan.value.records.sts }, {});
    const host: typeof args.host = {
      ...args.host,
      serve: (scope, site, dns, opts) => {
        const dependsOn = [...(opts.dependsOn ?? []), ...(first === undefined ? [] : [first])];
        return args.host.serve(scope, site, dns, { ...opts, dependsOn });
      },
    };
    new MtaSts(stack, "mail", { ...args, host, dns: rewired(args.dns, () => first) });
  },

  /** The id is a hash of what is served and of nothing else, so that going back announces it again. */
  "plain-hash": (stack, { args }) => {
    new MtaSts(stack, "mail", { ...args, revision: 0 });
  },

  /** The announcement has another address when it changes, and so it is taken away and made anew. */
  "replaced-record": (stack, { args }) => {
    const dns = rewired(args.dns, (scope, record, opts) => {
      const id = createHash("sha256").update(record.value).digest("hex").slice(0, 8);
      return args.dns.record(new Construct(scope, id), record, opts);
    });
    new MtaSts(stack, "mail", { ...args, dns });
  },

  /** The announcement gets a TTL of a day behind the construct's back, so its waits are too short. */
  "other-ttl": (stack, { args }) => {
    // The framework's own way, since the construct sees what its own transforms do.
    new MtaSts(stack, "mail", args).nodes.stsRecord?.addOverride("ttl", 86_400);
  },

  /** Another TXT record at the name of the announcement, which Cloudflare accepts. */
  "second-record": (stack, { args, settings: { domain } }) => {
    new MtaSts(stack, "mail", args);
    const name = `_mta-sts.${domain}`;
    const second = { key: "sts-record", name, type: "TXT", ttl: 300, value: "v=STSv1; id=another;" } as const;
    args.dns.record(new Construct(stack, "second"), second, {});
  },

  /** Not bad: the construct has another id, and takes over what stood under the earlier one. */
  renamed: (stack, { args }) => {
    const earlier = new TerraformStack(new App(), stack.node.id);
    const before = resourcesOf(new MtaSts(earlier, "mail", args));
    for (const [path, resource] of resourcesOf(new MtaSts(stack, "mail-policy", args))) {
      const { terraformResourceType, friendlyUniqueId } = before.get(path) ?? resource;
      resource.moveFromId(`${terraformResourceType}.${friendlyUniqueId}`);
    }
  },

  /** The protection is lifted from the first day on. */
  unprotected: (stack, { args }) => {
    new MtaSts(stack, "mail", { ...args, allowDestroy: true });
  },

  /** The construct is gone from the program, and its protection with it. */
  removed: () => undefined,
};

const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";

const cachingBehavior = {
  allowed_methods: ["GET", "HEAD"],
  cached_methods: ["GET", "HEAD"],
  target_origin_id: "policy",
  viewer_protocol_policy: "allow-all",
  cache_policy_id: cachingOptimized,
};

/** Every resource of a construct, by its place in it. */
function resourcesOf(construct: Construct): ReadonlyMap<string, TerraformResource> {
  const { path } = construct.node;
  const resources = construct.node.findAll().filter((one) => one instanceof TerraformResource);
  return new Map(resources.map((one) => [one.node.path.slice(path.length), one]));
}

/** A DNS provider that wires the record which announces the policy in another way. */
function rewired(
  dns: DnsProvider,
  rewire: (scope: Construct, record: RecordInputs, opts: ChildOptions) => ReturnType<DnsProvider["record"]>,
): DnsProvider {
  return {
    record: (scope, record, opts) =>
      record.key === "sts-record" ? rewire(scope, record, opts) : dns.record(scope, record, opts),
  };
}
