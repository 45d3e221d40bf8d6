import { cpSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openDeployment, type Deployment, type EngineName } from "./deployment";
import { configurationOf } from "./module-deployment";

interface Told {
  readonly type: string;
  readonly diagnostic?: {
    readonly severity: string;
    readonly detail: string;
    readonly range?: { readonly filename: string };
  };
}

export type Messages = readonly string[];

/** Calls of a module in one configuration, each in a file of its own, by which an error tells whose it is. */
async function toldInOnePlan(
  { outdir, run, must }: Deployment,
  folder: string,
  all: readonly object[],
): Promise<readonly Messages[]> {
  const root = path.join(outdir, "stacks", "mta-sts");
  rmSync(root, { recursive: true, force: true });
  cpSync(folder, path.join(root, "module"), { recursive: true });
  for (const [i, one] of all.entries()) {
    const call = { module: { [`c${i}`]: { source: "./module", ...one } } };
    writeFileSync(path.join(root, `c${i}.tf.json`), JSON.stringify(call));
  }
  writeFileSync(path.join(root, "main.tf.json"), JSON.stringify(configurationOf({})));
  await must("init");
  const { output } = await run("plan", "-json");
  const found = all.map((): string[] => []);
  for (const line of output.split("\n").filter((one) => one.startsWith("{"))) {
    const { diagnostic } = JSON.parse(line) as Told;
    if (diagnostic?.severity !== "error") continue;
    const [, index = "0"] = /^c(\d+)\.tf\.json$/u.exec(diagnostic.range?.filename ?? "") ?? [];
    const [text = ""] = diagnostic.detail.split("\n\nThis was checked by");
    found[Number(index)]?.push(...text.split("\n"));
  }
  return found;
}

/** What each call is told. An engine looks at variables one by one first, and at several together only if all is well so far. */
export async function toldOf(engine: EngineName, folder: string, all: readonly object[]): Promise<readonly Messages[]> {
  const deployment = await openDeployment(engine);
  try {
    const first = await toldInOnePlan(deployment, folder, all);
    const rest = all.map((_, i) => i).filter((i) => first[i]?.length === 0);
    const second = await toldInOnePlan(
      deployment,
      folder,
      rest.map((i) => all[i]!),
    );
    return first.map((messages, i) => (messages.length > 0 ? messages : second[rest.indexOf(i)]!));
  } finally {
    await deployment.close();
  }
}
