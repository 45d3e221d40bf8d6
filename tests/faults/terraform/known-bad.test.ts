import { expect } from "@jest/globals";
import { checkPlan } from "@mtasts/core/plan-check";
import { publishing } from "../kit/bench";
import { enforce, knownBad, testing, type KnownBad } from "../kit/known-bad";
import { TofuEngine } from "../kit/terraform/engine";
import { openTofu } from "../kit/terraform/subject";

/** The plan check refuses the plan; without it, another policy is served under the announced id. */
const targeted: KnownBad = {
  what: "an update that targets only the policy",
  program: "component",
  start: { ...testing, ...enforce },
  then: async (bench, start) => {
    const { engine, population } = bench;
    if (!(engine instanceof TofuEngine)) throw new Error("another engine has another command");
    const changed = { ...start, mx: [...start.mx, "mx2.example.com"] };
    await engine.configure(changed);
    // A target takes along what it depends on, which is why the record alone would do no harm.
    const target = `-target=${await engine.addressOf("cloudflare_workers_script", "worker")}`;
    await engine.must("plan", "-out=targeted.plan", target);
    const plan = checkPlan(JSON.parse((await engine.must("show", "-json", "targeted.plan")).output), { now: 0 });
    expect(plan.ok && plan.value.issues.map(({ code }) => code)).toEqual(["id-not-changed"]);
    await population.expect(publishing(changed));
    await engine.must("apply", "-auto-approve", target);
    await population.settle();
    await population.pass(2 * 86_400);
  },
  breaks: "I2",
};

knownBad(openTofu, [
  targeted,
  {
    what: "a construct that is removed from the program, and its protection with it",
    program: "component",
    start: { ...testing, ...enforce },
    then: (bench, start) => bench.mustUp({ ...start, program: "removed" }, { kind: "remove" }),
    breaks: "I4",
  },
]);
