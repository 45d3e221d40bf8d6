import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { planDeployment } from "@mtasts/core";
import { catalogue } from "@mtasts/core";
import { startStage, type Stage } from "@mtasts/testbed/stage";
import { builtProgram, runProgram } from "./mtasts-command";
import { root } from "./snippets";

const guide = readFileSync(path.join(root, "docs", "guides", "gate-your-pipeline.md"), "utf8");

/** Every command of this program in the code blocks of the guide. */
const commands = [...guide.matchAll(/^```(?:yaml|sh)\n(.*?)^```$/gmsu)].flatMap(([, block = ""]) =>
  [...block.matchAll(/npx --yes mtasts@\S+ ([^\n]+)/gu)].map(([, line = ""]) => line),
);

const plan = planDeployment({
  domain: "example.com",
  mode: "none",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls@reports.example" },
});
if (!plan.ok) throw new Error("the example must be right");
const { policyId, site, records } = plan.value;

jest.setTimeout(60_000);

let folder: string;
let stage: Stage;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "mtasts-guide-"));
  stage = await startStage();
  await stage.publish("example.com", { policy: site.body, id: policyId });
  stage.zone.set("_smtp._tls.example.com", { txt: [[records.tlsRpt?.value ?? ""]], ttl: 3_600 });
  const outputs = { policyId, policyText: site.body, policyUrl: site.url, records: Object.values(records) };
  mkdirSync(path.join(folder, ".well-known"));
  const write = (name: string, content: string): void => {
    writeFileSync(path.join(folder, name), content);
  };
  write("ca.pem", stage.caPem);
  write("deployed.json", JSON.stringify(outputs));
  write("plan.json", '{"format_version":"1.2","resource_changes":[]}');
  write("domains.txt", "example.com\n");
  write(".well-known/mta-sts.txt", "version: STSv1\r\nmode: enforce\r\nmx: mail.test.org\r\nmax_age: 2419200\r\n");
});
afterAll(async () => {
  await stage.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The command as the guide has it, on the internet of the test. */
async function runLine(line: string) {
  const [command = "", ...rest] = line.replace(/ - < \S+$/u, " -").split(" ");
  const stdin = line.endsWith("< domains.txt") ? "example.com\n" : "";
  const resolver = `${stage.dns.address}:${stage.dns.port}`;
  const network = [
    "--resolver",
    resolver,
    "--ca",
    "ca.pem",
    "--https-port",
    String(stage.httpsPort),
    "--allow-private",
  ];
  const args = [command, ...(command === "lint" ? [] : network), ...rest];
  return await runProgram(builtProgram, args, { cwd: folder, stdin });
}

describe("the guide to gates", () => {
  it("has commands", () => {
    expect(commands.length).toBeGreaterThanOrEqual(9);
  });

  it.each(commands)("mtasts %s runs as it stands", async (line) => {
    const { code, out, err } = await runLine(line);
    // A policy in mode none, and a test bed without everything that a strict check wants, may be told something.
    expect({ code, err }).toEqual({
      code: line.includes("--fail-on warning -") ? 1 : 0,
      err: expect.not.stringContaining("error:"),
    });
    if (!line.startsWith("lint")) expect(out).not.toBe("");
  });

  it("names codes that there are", () => {
    const named = [...guide.matchAll(/^\| .*\| `([a-z-]+)`/gmu)].map(([, code = ""]) => code);
    const page = readFileSync(path.join(root, "docs", "reference", "issue-codes.md"), "utf8");
    expect(named.length).toBeGreaterThan(20);
    for (const code of named) expect(code in catalogue || page.includes(`### ${code}\n`)).toBe(true);
  });
});
