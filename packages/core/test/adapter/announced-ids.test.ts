import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatIssues, planDeployment, type DeploymentPlan } from "../../src";
import { judgeIds } from "../../src/adapter/announced-ids";
import type { LastDeployment } from "../../src/adapter/last-deployment";

/** Policies by name, and what a state may hold of them. */
const hosts = { A: "a.example.com", B: "b.example.com", C: "c.example.com" } as const;
type Name = keyof typeof hosts;

function planOf(name: Name, revision = 0): DeploymentPlan {
  const plan = planDeployment({ domain: "example.com", mx: [hosts[name]], revision });
  if (!plan.ok) throw new Error("the plan is right");
  return plan.value;
}

const idOf = (name: string): string => (name in hosts ? planOf(name as Name).policyId : name);
const nameOf = (id: string): string => Object.keys(hosts).find((name) => idOf(name) === id) ?? id;

interface State {
  readonly outputs?: string;
  readonly policyId?: string;
  readonly record?: string;
  readonly files?: string;
}

/** Each letter of a text is a policy. */
function lastOf({ outputs = "", policyId, record, files = "" }: State): LastDeployment {
  const policy = policyId === undefined ? {} : { policyId: idOf(policyId) };
  const component = { urn: "u", name: "mail", announcedIds: Array.from(outputs, idOf), outputs: {}, ...policy };
  const txt = { urn: "r", type: "t", value: "" };
  return {
    domain: "example.com",
    components: [component],
    records: record === undefined ? [] : [{ ...txt, policyId: idOf(record) }],
    files: Array.from(files, (name) => ({ urn: "f", type: "t", body: "", policyId: idOf(name) })),
    children: [],
  };
}

function judged(planned: Name, state: State | undefined, declared = "") {
  const verdict = judgeIds({
    plan: planOf(planned),
    last: state === undefined ? undefined : lastOf(state),
    declared: Array.from(declared, idOf),
  });
  const told = verdict.issues.map(({ code }) => code).join();
  return `${told === "" ? "passes" : told}: ${verdict.announcedIds.map(nameOf).join("")}`;
}

