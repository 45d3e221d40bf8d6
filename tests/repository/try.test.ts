import { spawn } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { openTofu, provideEngines, pulumiEngines } from "@mtasts/engines";
import { type Ended } from "./mtasts-command";
import { markdownSnippets, root } from "./snippets";
import { pack, published, unpack } from "./tarballs";

jest.setTimeout(180_000);

const own = ["@mtasts/core", "@mtasts/check", "@mtasts/try", "pulumi-mtasts", "cdktf-mtasts", "mtasts"];
/** What the programs and our packages need of others, as it is installed here. */
const others = [
  "@pulumi",
  "@noble",
  "@types",
  "cdktf",
  "constructs",
  "dns-packet",
  "ipaddr.js",
  "tldts",
  "ts-node",
  "typescript",
];

let scratch: string;
let searchPath: string;
beforeAll(async () => {
  const engines = await provideEngines([...pulumiEngines, openTofu]);
  searchPath = engines.searchPath;
  scratch = mkdtempSync(path.join(tmpdir(), "mtasts-try-packed-"));
  const modules = path.join(scratch, "node_modules");
  mkdirSync(path.join(modules, "@mtasts"), { recursive: true });
  const folders = own.map((name) => published.get(name) ?? "");
  for (const { name, filename } of pack(folders, scratch)) {
    renameSync(unpack(path.join(scratch, filename), path.join(scratch, "unpacked", name)), path.join(modules, name));
  }
  mkdirSync(path.join(modules, ".bin"));
  const tsNode = path.join(root, "node_modules", "ts-node", "dist", "bin.js");
  symlinkSync(tsNode, path.join(modules, ".bin", "ts-node"));
  for (const name of others) symlinkSync(path.join(root, "node_modules", name), path.join(modules, name));
});
afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** The README's program for a framework, unchanged. */
function readmeProgram(framework: string): string {
  const program = markdownSnippets("README.md").find(({ code }) => code.includes(`from "${framework}"`));
  if (program === undefined) throw new Error(`the README has no program for ${framework}`);
  return program.code;
}

/** A project in a folder of its own. */
function project(files: Readonly<Record<string, string>>) {
  const cwd = mkdtempSync(path.join(scratch, "project-"));
  symlinkSync(path.join(scratch, "node_modules"), path.join(cwd, "node_modules"));
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(cwd, name), content);
  return { cwd, mtastsTry: (...args: readonly string[]) => mtastsTry(cwd, args) };
}

/** Marks the processes of this suite, those that the engines start included. */
const mark = `MTASTS_TRY_TEST=${process.pid}`;

async function mtastsTry(
  cwd: string,
  args: readonly string[],
  onOutput?: (text: string, kill: () => void) => void,
): Promise<Ended> {
  const [name = "", value = ""] = mark.split("=");
  const env = {
    ...process.env,
    PATH: searchPath,
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    TS_NODE_TRANSPILE_ONLY: "1",
    [name]: value,
  };
  const program = path.join(scratch, "node_modules", "mtasts", "bundle", "mtasts.cjs");
  const child = spawn(process.execPath, [program, "try", ...args], {
    cwd,
    env: { ...env, AWS_ACCESS_KEY_ID: "real", PULUMI_ACCESS_TOKEN: "real" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [out, err] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
    onOutput?.(out, () => child.kill("SIGINT"));
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  return await new Promise((resolve, reject) => {
    child.on("error", reject).on("close", (code) => {
      resolve({ code, out, err });
    });
  });
}

/** The processes that carry the mark, as the system lists them. */
function stillRunning(): readonly string[] {
  return readdirSync("/proc").filter((pid) => {
    try {
      return (
        /^\d+$/u.test(pid) && Number(pid) !== process.pid && readFileSync(`/proc/${pid}/environ`, "utf8").includes(mark)
      );
    } catch {
      return false; // It has ended, or is another user's.
    }
  });
}

/** As the template has it, without the option that the language host of the built engine does not know. */
const pulumiProject = {
  "Pulumi.yaml": "name: mail\nruntime: nodejs\n",
  "package.json": '{ "name": "mail", "main": "index.ts" }\n',
  "tsconfig.json": JSON.stringify({
    compilerOptions: { strict: true, outDir: "bin", target: "es2020", module: "commonjs", moduleResolution: "node" },
    files: ["index.ts"],
  }),
};

const cdktfProject = {
  "cdktf.json":
    '{ "language": "typescript", "app": "npx ts-node main.ts", "projectId": "p", "sendCrashReports": "false" }\n',
  "package.json": '{ "name": "mail", "main": "main.js" }\n',
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      strict: true,
      target: "ES2018",
      module: "CommonJS",
      moduleResolution: "node",
      skipLibCheck: true,
    },
    include: ["**/*.ts"],
  }),
};

