import type { Bench } from "./bench";
import type { Run } from "./engine";
import { inventory, type Existing } from "./inventory";
import { readState } from "./stack-state";

/** What can't be imported is taken away by hand, and made anew. */
const notImportable = new Set(["cloudflare:index/r2CustomDomain:R2CustomDomain"]);

/**
 * Brings a stack and the cloud together again after an interrupted deployment, in the steps of `docs/guides/repair.md`, all but the
 * last one, which is the deployment itself.
 *
 * @returns What had to be done, in the words of the table.
 */
export async function repair(bench: Bench, interrupted: Run): Promise<readonly string[]> {
  const { engine } = bench;
  const done: string[] = [];
  if (interrupted.exitCode === undefined) {
    await engine.must("cancel", "--yes");
    done.push("cancel");
  }
  if ((await state(bench)).pending.some(({ type }) => type === "creating")) {
    await engine.must("refresh", "--clear-pending-creates");
    done.push("refresh");
  }
  const { resources } = await state(bench);
  // A Worker and a bucket may have one name.
  const known = new Set(resources.map(({ type, id }) => `${type} ${id ?? ""}`));
  for (const existing of inventory(bench.bed.cloud).filter(({ type, id }) => !known.has(`${type} ${id}`))) {
    done.push(await takeOver(bench, existing));
  }
  return done;
}

async function takeOver(bench: Bench, existing: Existing): Promise<string> {
  const { type, importId, child, remove } = existing;
  if (notImportable.has(type)) {
    remove();
    return "remove by hand";
  }
  const component = (await state(bench)).resources.find((resource) => resource.type === "mtasts:index:MtaSts");
  if (component === undefined) throw new Error("there is no component in the state");
  await bench.engine.must("import", type, `mail-${child}`, importId, "--parent", `mail=${component.urn}`);
  return "import";
}

async function state({ engine }: Bench) {
  return readState(await engine.state());
}