describe("judgeIds", () => {
  it.each<[string, Name, State | undefined, string]>([
    ["a first deployment", "A", undefined, "passes: A"],
    ["nothing changes", "B", { outputs: "AB", record: "B", files: "B" }, "passes: AB"],
    ["a new policy", "C", { outputs: "AB", record: "B", files: "B" }, "passes: ABC"],
    ["a return to an earlier policy", "A", { outputs: "AB", record: "B", files: "B" }, "id-reused: BA"],
    ["a return over two policies", "A", { outputs: "ABC", record: "C", files: "C" }, "id-reused: BCA"],
    // the record is kept by hand, and nothing shows the bytes
    ["a return without record and file", "A", { outputs: "AB" }, "id-reused: BA"],
    ["a return with the record alone", "A", { outputs: "AB", record: "B" }, "id-reused: BA"],
    // the state of an earlier version
    ["a state without a memory", "A", { policyId: "A", record: "A", files: "A" }, "passes: A"],
    ["a change after such a state", "B", { policyId: "A", record: "A", files: "A" }, "passes: AB"],
    // a deployment stopped between
    ["forward, nothing had changed", "B", { outputs: "AB", record: "A", files: "A" }, "passes: AB"],
    ["forward, the file had changed", "B", { outputs: "AB", record: "A", files: "B" }, "passes: AB"],
    ["back, nothing had changed", "A", { outputs: "AB", record: "A", files: "A" }, "passes: A"],
    ["back, the file had changed", "A", { outputs: "AB", record: "A", files: "B" }, "id-reused: BA"],
    ["back, one of two files had changed", "A", { outputs: "AB", record: "A", files: "AB" }, "id-reused: BA"],
    ["back, and nothing shows the file", "A", { outputs: "AB", record: "A" }, "id-reused: BA"],
    ["back by two, nothing had changed", "A", { outputs: "ABC", record: "B", files: "B" }, "id-reused: BA"],
    ["another policy, nothing had changed", "C", { outputs: "AB", record: "A", files: "A" }, "passes: AC"],
    ["another policy, the file had changed", "C", { outputs: "AB", record: "A", files: "B" }, "passes: ABC"],
    ["another policy, and nothing shows the file", "C", { outputs: "AB", record: "A" }, "passes: ABC"],
    // the program ended before it wrote its outputs
    ["forward, unwritten, the file had changed", "B", { outputs: "A", record: "A", files: "B" }, "passes: AB"],
    ["back, unwritten, the file had changed", "A", { outputs: "A", record: "A", files: "B" }, "id-reused: BA"],
    ["back, unwritten, one of two files had changed", "A", { outputs: "A", record: "A", files: "BA" }, "id-reused: BA"],
    ["another policy, unwritten, the file had changed", "C", { outputs: "A", record: "A", files: "B" }, "passes: ABC"],
    ["back, unwritten, the record is kept by hand", "A", { outputs: "A", files: "B" }, "id-reused: BA"],
    ["forward, unwritten", "B", { outputs: "A", record: "B", files: "B" }, "passes: AB"],
    ["back, unwritten", "A", { outputs: "A", record: "B", files: "B" }, "id-reused: BA"],
    ["back, unwritten, and nothing shows the file", "A", { outputs: "A", record: "B" }, "id-reused: BA"],
    // the record was edited by hand, and read by a refresh
    ["a foreign id in the record", "A", { outputs: "A", record: "X", files: "A" }, "passes: XA"],
    ["an earlier id in the record", "B", { outputs: "AB", record: "A", files: "B" }, "passes: AB"],
    ["a return to it", "A", { outputs: "AB", record: "A", files: "B" }, "id-reused: BA"],
    ["a record that is taken over", "A", { record: "X" }, "passes: XA"],
  ])("%s", (_, planned, state, verdict) => {
    expect(judged(planned, state)).toBe(verdict);
  });

  it("merges what was announced by other means", () => {
    expect(judged("C", { outputs: "AB", record: "B", files: "B" }, "XA")).toBe("passes: XABC");
    expect(judged("A", undefined, "AB")).toBe("id-reused: BA");
  });

  it("says which revision to write", () => {
    const plan = planOf("A");
    const revisions = [0, 1].map((revision) => planOf("A", revision).policyId);
    const last = lastOf({ record: "B", files: "B" });
    const announcedIds = [...revisions, idOf("B")];
    const told = judgeIds({ plan, last: { ...last, components: [{ ...last.components[0]!, announcedIds }] } });
    expect(formatIssues(told.issues)).toBe(
      `revision: the id of this policy, "${plan.policyId}", was announced before another one, and a sender that holds another policy under it would not fetch again, got 0; write 2 (RFC 8461 §3.1) [id-reused]`,
    );
  });

  it("lets no id return, whatever is deployed, and each raised revision pass", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Name>("A", "B", "C"), { maxLength: 12 }), (names) => {
        const announced: string[] = [];
        let last: LastDeployment | undefined;
        let revision = 0;
        for (const name of names) {
          const refused = judgeIds({ plan: planOf(name, revision), last }).issues[0];
          const [, write = "0"] = /write (\d+)$/u.exec(refused?.message ?? "") ?? [];
          revision = Math.max(revision, Number(write));
          const plan = planOf(name, revision);
          const verdict = judgeIds({ plan, last });
          if (verdict.issues.length > 0) return false;
          if (announced.at(-1) !== plan.policyId && announced.includes(plan.policyId)) return false;
          announced.push(plan.policyId);
          last = stateAfter(plan, verdict.announcedIds);
        }
        return true;
      }),
    );
  });

  it("stays linear in the ids", () => {
    const many = Array.from({ length: 100_000 }, (_, i) => `id${i}`);
    const last = stateAfter(planOf("A"), many);
    expect(judgeIds({ plan: planOf("B"), last, declared: many.slice(0, 1_000) }).announcedIds).toHaveLength(10_000);
  });
});

function stateAfter({ policyId, site }: DeploymentPlan, announcedIds: readonly string[]): LastDeployment {
  return {
    domain: "example.com",
    components: [{ urn: "u", name: "mail", policyId, announcedIds, outputs: {} }],
    records: [{ urn: "r", type: "t", value: "", policyId }],
    files: [{ urn: "f", type: "t", body: site.body, policyId }],
    children: [],
  };
}
