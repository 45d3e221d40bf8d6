import {
  goLanguageHost,
  openTofu,
  pulumiEngines,
  pythonLanguageHost,
  sdkGenerator,
  yamlLanguageHost,
  type Engine,
} from "./catalogue.js";
import { provideEngines } from "./provide.js";

const kinds: Readonly<Record<string, readonly Engine[]>> = {
  pulumi: pulumiEngines,
  languages: [pythonLanguageHost, goLanguageHost, yamlLanguageHost, sdkGenerator],
  terraform: [openTofu],
};

/** Prints where each engine is, after building what is missing: all of them, or those for the kinds given. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const engines = (wanted.length === 0 ? Object.keys(kinds) : wanted).flatMap(enginesOf);
  const { programs } = await provideEngines(engines, process.env, (line) => process.stderr.write(`${line}\n`));
  for (const program of Object.values(programs)) process.stdout.write(`${program}\n`);
}

function enginesOf(kind: string): readonly Engine[] {
  const engines = kinds[kind];
  if (engines === undefined) throw new Error(`${kind}: must be one of ${Object.keys(kinds).join(", ")}`);
  return engines;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
