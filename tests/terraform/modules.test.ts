import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bucketPolicy } from "@mtasts/core";
import { readDeploymentOutputs } from "@mtasts/core/deployment-outputs";
import { checkPlan } from "@mtasts/core/plan-check";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { editsOf } from "../e2e/edits";
import type { ZoneName } from "../e2e/matrix";
import { watch } from "../e2e/watch";
import { publish, type KeptRecord } from "../e2e/zone-keeper";
import { installed, type EngineName } from "./deployment";
import {
  firstVariables,
  modules,
  openModule,
  type ModuleDeployment,
  type ModuleZone,
  type Variables,
} from "./module-deployment";
import { moduleHead, moduleRow, moduleSteps, type ModuleStep } from "./table";
import { withdraw } from "./withdraw";

jest.setTimeout(60_000);

/** Both engines go through every module where that is asked for; else through some, so that each file of ours is applied. */
const isFull = process.env["TERRAFORM_FULL"] !== undefined;
const samples: Readonly<Record<EngineName, readonly string[]>> = {
  tofu: ["cloudfront route53", "cloudfront manual", "r2 cloudflare", "external route53"],
  terraform: ["worker cloudflare"],
};

const runs = installed.flatMap((engine) =>
  modules
    .filter((pair) => isFull || samples[engine].includes(pair.join(" ")))
    .map(([host, zone]) => ({ engine, host, zone })),
);
const rows: string[] = [];
const zoneNames: Readonly<Record<ModuleZone, ZoneName>> = {
  route53: "route53",
  cloudflare: "cloudflareDns",
  manual: "manualDns",
};