const enforced = (program: string): string => program.replace("  tlsRpt:", '  mode: "enforce",\n  tlsRpt:');

describe.each([
  {
    framework: "pulumi-mtasts",
    files: pulumiProject,
    main: "index.ts",
    stays: /cannot be deleted\s+because it is protected/u,
  },
  { framework: "cdktf-mtasts", files: cdktfProject, main: "main.ts", stays: /lifecycle\.prevent_destroy/u },
])("the README's program for $framework, tried from the tarballs", ({ framework, files, main, stays }) => {
  it("is deployed, enforced, and kept from being destroyed, with nothing of the user's touched", async () => {
    const program = readmeProgram(framework);
    const { cwd, mtastsTry } = project({ ...files, [main]: program });

    const first = await mtastsTry();
    expect(first.out).toContain("    mode: testing\n");
    expect(first.out).toMatch(
      /Senders looked after each of \d+ changes: no policy was announced that they could not fetch\./u,
    );
    expect(first.out).toContain("  accepted: it delivers in any case, and reports what enforce would have refused\n");
    expect(first).toMatchObject({ code: 0, err: "" });

    writeFileSync(path.join(cwd, main), enforced(program));
    const second = await mtastsTry();
    expect(second.out).toContain("    mode: enforce\n");
    expect(second.out).toContain("Emulated clouds: updated 2: aws_s3_object, aws_route53_record\n");
    expect(second.code).toBe(0);

    const third = await mtastsTry("destroy");
    expect(`${third.out}${third.err}`).toMatch(stays);
    expect(third.out).toContain("The engine refused, as it should");
    expect(third.out).toContain("    mode: enforce\n");
    expect(third.code).not.toBe(0);

    expect((await mtastsTry("check")).out).toContain("    mode: enforce\n");
    const names = [...Object.keys(files), main, "node_modules"];
    expect(readdirSync(cwd).sort()).toEqual([".mtasts-try", ...names].sort());
    expect(stillRunning()).toEqual([]);
    expect((await mtastsTry("reset")).code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(names.sort());
  });
});

describe("a Pulumi program that is tried", () => {
  it("ends with Ctrl-C, and leaves nothing running and nothing behind", async () => {
    const { cwd } = project({ ...pulumiProject, "index.ts": "setInterval(() => {}, 1000);\n" });
    let isInterrupted = false;
    const { code } = await mtastsTry(cwd, [], (text, kill) => {
      if (isInterrupted || !text.includes("Updating (mtasts-try)")) return;
      isInterrupted = true;
      kill();
    });
    expect(code).not.toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(
      [".mtasts-try", "index.ts", "node_modules", ...Object.keys(pulumiProject)].sort(),
    );
    expect(readdirSync(path.join(cwd, ".mtasts-try"))).not.toContain("lock");
    expect(stillRunning()).toEqual([]);
  });

  it("names what is not emulated", async () => {
    const topic =
      'import * as pulumi from "@pulumi/pulumi";\nnew pulumi.CustomResource("aws:sns/topic:Topic", "t", {});\n';
    const { mtastsTry } = project({ ...pulumiProject, "index.ts": topic });
    const { code, out } = await mtastsTry();
    expect(out).toContain(
      "the emulated aws has no resource type aws:sns/topic:Topic; it has aws:acm/certificate:Certificate, ",
    );
    expect(out).toContain("Only what MTA-STS needs of AWS, Cloudflare, and random is emulated");
    expect(code).not.toBe(0);
  });
});

it("without @mtasts/try the command says how to install it", async () => {
  const folder = path.join(scratch, "node_modules", "@mtasts", "try");
  renameSync(folder, `${folder}-away`);
  const { cwd } = project({});
  const help = await mtastsTry(cwd, ["--help"]);
  const ended = await mtastsTry(cwd, []);
  renameSync(`${folder}-away`, folder);
  expect(help).toMatchObject({ code: 0, out: expect.stringMatching(/^Usage: mtasts try .*npm install/su) });
  expect(ended).toEqual({
    code: 2,
    out: "",
    err: "error: this needs the package @mtasts/try: npm install --save-dev @mtasts/try\n",
  });
});
