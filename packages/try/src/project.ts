import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { undone } from "./failure.js";

/** The program in a folder. */
export type Project =
  | { readonly kind: "pulumi"; readonly folder: string; readonly file: string }
  | { readonly kind: "cdktf"; readonly folder: string; readonly app: string; readonly context: string | undefined }
  | { readonly kind: "terraform"; readonly folder: string };

/**
 * Finds the program in a folder by the file that its engine looks for.
 *
 * @throws Failure where there is none.
 */
export function findProject(folder: string): Project {
  const file = ["Pulumi.yaml", "Pulumi.yml"].find((name) => existsSync(path.join(folder, name)));
  if (file !== undefined) return { kind: "pulumi", folder, file: path.join(folder, file) };
  const cdktf = path.join(folder, "cdktf.json");
  if (existsSync(cdktf)) return cdktfProject(folder, cdktf);
  if (readdirSync(folder).some((name) => /\.tf(\.json)?$/u.test(name))) return { kind: "terraform", folder };
  throw undone(
    `no program in ${folder}: expected Pulumi.yaml, cdktf.json, or *.tf; run this in your program's folder, ` +
      `or make one with "pulumi new aws-typescript" or "cdktf init --template typescript"`,
  );
}

function cdktfProject(folder: string, file: string): Project {
  const manifest = jsonIn(file);
  const { app, context } = manifest;
  if (typeof app !== "string" || app === "") throw undone(`${file}: "app" must be the command that runs the program`);
  const hasContext = typeof context === "object" && context !== null;
  return { kind: "cdktf", folder, app, context: hasContext ? JSON.stringify(context) : undefined };
}

function jsonIn(file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    if (typeof value === "object" && value !== null) return value as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw undone(`${file}: is not valid JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  throw undone(`${file}: must be a JSON object`);
}