describe.each(runs)("the module for $host with $zone on $engine", ({ engine, host, zone }) => {
  const done = new Set<ModuleStep>();
  let current: Variables = firstVariables;
  let module: ModuleDeployment;

  beforeAll(async () => {
    module = await openModule(engine, host, zone);
  }, 900_000);
  afterAll(async () => {
    rows.push(moduleRow(host, zone, { engine, done }));
    await module.close();
  });

  /** Applies changed variables, and does by hand what is left to people: the host first, the records last. */
  async function apply(changes: Variables = {}): Promise<void> {
    current = { ...current, ...changes };
    await module.apply(current);
    if (zone !== "manual") return;
    const { output } = await module.engine.must("output", "-json", "mta_sts");
    for (const record of (JSON.parse(output) as Outputs).records) publish(module.engine.bed, record);
  }

  async function expectAccepted(): Promise<string> {
    const { verdict, id = "", idOfBody } = await module.engine.look();
    expect({ verdict, idOfBody }).toEqual({ verdict: "accepted", idOfBody: id });
    return id;
  }

  async function expectPlanned(exitCode: 0 | 2): Promise<string> {
    const result = await module.engine.plan();
    if (result.exitCode !== exitCode) throw new Error(`a plan ended with ${result.exitCode}:\n${result.output}`);
    return result.output;
  }

  async function addresses(): Promise<readonly string[]> {
    const { output } = await module.engine.must("state", "list");
    return output.split("\n").filter((line) => line.startsWith("module."));
  }

  async function expectRefused(): Promise<void> {
    const { calls } = module.engine.bed.cloud.control;
    const before = calls.length;
    const { exitCode, output } = await module.engine.run("destroy", "-auto-approve");
    expect(exitCode).toBe(1);
    expect(output).toContain("prevent_destroy");
    expect(calls.slice(before).filter(({ operation }) => operation !== "read")).toEqual([]);
    await expectAccepted();
  }

  /** The document is known after an apply only, so that no plan tells it. */
  async function expectBucketPolicy(): Promise<void> {
    const { output } = await module.engine.must("show", "-json");
    const { values } = JSON.parse(output) as State;
    const byType = new Map(values.root_module.child_modules[0]!.resources.map((one) => [one.type, one.values]));
    const arns = {
      bucketArn: String(byType.get("aws_s3_bucket")!["arn"]),
      distributionArn: String(byType.get("aws_cloudfront_distribution")!["arn"]),
    };
    const policy = String(byType.get("aws_s3_bucket_policy")!["policy"]);
    expect(JSON.parse(policy)).toEqual(JSON.parse(bucketPolicy(arns)));
  }

  const work: Readonly<Record<ModuleStep, () => Promise<void>>> = {
    "fmt, validate": async () => {
      await module.engine.must("fmt", "-check", "-diff", module.folder);
      await module.configure(current);
      await module.engine.must("validate");
    },
    apply: () => apply(),
    "second plan empty": async () => {
      await expectPlanned(0);
    },
    "sender accepts": async () => {
      const id = await expectAccepted();
      // What `mtasts check --expect` reads.
      const outputs = readDeploymentOutputs(JSON.parse((await module.engine.must("output", "-json")).output));
      expect(outputs).toMatchObject([{ domain: "example.com", policyId: id }]);
      expect(outputs[0]!.records!.at(-1)).toMatchObject({ name: "_mta-sts.example.com", value: `v=STSv1; id=${id};` });
      if (host === "cloudfront") await expectBucketPolicy();
    },
    "policy change": async () => {
      const before = await expectAccepted();
      await apply({ mx: ["mail.example.com"], mode: "enforce" });
      expect(await expectAccepted()).not.toBe(before);
      expect((await module.engine.look()).policy?.mode).toBe("enforce");
      await expectPlanned(0);
    },
    "drift planned and repaired": async () => {
      const edits = editsOf(host, zoneNames[zone]);
      for (const { make } of edits) await make(module.engine.bed);
      const planned = edits.length === 0 ? "" : await expectPlanned(2);
      for (const { child } of edits) {
        const name = child.replace("mail-", "").replaceAll("-", "_");
        expect(planned).toMatch(new RegExp(`\\.${name}(\\[0\\])? (?:will|must) be`, "u"));
      }
      await apply();
      await expectPlanned(0);
      await expectAccepted();
    },
    "destroy refused": () => expectRefused(),
    "removed block caught": async () => {
      await module.remove();
      await module.engine.must("plan", "-out=planned");
      const { output } = await module.engine.must("show", "-json", "planned");
      const plan = checkPlan(JSON.parse(output), { now: 0 });
      if (!plan.ok) throw new Error(JSON.stringify(plan.issues));
      expect(plan.value.domains.map(({ domain }) => domain)).toEqual(["example.com"]);
      expect(plan.value.issues.some(({ severity }) => severity === "error")).toBe(true);
    },
    "roll-back": async () => {
      const before = await expectAccepted();
      await apply({ ...firstVariables, mode: "testing", revision: 1 });
      expect(await expectAccepted()).not.toBe(before);
      expect((await module.engine.look()).policy).toMatchObject({ mode: "testing", maxAge: 86_401 });
    },
    retirement: async () => {
      await apply({ mode: "none" });
      await expectAccepted();
      expect((await module.engine.look()).policy?.mode).toBe("none");
      await expectRefused();
      module.follow("sed -i.bak 's/prevent_destroy");
      await module.engine.must("fmt", "-check", "-diff", module.folder);
      await expectPlanned(0);
    },
    destroy: async () => {
      const { bed } = module.engine;
      if (zone === "manual") withdraw(bed, "_mta-sts.example.com", "TXT");
      const undo = bed.cloud.control.slow({ operation: "delete", ms: 20 });
      const watching = watch(bed, "example.com");
      const destroying = module.engine.must("destroy", "-auto-approve").finally(undo);
      const seen = await destroying.finally(watching.stop).then(watching.stop);
      // The announcement goes first and the host last.
      for (const { txt, verdict } of seen) expect(txt === undefined || verdict === "accepted").toBe(true);
      expect(await addresses()).toEqual([]);
    },
  };

  it.each(moduleSteps)("%s", async (step) => {
    await work[step]();
    done.add(step);
  });
});

describe("the table in the documentation", () => {
  const file = path.join(__dirname, "..", "..", "docs", "reference", "terraform-modules.md");

  it("has what was seen here", () => {
    const text = readFileSync(file, "utf8");
    const start = text.indexOf(moduleHead[0]!);
    const end = text.indexOf("\n\n", start);
    if (isFull && process.env["WRITE_DOCS"] !== undefined) {
      writeFileSync(file, `${text.slice(0, start)}${[...moduleHead, ...rows].join("\n")}${text.slice(end)}`);
    }
    const documented = readFileSync(file, "utf8").slice(start).split("\n\n")[0]!.split("\n");
    expect(documented).toEqual(expect.arrayContaining([...moduleHead, ...rows]));
  });
});

interface State {
  readonly values: {
    readonly root_module: {
      readonly child_modules: readonly {
        readonly resources: readonly { readonly type: string; readonly values: Readonly<Record<string, unknown>> }[];
      }[];
    };
  };
}

interface Outputs {
  readonly records: readonly KeptRecord[];
}
