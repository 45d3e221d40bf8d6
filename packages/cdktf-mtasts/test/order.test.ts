import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { MtaSts, type MtaStsArgs } from "cdktf-mtasts";
import { cloudfront } from "cdktf-mtasts/aws";
import { cloudflareDns, worker } from "cdktf-mtasts/cloudflare";
import { hasEngine, runEngine } from "./engine";
import { children, config, newStack, synth, type Attributes, type Child } from "./harness";

const itRuns = hasEngine ? it : it.skip;

const dns = cloudflareDns({ zoneId: "z1" });
const [onAws, onCloudflare] = [cloudfront(), worker({ accountId: "a1", zoneId: "z1" })];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "mtasts-order-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Args = Pick<MtaStsArgs, "host"> & Partial<MtaStsArgs>;

/** The same resources with the same dependencies, in a cloud that Terraform has itself. */
function withoutCloud(args: Args): Attributes {
  const stack = newStack();
  new MtaSts<object>(stack, "mail", { ...config, dns, ...args });
  const all = children(synth(stack));
  const resources = all.map(({ address, type, attributes }): [string, Attributes] => {
    const { depends_on: _, lifecycle = {}, triggers_replace: trigger = null, ...input } = attributes;
    const text = JSON.stringify(attributes);
    const before = all.filter((other) => other.address !== address && text.includes(other.address)).map(nameOf);
    const same = { lifecycle, triggers_replace: trigger, depends_on: before.map((name) => `terraform_data.${name}`) };
    return [nameOf({ address }), { ...same, input: { type, text: JSON.stringify(input).replaceAll("${", "{") } }];
  });
  return { resource: { terraform_data: Object.fromEntries(resources) } };
}

function nameOf({ address }: Pick<Child, "address">): string {
  return address.replace(".", "-").replace(/_[0-9A-F]{8}$/u, "");
}

function run(...args: readonly string[]): readonly string[] {
  const done = /^terraform_data\.(\w+)-mail_(\S+): (Creation|Destruction|Modifications) complete/u;
  return runEngine(folder, args)
    .split("\n")
    .flatMap((line) => {
      const [, type = "", key = "", what = ""] = done.exec(line) ?? [];
      return what === "" ? [] : [`${what} ${type} ${key}`];
    });
}

/** Applies it, and returns what was done, in order. */
function apply(args: Args): readonly string[] {
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(withoutCloud(args)));
  return run("apply", "-auto-approve");
}

/** Where in the order each of these was done. */
function places(steps: readonly string[], wanted: readonly string[]): readonly number[] {
  return wanted.map((step) => steps.indexOf(step));
}

describe("the engine", () => {
  itRuns("changes the policy first, and announces it last", () => {
    run("init");
    apply({ host: onAws });
    expect(apply({ host: onAws, mx: ["mail.example.com"] })).toEqual([
      "Modifications aws_s3_object policy-file",
      "Modifications cloudflare_dns_record sts-record",
    ]);
    expect(apply({ host: onAws, mx: ["mail.example.com"] })).toEqual([]);
  });

  itRuns("lets the old name go before it publishes the new one, and the announcement stay", () => {
    run("init");
    apply({ host: onAws });
    const steps = apply({ host: onCloudflare });
    const moved = [
      "Destruction cloudflare_dns_record host-record",
      "Destruction terraform_data host-name",
      "Creation terraform_data host-name",
      "Creation cloudflare_workers_custom_domain host-record",
    ];
    expect(steps.filter((step) => /host-|sts-record/u.test(step))).toEqual(moved);
    expect(steps.indexOf("Creation cloudflare_workers_script worker")).toBeLessThan(steps.indexOf(moved[3] ?? ""));
  });

  itRuns("leaves a former host as it is while the name moves, and takes it away later", () => {
    run("init");
    apply({ host: onAws });
    const steps = apply({ host: onCloudflare, previousHost: onAws });
    expect(steps.filter((step) => step.startsWith("Destruction"))).toEqual([
      "Destruction cloudflare_dns_record host-record",
      "Destruction terraform_data host-name",
    ]);
    const isAnnounced = (step: string): boolean => step.startsWith("Modifications") && step.endsWith("sts-record");
    const changed = apply({ host: onCloudflare, previousHost: onAws, maxAge: 86_500 });
    expect(changed.findIndex(isAnnounced)).toBeGreaterThan(changed.indexOf("Modifications aws_s3_object policy-file"));
    const after = apply({ host: onCloudflare, maxAge: 86_500 });
    expect(after).toContain("Destruction aws_cloudfront_distribution distribution");
    expect(after.filter((step) => !step.startsWith("Destruction"))).toEqual([]);
  });

  itRuns("refuses to move what is protected, before anything is done, until that is lifted", () => {
    run("init");
    apply({ host: onAws, mode: "enforce" });
    expect(() => apply({ host: onCloudflare, mode: "enforce" })).toThrow(
      /host-name has\s+lifecycle\.prevent_destroy set/u,
    );
    expect(apply({ host: onAws, mode: "enforce" })).toEqual([]);
    expect(apply({ host: onAws, mode: "enforce", allowDestroy: true })).toEqual([]);
    expect(apply({ host: onCloudflare, mode: "enforce", allowDestroy: true })).toContain(
      "Creation cloudflare_workers_custom_domain host-record",
    );
  });

  itRuns("takes the announcement away first, and the host last", () => {
    run("init");
    apply({ host: onAws });
    const order = [
      "cloudflare_dns_record sts-record",
      "cloudflare_dns_record host-record",
      "aws_s3_object policy-file",
    ];
    const found = places(
      run("destroy", "-auto-approve"),
      order.map((step) => `Destruction ${step}`),
    );
    expect(found).not.toContain(-1);
    expect(found).toEqual([...found].sort((a, b) => a - b));
  });

  itRuns("refuses to destroy what is protected", () => {
    run("init");
    apply({ host: onCloudflare, mode: "enforce" });
    expect(() => run("destroy", "-auto-approve")).toThrow(/prevent_destroy/u);
  });
});
