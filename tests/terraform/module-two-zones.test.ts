import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { moment } from "@mtasts/core/lifecycle";
import { zoneId } from "../e2e/accounts";
import { installed, openDeployment, type Deployment } from "./deployment";
import { applyJudged, judgedPlan, type JudgedPlan } from "./judged-plan";
import { configurationOf, firstVariables, folderOf, formerZoneFolder } from "./module-deployment";

jest.setTimeout(90_000);

/** Terraform where everything is asked for, if it is installed. */
const engine = process.env["TERRAFORM_FULL"] === undefined ? "tofu" : installed[installed.length - 1]!;

const newZoneId = "Z0EXAMPLENEW";
const target = "policies.provider.example";
const recordNames = ["sts_record", "host_record", "tls_rpt_record[0]"] as const;

/** A resource that is still declared cannot be moved away, so the module of the policy is called under another name. */
interface Settings {
  readonly name: "mta_sts" | "mta_sts_2";
  readonly zone_id: string;
  /** The times of the move, while the former zone is kept. */
  readonly former?: { readonly delegated_since?: string };
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

/** Every record of one module to another one. */
function handOver(from: string, to: string): NonNullable<Settings["moved"]> {
  return recordNames.map((name) => ({
    from: `module.${from}.aws_route53_record.${name}`,
    to: `module.${to}.aws_route53_record.${name}`,
  }));
}

const before: Settings = { name: "mta_sts", zone_id: zoneId };
const begun: Settings = {
  name: "mta_sts_2",
  zone_id: newZoneId,
  former: {},
  moved: [{ from: "module.mta_sts", to: "module.mta_sts_2" }, ...handOver("mta_sts", "former_zone")],
};
const givenUp: Settings = {
  ...before,
  moved: [
    { from: "module.mta_sts_2", to: "module.mta_sts" },
    ...handOver("former_zone", "mta_sts"),
    // No such module is called, so these are deleted.
    ...handOver("mta_sts_2", "given_up"),
  ],
};
const after: Settings = { name: "mta_sts_2", zone_id: newZoneId };

let deployment: Deployment;
let root: string;

beforeAll(async () => {
  const zones = [zoneId, newZoneId].map((id) => ({ id, name: "example.com" }));
  deployment = await openDeployment(engine, { zones });
  root = path.join(deployment.outdir, "stacks", "mta-sts");
  mkdirSync(root, { recursive: true });
  cpSync(folderOf("external", "route53"), path.join(root, "policy"), { recursive: true });
  cpSync(formerZoneFolder("route53"), path.join(root, "former"), { recursive: true });
}, 900_000);
afterAll(() => deployment.close());

async function configure({ name, zone_id, former, moved }: Settings): Promise<void> {
  const policy = { source: "./policy", ...firstVariables, mode: "enforce", target, zone_id };
  const records = `\${module.${name}.zone_records}`;
  const former_zone = former && { source: "./former", records, zone_id: zoneId, ...former };
  const calls = { [name]: policy, ...(former_zone === undefined ? {} : { former_zone }) };
  const configuration = { ...configurationOf(calls), ...(moved === undefined ? {} : { moved }) };
  writeFileSync(path.join(root, "main.tf.json"), JSON.stringify(configuration));
  await deployment.must("init");
}

async function planned(settings: Settings): Promise<JudgedPlan> {
  await configure(settings);
  return await judgedPlan(deployment);
}

describe("a move between two zones at one provider", () => {
  const created = Array(3).fill("create aws_route53_record");
  const deleted = Array(3).fill("delete aws_route53_record");

  it("is refused in place by the engine", async () => {
    await planned(before);
    await applyJudged(deployment);
    for (const refused of [
      { ...before, zone_id: newZoneId },
      { ...before, zone_id: newZoneId, former: {} },
    ]) {
      await configure(refused);
      const { exitCode, output } = await deployment.run("plan");
      expect(exitCode).toBe(1);
      expect(output).toContain("prevent_destroy");
    }
  });

  it("begins with creations in the new zone, and can be given up", async () => {
    expect(await planned(begun)).toEqual({ actions: ["create aws_route53_record"], issues: [] });
    expect(await applyJudged(deployment)).toEqual(created);
    expect((await deployment.plan()).exitCode).toBe(0);
    expect(await planned(givenUp)).toEqual({ actions: ["delete aws_route53_record"], issues: [] });
    expect(await applyJudged(deployment)).toEqual(deleted);
    expect((await planned(before)).actions).toEqual([]);
  });

  it("ends with removals in the former zone, once its time has come", async () => {
    await planned(begun);
    expect(await applyJudged(deployment)).toEqual(created);
    expect((await planned(after)).issues).toEqual(["zone-dropped-too-early"]);
    const delegated_since = moment(Math.floor(Date.now() / 1_000) - 3 * 86_400);
    await planned({ ...after, former: { delegated_since } });
    expect(await applyJudged(deployment)).toEqual([]);
    expect(await planned(after)).toEqual({ actions: ["delete aws_route53_record"], issues: [] });
    expect(await applyJudged(deployment)).toEqual(deleted);
    expect((await deployment.plan()).exitCode).toBe(0);
  });
});
