import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { MissingPython, providePython, type PythonPackages } from "@mtasts/engines";

/** Stands in for Python: makes environments out of itself, and notes what pip is told. */
const fakePython = `#!/bin/sh
case "$1 $2" in
  "--version ") echo "Python $FAKE_VERSION" ;;
  "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  "-m pip") echo "$@" >> "$FAKE_LOG"; exit "\${FAKE_PIP_CODE:-0}" ;;
esac
`;

let scratch: string;
let packages: PythonPackages;
let env: NodeJS.ProcessEnv;
beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), "mtasts-python-test-"));
  packages = { name: "thing", title: "a thing", requirements: path.join(scratch, "requirements.txt") };
  await writeFile(packages.requirements, "thing==1.0\n");
  await mkdir(path.join(scratch, "bin"));
  await writeFile(path.join(scratch, "bin", "python3"), fakePython);
  await chmod(path.join(scratch, "bin", "python3"), 0o755);
  env = {
    PATH: [path.join(scratch, "bin"), "/usr/bin", "/bin"].join(path.delimiter),
    MTASTS_ENGINES: path.join(scratch, "cache"),
    FAKE_VERSION: "3.11.7",
    FAKE_LOG: path.join(scratch, "pip.log"),
  };
});
afterEach(() => rm(scratch, { recursive: true, force: true }));

async function installations(): Promise<number> {
  const log = await readFile(path.join(scratch, "pip.log"), "utf8");
  return log.trim().split("\n").length;
}

describe("providePython", () => {
  it("installs packages once", async () => {
    const lines: string[] = [];
    const first = await providePython(packages, env, (line) => lines.push(line));
    expect(await providePython(packages, env, (line) => lines.push(line))).toBe(first);
    expect(path.dirname(path.dirname(path.dirname(first)))).toBe(path.join(scratch, "cache"));
    expect(lines).toEqual(["installing a thing from PyPI, once"]);
    expect(await installations()).toBe(1);
  });

  it("installs them anew for other versions, of them and of Python", async () => {
    const first = await providePython(packages, env);
    const other = await providePython(packages, { ...env, FAKE_VERSION: "3.12.0" });
    await writeFile(packages.requirements, "thing==1.1\n");
    const later = await providePython(packages, env);
    expect(new Set([first, other, later]).size).toBe(3);
    expect(await installations()).toBe(3);
  });

  it("leaves nothing half-made behind when pip fails", async () => {
    await expect(providePython(packages, { ...env, FAKE_PIP_CODE: "1" })).rejects.toThrow("ended with 1");
    expect(await readdir(path.join(scratch, "cache"))).toEqual([]);
    await providePython(packages, env);
    expect(await installations()).toBe(2);
  });

  it("shares what two runs install at the same time", async () => {
    const [first, second] = await Promise.all([providePython(packages, env), providePython(packages, env)]);
    expect(second).toBe(first);
    expect(await readdir(path.join(scratch, "cache"))).toHaveLength(1);
  });

  it("says what is missing, and where to get it", async () => {
    const without = providePython(packages, { ...env, PATH: path.join(scratch, "nowhere") });
    await expect(without).rejects.toThrow(MissingPython);
    await expect(without).rejects.toThrow('a thing cannot be installed: no "python3" on PATH');
  });
});
