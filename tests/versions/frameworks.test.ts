import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { compileErrors, declarationErrors } from "./compile";
import { createProject, root, setNames, type Project } from "./sets";

jest.setTimeout(300_000);

const programs = path.join(__dirname, "programs");

/** The resources of every stack that `programs/synth.cjs` synthesizes, by stack. */
function synthesized(folder: string, framework: string): Readonly<Record<string, object>> {
  const program = path.join(folder, "node_modules", "mtasts-synth.cjs");
  cpSync(path.join(programs, "synth.cjs"), program);
  const cwd = mkdtempSync(path.join(folder, "node_modules", ".mtasts-synth-"));
  const args = [program, framework, `${framework}-mtasts`];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { cwd, encoding: "utf8" });
  rmSync(cwd, { recursive: true });
  if (status !== 0) throw new Error(`the program ended with ${String(status)}: ${stderr}`);
  return JSON.parse(stdout) as Readonly<Record<string, object>>;
}

describe.each(setNames.filter((name) => /^cdkt[fn]-/u.test(name)))("%s", (set) => {
  const [framework = ""] = set.split("-");
  const ours = `${framework}-mtasts`;
  let project: Project;
  beforeAll(() => {
    project = createProject(set, { core: "@mtasts/core", [ours]: ours });
  });
  afterAll(() => {
    project.remove();
  });

  it("compiles a program", () => {
    const text = readFileSync(path.join(programs, "synth-types.ts"), "utf8");
    const program = text.replaceAll("FRAMEWORK", framework).replaceAll("OURS", ours);
    writeFileSync(path.join(project.folder, "index.ts"), program);
    expect(compileErrors(project.folder, ["index.ts"])).toBe("");
    expect(declarationErrors(project.folder, ["index.ts"])).toEqual([]);
  });

  it("synthesizes in full what the versions of this repository do, on every host and DNS provider", () => {
    const here = synthesized(root, framework);
    expect(Object.keys(here)).toHaveLength(10);
    expect(synthesized(project.folder, framework)).toEqual(here);
  });
});
