import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { anchorsOf, linksIn } from "./links";
import { root } from "./snippets";
import { manifestIn, pack, published, unpack, type Tarball } from "./tarballs";

jest.setTimeout(120_000);

const repository = (manifestIn(root) as unknown as { readonly repository: { readonly url: string } }).repository.url
  .replace("git+", "")
  .replace(/\.git$/u, "");

let scratch: string;
let tarballs: ReadonlyMap<string, Tarball>;
beforeAll(() => {
  scratch = mkdtempSync(path.join(tmpdir(), "mtasts-tarballs-"));
  tarballs = new Map(pack(published.values(), scratch).map((tarball) => [tarball.name, tarball]));
  for (const { name, filename } of tarballs.values()) unpack(path.join(scratch, filename), path.join(scratch, name));
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

const fileOf = (name: string): string => path.join(scratch, tarballs.get(name)?.filename ?? "");
const filesIn = (name: string): readonly string[] => tarballs.get(name)?.files.map((file) => file.path) ?? [];

/** A file as the tarball has it. */
function textIn(name: string, file: string): string {
  return readFileSync(path.join(scratch, name, "package", file), "utf8");
}

/** What a checker of packages prints about a tarball when it objects, and nothing when it does not. */
function objections(program: string, ...args: readonly string[]): string {
  const file = path.join(root, "node_modules", program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], { encoding: "utf8" });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

it("the manifests and READMEs are what `npm run manifests` writes", () => {
  const tool = pathToFileURL(path.join(root, "tools", "manifests.mjs")).href;
  const code = `import { completedFiles } from ${JSON.stringify(tool)};
    console.log(JSON.stringify([...(await completedFiles())]));`;
  const args = ["--input-type=module", "--eval", code];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 26 });
  const complete = JSON.parse(stdout) as readonly (readonly [string, string])[];
  expect(complete.length).toBe(2 * published.size);
  for (const [file, text] of complete) {
    expect([file, readFileSync(path.join(root, file), "utf8")]).toEqual([file, text]);
  }
});

describe.each([...published.keys()])("the tarball of %s", (name) => {
  it("resolves for every compiler and module system, the node10 way included", () => {
    expect(objections("@arethetypeswrong/cli/dist/index.js", fileOf(name), "--no-color", "--format", "ascii")).toBe("");
  });

  it("has entries that every consumer can load", () => {
    expect(objections("publint/src/cli.js", "--strict", fileOf(name))).toBe("");
  });

  it("has the license, and says whose it is and where it comes from", () => {
    expect(textIn(name, "LICENSE")).toBe(readFileSync(path.join(root, "LICENSE"), "utf8"));
    const folder = `packages/${path.basename(published.get(name) ?? "")}`;
    expect(JSON.parse(textIn(name, "package.json"))).toMatchObject({
      repository: { type: "git", url: `git+${repository}.git`, directory: folder },
      homepage: `${repository}/tree/main/${folder}#readme`,
      bugs: { url: `${repository}/issues` },
      author: expect.stringMatching(/\S/u),
      keywords: expect.arrayContaining(["mta-sts", "tls-rpt", "smtp"]),
      license: "Apache-2.0",
      publishConfig: { access: "public" },
    });
  });

  it("has Markdown whose links hold outside the repository", () => {
    const pages = filesIn(name).filter((file) => file.endsWith(".md"));
    expect(pages).toContain("README.md");
    for (const page of pages) {
      const text = textIn(name, page);
      for (const link of linksIn(text)) {
        const [target = "", anchor] = link.split("#");
        if (target.startsWith(repository)) expectInRepository(target, anchor);
        else if (target !== "") expect([page, link, URL.canParse(target)]).toEqual([page, link, true]);
        else expect(anchorsOf(text)).toContain(anchor);
      }
    }
  });

  it("has no map without its sources, no reference to a map that it lacks, and no tests", () => {
    const files = new Set(filesIn(name));
    for (const file of files) {
      expect(file).not.toMatch(/\.test\.|tsbuildinfo|^test\//u);
      if (file.endsWith(".map")) {
        const { sources, sourcesContent } = JSON.parse(textIn(name, file)) as SourceMap;
        const places = sources.map((source) => path.posix.join(path.posix.dirname(file), source));
        // Those of bundled libraries are published elsewhere.
        const own = places.filter((place) => !place.includes("node_modules/"));
        expect([file, own.filter((place) => !files.has(place))]).toEqual([file, []]);
        expect([file, sourcesContent]).toEqual([file, undefined]);
      } else if (/\.[mc]?js$|\.d\.[mc]?ts$/u.test(file)) {
        const [, map] = /^\/\/# sourceMappingURL=(.*)$/mu.exec(textIn(name, file)) ?? [];
        if (map !== undefined) expect(files).toContain(path.posix.join(path.posix.dirname(file), map));
      }
    }
  });
});

interface SourceMap {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly string[];
}

/** A link into the repository leads to a file that it has, and to a heading of that. */
function expectInRepository(target: string, anchor: string | undefined): void {
  const [, place = ""] = new RegExp(`^${repository}/(?:blob|tree)/main/(.*)$`, "u").exec(target) ?? [];
  expect([target, place !== "" && existsSync(path.join(root, place))]).toEqual([target, true]);
  if (anchor !== undefined) expect(anchorsOf(readFileSync(path.join(root, place), "utf8"))).toContain(anchor);
}
