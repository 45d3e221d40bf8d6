import { chmod, mkdir, mkdtemp, readFile, readdir, realpath, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import {
  findProgram,
  MissingEngine,
  nodejsLanguageHost,
  openTofu,
  provideEngines,
  pulumiCli,
  pulumiEngines,
  terraform,
} from "@mtasts/engines";

let scratch: string;
beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), "mtasts-engines-test-"));
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

async function program(folder: string, name: string, script = "exit 0"): Promise<string> {
  const file = path.join(scratch, folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

/** Stands in for the compiler: notes its arguments, and writes a program where it is told to. */
const fakeGo = `
echo "$@" >> "$FAKE_GO_LOG"
while [ "$1" != "-o" ]; do shift; done
echo '#!/bin/sh' > "$2" && chmod +x "$2"
`;

function environment(...folders: readonly string[]): NodeJS.ProcessEnv {
  const searchPath = [...folders.map((folder) => path.join(scratch, folder)), "/usr/bin", "/bin"];
  return {
    PATH: searchPath.join(path.delimiter),
    MTASTS_ENGINES: path.join(scratch, "cache"),
    FAKE_GO_LOG: path.join(scratch, "go.log"),
  };
}

describe("provideEngines", () => {
  it("takes what is installed", async () => {
    const pulumi = await program("installed", "pulumi");
    const host = await program("elsewhere", "pulumi-language-nodejs");
    const { programs, searchPath } = await provideEngines(pulumiEngines, environment("installed", "elsewhere"));
    expect(programs).toEqual({ pulumi, "pulumi-language-nodejs": host });
    expect(searchPath.split(path.delimiter).slice(0, 2)).toEqual([path.dirname(pulumi), path.dirname(host)]);
  });

  it("passes over a file that cannot be executed", async () => {
    await mkdir(path.join(scratch, "notes"));
    await writeFile(path.join(scratch, "notes", "pulumi"), "not a program");
    const pulumi = await program("installed", "pulumi");
    const { programs } = await provideEngines([pulumiCli], environment("notes", "installed"));
    expect(programs["pulumi"]).toBe(pulumi);
  });

  it("builds what is missing, once", async () => {
    await program("go", "go", fakeGo);
    const lines: string[] = [];
    const first = await provideEngines(pulumiEngines, environment("go"), (line) => lines.push(line));
    const second = await provideEngines(pulumiEngines, environment("go"), (line) => lines.push(line));
    expect(second).toEqual(first);
    expect(first.programs["pulumi"]).toContain(path.join(scratch, "cache", `pulumi-${pulumiCli.version}-`));
    expect(lines.filter((line) => line.startsWith("building "))).toHaveLength(2);
    const calls = (await readFile(path.join(scratch, "go.log"), "utf8")).trim().split("\n");
    expect(calls).toHaveLength(2);
    expect(calls[0]).toContain(pulumiCli.goPackage);
    expect(calls[0]).toContain("-mod=readonly");
    expect(calls[1]).toContain(nodejsLanguageHost.goPackage);
  });

  it("builds a module with sources of our own anew when they change", async () => {
    await program("go", "go", fakeGo);
    const goModule = path.join(scratch, "module");
    await mkdir(goModule);
    for (const [name, text] of Object.entries({ "go.sum": "", "main.go": "package main\n" })) {
      await writeFile(path.join(goModule, name), text);
    }
    const own = { ...pulumiCli, name: "own", goModule, goPackage: "." };
    const first = await provideEngines([own], environment("go"));
    await writeFile(path.join(goModule, "main.go"), "package main // changed\n");
    const second = await provideEngines([own], environment("go"));
    expect(second.programs["own"]).not.toBe(first.programs["own"]);
  });

  it("places beside a program what it wants there", async () => {
    const script = await program("sources", "helper", "echo helped");
    await mkdir(path.join(scratch, "sources", "cmd"));
    const listing = `if [ "$1" = list ]; then echo "${path.join(scratch, "sources", "cmd")}"; exit; fi`;
    await program("go", "go", `${listing}\n${fakeGo}`);
    const { programs } = await provideEngines([{ ...pulumiCli, companions: ["../helper"] }], environment("go"));
    const placed = path.join(path.dirname(programs["pulumi"]!), "helper");
    expect(await readFile(placed, "utf8")).toBe(await readFile(script, "utf8"));
    expect((await stat(placed)).mode & 0o111).toBe(0o111);
  });

  it("tells what the compiler said, and leaves nothing half-made", async () => {
    await program("go", "go", "echo 'no space left' >&2; exit 3");
    await expect(provideEngines([pulumiCli], environment("go"))).rejects.toThrow(/ended with 3:\nno space left/u);
    expect(await readdir(path.join(scratch, "cache"))).toEqual([]);
  });

  it("says what is missing and where to get it, where there is nothing to build with", async () => {
    const provided = provideEngines([pulumiCli], { ...environment(), PATH: scratch });
    await expect(provided).rejects.toThrow(MissingEngine);
    await expect(provided).rejects.toThrow(
      'the Pulumi CLI is missing: no "pulumi" on PATH, and no "go" to build it with; ' +
        "install it from https://www.pulumi.com/docs/install/, or Go 1.24 or later from https://go.dev/dl/",
    );
  });

  describe("of a published module", () => {
    const released = (sum: string) => `
if [ "$1" = mod ]; then echo "{\\"Dir\\":\\"$(dirname "$FAKE_GO_LOG")\\",\\"Sum\\":\\"${sum}\\"}"; exit; fi
${fakeGo}pwd >> "$FAKE_GO_LOG"
`;

    it("builds in its own folder, with the dependencies that it locks", async () => {
      await program("go", "go", released(openTofu.goRelease!.sum));
      const first = await provideEngines([openTofu], environment("go"));
      expect(first.programs["tofu"]).toContain(path.join(scratch, "cache", `tofu-${openTofu.version}-`));
      expect(await provideEngines([openTofu], environment("go"))).toEqual(first);
      const [build, folder] = (await readFile(path.join(scratch, "go.log"), "utf8")).trim().split("\n");
      expect(build).toContain("./cmd/tofu");
      expect(folder).toBe(await realpath(scratch));
    });

    it("refuses another content under the same version", async () => {
      await program("go", "go", released("h1:another"));
      await expect(provideEngines([openTofu], environment("go"))).rejects.toThrow(
        `${openTofu.goRelease!.module} is not what it was: its hash is h1:another, not ${openTofu.goRelease!.sum}`,
      );
      expect(await readdir(path.join(scratch, "cache"))).toEqual([]);
    });
  });
});

describe("findProgram", () => {
  it("finds what is installed, and nothing else", async () => {
    const installed = await program("installed", "terraform");
    expect(findProgram(terraform, environment("installed"))).toBe(installed);
    expect(findProgram(terraform, { PATH: scratch })).toBeUndefined();
  });
});
