import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { filesBelow, root } from "./snippets";
import { manifestIn, published } from "./tarballs";

const pages = [
  "README.md",
  ...[...published.values()].map((folder) => path.join(path.relative(root, folder), "README.md")),
  ...filesBelow("docs", ".md"),
  ...filesBelow("examples", ".md").filter((file) => !file.includes("node_modules")),
  ...filesBelow("examples/pipelines", ".yml"),
].map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

const manifests = [...published.values()].map(manifestIn);
const ours = new Map(manifests.map(({ name, version }) => [name, version]));
const peers = new Set(manifests.flatMap(({ peerDependencies }) => Object.keys(peerDependencies ?? {})));

/** The packages of an `npm install` line, as they are written. */
const installed = pages.flatMap(({ file, text }) =>
  [...text.matchAll(/npm install ([^\n`#]+)/gu)].map(([line, rest = ""]) => ({
    file,
    line,
    packages: rest.split(/\s+/u).filter((word) => word !== "" && !word.startsWith("-")),
  })),
);

describe("the install lines", () => {
  it("are there for each package that is installed into a program", () => {
    const named = installed.flatMap(({ packages }) => packages);
    expect(named).toEqual(expect.arrayContaining([...ours.keys()]));
  });

  it.each(installed)("$file: $line: names packages of ours, their peers, or the compiler", ({ packages }) => {
    expect(packages.length).toBeGreaterThan(0);
    for (const one of packages) {
      const [, name = "", version] = /^(@?[^@]+)(?:@(.+))?$/u.exec(one) ?? [];
      expect([one, ours.has(name) || peers.has(name) || name === "typescript"]).toEqual([one, true]);
      if (ours.has(name) && version !== undefined) expect([one, version]).toEqual([one, ours.get(name)]);
    }
  });

  it.each(installed)("$file: $line: brings the peers that are not optional", ({ packages }) => {
    const names = packages.map((one) => one.replace(/(?<=.)@.*$/u, ""));
    for (const { name, peerDependencies = {}, peerDependenciesMeta = {} } of manifests) {
      if (!names.includes(name)) continue;
      const needed = Object.keys(peerDependencies).filter((peer) => peerDependenciesMeta[peer]?.optional !== true);
      expect(names).toEqual(expect.arrayContaining(needed));
    }
  });
});

describe("the command that is run from the registry", () => {
  const runs = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/npx ((?:--\S+ )*)mtasts(?:@(\S+?))?(?=[\s`])/gu)].map(([, flags = "", version]) => ({
      file,
      flags,
      version,
    })),
  );

  it("is of the version that is in this repository wherever it names one, and asks nothing", () => {
    const pinned = runs.filter(({ version }) => version !== undefined);
    expect(pinned.length).toBeGreaterThan(10);
    for (const run of pinned) expect(run).toEqual({ file: run.file, flags: "--yes ", version: ours.get("mtasts") });
  });

  it("names its version in every pipeline", () => {
    const pipelines = pages.filter(({ file, text }) => file.endsWith(".yml") || text.includes("```yaml"));
    const blocks = pipelines.flatMap(({ file, text }) =>
      file.endsWith(".yml") ? [text] : [...text.matchAll(/```yaml.*?```/gsu)].map(([block]) => block),
    );
    expect(blocks.join("\n")).toContain("npx --yes mtasts@");
    expect(blocks.filter((block) => block.includes("npx mtasts"))).toEqual([]);
  });
});
