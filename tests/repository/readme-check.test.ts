import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { policyFor, startStage, type Stage } from "@mtasts/testbed/stage";
import { builtProgram, runProgram } from "./mtasts-command";
import { root } from "./snippets";

const readme = path.join(root, "README.md");

jest.setTimeout(60_000);

let folder: string;
let stage: Stage;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "mtasts-readme-"));
  stage = await startStage();
  writeFileSync(path.join(folder, "ca.pem"), stage.caPem);
  await stage.publish("example.com", { policy: policyFor("example.com") });
  stage.zone.set("example.com", {
    mx: [
      [10, "mail.example.com"],
      [20, "backup.example.net"],
    ],
  });
  stage.zone.set("backup.example.net", { a: ["127.0.0.1"] });
});
afterAll(async () => {
  await stage.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Addresses and names of a test bed, as the documentation writes such things. */
function forReaders(text: string): string {
  return text.replaceAll(/127\.0\.\d+\.\d+/gu, "192.0.2.80").replaceAll("CN=Stage CA", "CN=Example CA");
}

describe("the README", () => {
  it("shows what the command prints; WRITE_DOCS=1 writes it anew", async () => {
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
    const { code, out } = await runProgram(builtProgram, ["check", ...network, "example.com"], { cwd: folder });
    expect(code).toBe(1);
    const block = `\`\`\`text\n$ mtasts check example.com\n${forReaders(out)}\`\`\`\n`;
    const text = readFileSync(readme, "utf8");
    const written = text.replace(/```text\n\$ mtasts check example\.com\n.*?^```\n/msu, () => block);
    if (process.env["WRITE_DOCS"] === "1") writeFileSync(readme, written);
    else expect(text).toBe(written);
    expect(text).toContain("$ mtasts check example.com\n");
  });
});
