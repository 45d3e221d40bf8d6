import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { editsOf } from "../e2e/edits";
import { hasNoResources, type HostName, type ZoneName } from "../e2e/matrix";
import { watch } from "../e2e/watch";
import { publish, publishProofs, type KeptRecord } from "../e2e/zone-keeper";
import { withdraw } from "./withdraw";
import { installed, joinDeployment, openDeployment, type Deployment, type EngineName } from "./deployment";
import { firstSettings, type Settings } from "./stack";
import { combinations, head, row, steps, type Step } from "./table";

jest.setTimeout(60_000);

/** Both engines go through everything where that is asked for; else one of them does, and the other through a sample. */
const isFull = process.env["TERRAFORM_FULL"] !== undefined;
const sample = "worker cloudflareDns";

const runs = installed.flatMap((engine) =>
  combinations
    .filter((pair) => isFull || engine === "tofu" || pair.join(" ") === sample)
    .map(([host, zone]) => ({ engine, host, zone })),
);
const rows: string[] = [];

const troubleshooting = path.join(__dirname, "..", "..", "docs", "guides", "troubleshooting.md");

/** The engines' words for a refused removal, as the guide quotes them. */
const explained = [
  ...readFileSync(troubleshooting, "utf8")
    .replaceAll(/\s+/gu, " ")
    .matchAll(/`(has [^`]*destroyed)`/gu),
].map(([, words = ""]) => words);

describe.each(runs)("$host with $zone on $engine", ({ engine, host, zone }) => {
  const done = new Set<Step>();
  let current: Settings = { ...firstSettings, host, zone };
  let deployment: Deployment;
  /** Who runs the host, where that is somebody else. */
  let hoster: Deployment | undefined;
  let endProofs: () => void;

  beforeAll(async () => {
    ({ deployment, hoster, endProofs } = await open(engine, host, zone));
  }, 900_000);
  afterAll(async () => {
    rows.push(row(host, zone, { engine, done }));
    endProofs();
    await hoster?.close();
    await deployment.close();
  });

  /** Applies changed settings, and does by hand what is left to people: the host first, the records last. */
  async function apply(changes: Partial<Settings> = {}): Promise<void> {
    current = { ...current, ...changes };
    if (hoster !== undefined) {
      const { target: _, ...theirs } = current;
      await hoster.configure({ ...theirs, host: "cloudfront", zone: "manualDns" });
      await hoster.apply();
      current = { ...current, target: hoster.bed.cloud.cloudfront.distributions[0]!.domainName };
    }
    await deployment.configure(current);
    await deployment.apply();
    if (zone !== "manualDns") return;
    const { output } = await deployment.must("output", "-json", "mta_sts");
    for (const record of (JSON.parse(output) as Outputs).records) publish(deployment.bed, record);
  }

  async function expectAccepted(): Promise<string> {
    const { verdict, id = "", idOfBody } = await deployment.look();
    expect({ verdict, idOfBody }).toEqual({ verdict: "accepted", idOfBody: id });
    return id;
  }

  async function expectPlanned(exitCode: 0 | 2): Promise<string> {
    const result = await deployment.plan();
    if (result.exitCode !== exitCode) throw new Error(`a plan ended with ${result.exitCode}:\n${result.output}`);
    return result.output;
  }

  async function expectRefused(): Promise<void> {
    const { calls } = deployment.bed.cloud.control;
    const before = calls.length;
    const { exitCode, output } = await deployment.run("destroy", "-auto-approve");
    expect(exitCode).toBe(1);
    const printed = output.replaceAll(/[\s│]+/gu, " ");
    expect(explained.filter((words) => printed.includes(words))).toHaveLength(1);
    expect(calls.slice(before).filter(({ operation }) => operation !== "read")).toEqual([]);
    await expectAccepted();
  }

  const work: Readonly<Record<Step, () => Promise<void>>> = {
    validate: async () => {
      await deployment.configure(current);
      await deployment.must("validate");
    },
    apply: () => apply(),
    "second plan empty": async () => {
      await expectPlanned(0);
    },
    "sender accepts": async () => {
      await expectAccepted();
    },
    "policy change": async () => {
      const before = await expectAccepted();
      await apply({ mx: ["mail.example.com"] });
      expect(await expectAccepted()).not.toBe(before);
      await expectPlanned(0);
    },
    "mode change": async () => {
      await apply({ mode: "enforce" });
      await expectAccepted();
      expect((await deployment.look()).policy?.mode).toBe("enforce");
      await expectPlanned(0);
    },
    "drift planned and repaired": async () => {
      for (const { child, make } of editsOf(host, zone)) {
        await make(deployment.bed);
        expect(await expectPlanned(2)).toMatch(new RegExp(`${child.replace("-", "_")}_\\w+ (?:will|must) be`, "u"));
      }
      await apply();
      await expectPlanned(0);
      await expectAccepted();
    },
    "destroy refused": async () => {
      if (!hasNoResources(host, zone)) await expectRefused();
    },
    retirement: async () => {
      await apply({ mode: "none" });
      await expectAccepted();
      expect((await deployment.look()).policy?.mode).toBe("none");
      if (!hasNoResources(host, zone)) await expectRefused();
      await deployment.configure({ ...current, allowDestroy: true });
      await expectPlanned(0);
    },
    destroy: async () => {
      if (zone === "manualDns") withdraw(deployment.bed, "_mta-sts.example.com", "TXT");
      const undo = deployment.bed.cloud.control.slow({ operation: "delete", ms: 20 });
      const watching = watch(deployment.bed, "example.com");
      // Whoever watches must end in any case, or the test never does.
      const { exitCode, output } = await deployment.run("destroy", "-auto-approve");
      const seen = await watching.stop();
      undo();
      expect({ exitCode, output }).toMatchObject({ exitCode: 0 });
      // The announcement goes first and the host last.
      for (const { txt, verdict } of seen) expect(txt === undefined || verdict === "accepted").toBe(true);
      expect(await deployment.resources()).toEqual([]);
    },
  };

  it.each(steps)("%s", async (step) => {
    await work[step]();
    done.add(step);
  });
});

describe("the table in the documentation", () => {
  const file = path.join(__dirname, "..", "..", "docs", "reference", "terraform.md");

  it("has what was seen here", () => {
    const text = readFileSync(file, "utf8");
    const start = text.indexOf(head[0]!);
    const end = text.indexOf("\n\n", start);
    if (isFull && process.env["WRITE_DOCS"] !== undefined) {
      writeFileSync(file, `${text.slice(0, start)}${[...head, ...rows].join("\n")}${text.slice(end)}`);
    }
    const documented = readFileSync(file, "utf8").slice(start).split("\n\n")[0]!.split("\n");
    expect(documented).toEqual(expect.arrayContaining([...head, ...rows]));
  });
});

interface Outputs {
  readonly records: readonly KeptRecord[];
}

/** An internet with one stack, or with two where the host is somebody else's. */
async function open(engine: EngineName, host: HostName, zone: ZoneName) {
  const kept = zone === "route53" ? {} : { zones: [] };
  const deployment = await openDeployment(engine, { ...kept, delays: { certificateTimeoutMs: 20_000 } });
  const byHand = zone === "manualDns" || host === "external";
  return {
    deployment,
    hoster: host === "external" ? await joinDeployment(engine, deployment.bed) : undefined,
    endProofs: byHand ? publishProofs(deployment.bed) : () => undefined,
  };
}
