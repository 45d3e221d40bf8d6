import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse, stringify } from "yaml";
import { undone } from "./failure.js";

/** The name of the throw-away stack. */
export const stackName = "mtasts-try";

/** The configuration of a stack as its file has it, by key. */
export type StackConfig = Readonly<Record<string, unknown>>;

/** What stands for a secret, which only its own stack can decrypt. */
const placeholder = "mtasts-try";

/** The folder of the stack configuration files, which a project can have apart. */
export function configFolder(projectFile: string): string {
  const project = readYaml(projectFile);
  const apart = isRecord(project) ? project["stackConfigDir"] : undefined;
  return path.resolve(path.dirname(projectFile), typeof apart === "string" ? apart : ".");
}

/**
 * The configuration of one of the user's stacks, with a placeholder for every secret.
 *
 * @param stack - Its name. @default the only one there is
 * @throws Failure where it is not there, or where there are several to choose from.
 */
export function readStackConfig(folder: string, stack?: string): StackConfig {
  const stacks = readdirSync(folder)
    .flatMap((file) => /^Pulumi\.(.+)\.ya?ml$/u.exec(file)?.[1] ?? [])
    .filter((name) => name !== stackName);
  if (stack === undefined && stacks.length > 1) {
    throw undone(`several stacks have a configuration: ${stacks.join(", ")}; choose one with --config <stack>`);
  }
  const chosen = stack ?? stacks[0];
  if (chosen === undefined) return {};
  const file = [`Pulumi.${chosen}.yaml`, `Pulumi.${chosen}.yml`]
    .map((name) => path.join(folder, name))
    .find(existsSync);
  if (file === undefined) throw undone(`there is no configuration of a stack "${chosen}" in ${folder}`);
  const content = readYaml(file);
  const config = isRecord(content) ? content["config"] : undefined;
  if (!isRecord(config)) return {};
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, withoutSecrets(value)]));
}

/**
 * Brings what has changed in the user's configuration since the last time into that of the throw-away stack, whose other values,
 * set there by hand, stay.
 */
export function mergeConfig(
  stackFile: string,
  change: { readonly before: StackConfig; readonly now: StackConfig },
): string {
  const kept: unknown = parse(stackFile);
  const file = isRecord(kept) ? kept : {};
  const config = new Map(Object.entries(isRecord(file["config"]) ? file["config"] : {}));
  const { before, now } = change;
  for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
    if (JSON.stringify(before[key]) === JSON.stringify(now[key])) continue;
    if (now[key] === undefined) config.delete(key);
    else config.set(key, now[key]);
  }
  return stringify({ ...file, config: Object.fromEntries(config) });
}

function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (!isRecord(value)) return value;
  if (typeof value["secure"] === "string") return placeholder;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutSecrets(item)]));
}

function readYaml(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw undone(`${file}: is not valid YAML: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
