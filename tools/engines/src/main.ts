import { openTofu, pulumiEngines } from "./catalogue.js";
import { provideEngines } from "./provide.js";

const engines = [...pulumiEngines, openTofu];

/** Prints where each engine is, after building what is missing. */
async function main(): Promise<void> {
  const { programs } = await provideEngines(engines, process.env, (line) => process.stderr.write(`${line}\n`));
  for (const program of Object.values(programs)) process.stdout.write(`${program}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
