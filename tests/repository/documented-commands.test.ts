import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { planDeployment } from "@mtasts/core";
import { startStage, type Stage } from "@mtasts/testbed/stage";
import { commandsIn, documentedCommands } from "./documented-commands";
import { builtProgram, runProgram } from "./mtasts-command";

jest.setTimeout(120_000);

/** Commands that end with another code than 0 here, and why. */
const CODES: readonly (readonly [command: RegExp, code: number | "0 or 1", why: string])[] = [
  [/--none-since 2026-11-01T12:00:00Z/u, "0 or 1", "the day decides whether the waiting is over"],
  [/^mtasts check (?:--smtp )?--fail-on warning|--fail-on warning (?:-|example)/u, 1, "the stage has warnings to show"],
  [/^mtasts lint policy .*--fail-on warning/u, 0, "the policy is a good one"],
  [/^mtasts retire .*--longest-max-age 2419200 --none-since/u, 0, "the waiting is over"],
  [/^mtasts retire /u, 1, "the waiting has just begun"],
];

/** Commands that cannot run here, and why. */
const LEFT_OUT: readonly (readonly [command: RegExp, why: string])[] = [
  [/^eval /u, "changes the shell that it runs in; completion has tests of its own"],
  [/^mtasts try\b/u, "deploys a program with a real engine, which has tests of its own"],
  [/completion fish >/u, "writes into the home of whoever runs it; completion has tests of its own"],
];

const plan = planDeployment({
  domain: "example.com",
  mode: "none",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls@reports.example" },
});
if (!plan.ok) throw new Error("the example must be right");
const { policyId, site, records } = plan.value;

const helpOf = async (command: string): Promise<readonly string[]> => {
  const { out } = await runProgram(builtProgram, [command, "--help"]);
  return commandsIn(out.slice(out.indexOf("Examples:")));
};

let folder: string;
let stage: Stage;
let inputs: Readonly<Record<string, string>> = {};
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "mtasts-commands-"));
  stage = await startStage();
  for (const domain of ["example.com", "example.org"]) await stage.publish(domain, { policy: site.body, id: policyId });
  const rua = records.tlsRpt?.value ?? "";
  stage.zone.set("_smtp._tls.example.com", { txt: [[rua]], ttl: 3_600 });
  stage.zone.set("reports.example", { mx: [[10, "mail.reports.example"]] });
  writeFiles();
});
afterAll(async () => {
  await stage.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What stands behind the tools that commands run beside this one; they answer out of the folder of the fixtures. */
function writeFiles(): void {
  const outputs = { policyId, policyText: site.body, policyUrl: site.url, records: Object.values(records) };
  write(folder, { "ca.pem": stage.caPem, "outputs.json": JSON.stringify(outputs), "plan.json": PLAN });
  write(path.join(folder, "bin"), {
    dig: "#!/bin/sh\necho '\"v=STSv1; id=20261101;\"'\n",
    pulumi: `#!/bin/sh\ncat ${folder}/outputs.json\n`,
    terraform: `#!/bin/sh\ncase "$1" in show) cat ${folder}/plan.json ;; *) cat ${folder}/outputs.json ;; esac\n`,
    mtasts: program(),
  });
  inputs = {
    "deployed.json": JSON.stringify(outputs),
    "plan.json": PLAN,
    "domains.txt": "example.com\n",
    ".well-known/mta-sts.txt": "version: STSv1\r\nmode: enforce\r\nmx: mail.test.org\r\nmax_age: 2419200\r\n",
  };
}

const PLAN = '{"format_version":"1.2","resource_changes":[]}';

function write(below: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(below, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (path.basename(below) === "bin") chmodSync(file, 0o755);
  }
}

/** The built program on the internet of the test. */
function program(): string {
  const network = [
    ["--resolver", `${stage.dns.address}:${stage.dns.port}`],
    ["--ca", path.join(folder, "ca.pem")],
    ["--https-port", String(stage.httpsPort)],
    ["--smtp-port", String(stage.smtpPort)],
    ["--allow-private"],
  ].flat();
  const start = `command=$1; shift; exec "${process.execPath}" "${builtProgram}" "$command"`;
  return `#!/bin/sh\ncase "$1" in\ncheck|diff|retire|generate) ${start} ${network.join(" ")} "$@" ;;\n*) ${start} "$@" ;;\nesac\n`;
}

/** Runs a line in a folder of its own, as a reader has it who has come that far. */
async function runLine(line: string) {
  const cwd = mkdtempSync(path.join(folder, "run-"));
  const { ".well-known/mta-sts.txt": policy = "", ...others } = inputs;
  // What is to be generated is not there yet.
  write(cwd, line.includes("mtasts generate") ? others : { ...others, ".well-known/mta-sts.txt": policy });
  return await runProgram("/bin/sh", ["-c", `PATH="${path.join(folder, "bin")}:$PATH"; ${line}`], { cwd });
}

const documented = documentedCommands();

describe("every command that the documentation shows", () => {
  it("is found", () => {
    expect(documented.length).toBeGreaterThanOrEqual(18);
  });

  it.each(documented.filter(({ line }) => !isLeftOut(line)))("$line runs, as in $place", async ({ line }) => {
    await expectToRun(line);
  });

  it("is found in every form", () => {
    const block =
      "$ npx mtasts check a.example  # one\n  - run: npx --yes mtasts@1.2.3 check \\\n    --json b.example\ndig x | mtasts lint sts-record -\n# mtasts\n";
    expect(commandsIn(block)).toEqual([
      "mtasts check a.example",
      "mtasts check --json b.example",
      "dig x | mtasts lint sts-record -",
    ]);
  });
});

describe("every example of the help", () => {
  it.each(["check", "lint", "generate", "diff", "retire"])("%s", async (command) => {
    const examples = await helpOf(command);
    expect(examples).not.toEqual([]);
    await Promise.all(examples.filter((line) => !isLeftOut(line)).map(expectToRun));
  });
});

describe("the lists of exceptions", () => {
  it("name nothing that is no longer there", async () => {
    const help = await Promise.all(["check", "lint", "generate", "diff", "retire", "completion"].map(helpOf));
    const all = [...documented.map(({ line }) => line), ...help.flat()];
    const idle = [...CODES, ...LEFT_OUT].filter(([command]) => !all.some((line) => command.test(line)));
    expect(idle.map(([command]) => command.source)).toEqual([]);
  });
});

function isLeftOut(line: string): boolean {
  return LEFT_OUT.some(([command]) => command.test(line));
}

async function expectToRun(line: string): Promise<void> {
  const { code, err } = await runLine(line);
  const [, expected] = CODES.find(([command]) => command.test(line)) ?? [undefined, 0];
  const isRight = expected === "0 or 1" ? code === 0 || code === 1 : code === expected;
  expect({ line, code, isRight, err }).toEqual({
    line,
    code,
    isRight: true,
    err: expect.not.stringMatching(/^error:|not found/mu),
  });
}
