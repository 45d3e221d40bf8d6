import type { Observed } from "./client";
import type { Recorded } from "./moto";
import type { Plan } from "./plan";
import type { Outputs, Policy, World } from "./world";

/** What was to be seen of a deployment. */
export interface Seen {
  readonly outputs: Outputs;
  readonly observed: Observed;
}

/** A first apply, and what a plan made directly after it would do. */
export interface Deployed {
  readonly seen: Seen;
  readonly secondPlan: Plan;
  /** The requests of the first apply. */
  readonly sent: readonly Recorded[];
}

/** A deployment from the first apply to the destroy. */
export interface WholeLife extends Deployed {
  readonly changePlan: Plan;
  readonly changed: Seen;
  readonly refusal: { readonly exitCode: number; readonly output: string };
  readonly afterRefusal: Observed;
  readonly left: Observed;
}

/** A deployment that somebody edited, and that was repaired. */
export interface RepairedLife extends Deployed {
  readonly edited: Observed;
  readonly driftExitCode: number;
  readonly driftPlan: Plan;
  readonly repaired: Seen;
}

async function look(world: World): Promise<Seen> {
  return { outputs: await world.outputs(), observed: await world.client.observe(world.zone) };
}

async function deploy(world: World): Promise<Deployed> {
  await world.terraform.must("apply", "-auto-approve");
  const sent = await world.moto.recorded();
  return { seen: await look(world), sent, secondPlan: await world.plan() };
}

/** Deploys, changes to another policy, is refused the destroy, and destroys. */
export async function liveWhole(world: World, changed: Policy): Promise<WholeLife> {
  const deployed = await deploy(world);
  world.configure(changed);
  const changePlan = await world.plan();
  await world.applyPlanned();
  const after = await look(world);
  // A look at AWS before it would change nothing: it is the configuration that refuses.
  const refusal = await world.terraform.run("destroy", "-auto-approve", "-no-color", "-refresh=false");
  const afterRefusal = await world.client.observe(world.zone);
  world.configure({ ...changed, allowDestroy: true });
  await world.terraform.must("destroy", "-auto-approve", "-no-color");
  const left = await world.client.observe(world.zone);
  return { ...deployed, changePlan, changed: after, refusal, afterRefusal, left };
}

/** Deploys, is edited, and repairs. */
export async function liveEdited(world: World): Promise<RepairedLife> {
  const deployed = await deploy(world);
  await world.client.editObject("version: STSv1\r\nmode: none\r\nmax_age: 1\r\n");
  await world.client.editTxt(world.zone, `_mta-sts.${world.domain}`, "v=STSv1; id=somebody;");
  const edited = await world.client.observe(world.zone);
  const { exitCode } = await world.terraform.run("plan", "-detailed-exitcode", "-out=planned", "-no-color");
  const driftPlan = JSON.parse(await world.terraform.must("show", "-json", "planned")) as Plan;
  await world.applyPlanned();
  return { ...deployed, edited, driftExitCode: exitCode, driftPlan, repaired: await look(world) };
}
