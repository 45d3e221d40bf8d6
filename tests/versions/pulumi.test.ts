import { spawnSync } from "node:child_process";
import { cpSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { findOtherNode } from "../repository/other-node";
import { compileErrors, declarationErrors } from "./compile";
import { createProject, manifestIn, root, setNames, type Project } from "./sets";

// Packages may have to be fetched first.
jest.setTimeout(420_000);

const ours = { core: "@mtasts/core", check: "@mtasts/check", "pulumi-mtasts": "pulumi-mtasts" };
const programs = path.join(__dirname, "programs");

/** What the program in `programs/pulumi-mocks.cjs` prints. */
interface Registered {
  readonly resources: readonly string[];
  readonly domains: readonly Readonly<Record<string, unknown>>[];
}

function underMocks(folder: string, node: string): Registered {
  const program = path.join(folder, "node_modules", "mtasts-mocks.cjs");
  cpSync(path.join(programs, "pulumi-mocks.cjs"), program);
  const env = { ...process.env, MTASTS_OFFLINE: "1" };
  const { stdout, stderr, status } = spawnSync(node, [program], { cwd: folder, encoding: "utf8", env });
  if (status !== 0) throw new Error(`the program ended with ${String(status)}: ${stderr}${stdout}`);
  return JSON.parse(stdout) as Registered;
}

/** The Node.js that the set's Pulumi SDK asks for: later versions have left 20. */
function nodeFor(folder: string): string {
  const { engines } = manifestIn(path.join(folder, "node_modules", "@pulumi", "pulumi")) as {
    readonly engines?: { readonly node?: string };
  };
  return engines?.node === ">=22" ? (findOtherNode() ?? process.execPath) : process.execPath;
}

describe.each(setNames.filter((name) => name.startsWith("pulumi-")))("%s", (set) => {
  let project: Project;
  beforeAll(() => {
    project = createProject(set, ours);
  });
  afterAll(() => {
    project.remove();
  });

  it("has the types that our source is written for: no argument unknown, none missing", () => {
    const sources = ["index", "aws/index", "cloudflare/index", "testing/index"];
    const include = sources.map((name) => `node_modules/pulumi-mtasts/src/${name}.ts`);
    expect(compileErrors(project.folder, include)).toBe("");
  });

  it("compiles a program with every host", () => {
    cpSync(path.join(programs, "pulumi-types.ts"), path.join(project.folder, "index.ts"));
    expect(compileErrors(project.folder, ["index.ts"])).toBe("");
    expect(declarationErrors(project.folder, ["index.ts"])).toEqual([]);
  });

  it("registers the same resources as the versions of this repository, on every host and DNS provider", () => {
    const here = underMocks(root, process.execPath);
    const there = underMocks(project.folder, nodeFor(project.folder));
    expect(here.resources.length).toBeGreaterThan(60);
    expect(there.resources).toEqual(here.resources);
    for (const domain of there.domains) expect(domain).toHaveProperty("environment", "production");
  });
});
