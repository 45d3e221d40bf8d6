import { mkdirSync, mkdtempSync, readdirSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { planDeployment, type MtaStsConfig } from "@mtasts/core";
import { startStage } from "@mtasts/testbed/stage";
import { anchorsOf } from "./links";
import { builtProgram, runProgram } from "./mtasts-command";
import { root } from "./snippets";

jest.setTimeout(60_000);

const folder = path.join(root, "docs", "guides");
const guides = readdirSync(folder).filter((name) => name.endsWith(".md"));
const isWriting = process.env["WRITE_DOCS"] === "1";

function read(name: string): string {
  return readFileSync(path.join(folder, name), "utf8");
}

/** Compares a block of a guide with what it should be; WRITE_DOCS=1 writes it anew. */
function expectBlock(name: string, opening: RegExp, content: string): void {
  const text = read(name);
  const block = new RegExp(`(${opening.source}\\n).*?^(\`\`\`)$`, "msu");
  expect(text).toMatch(block);
  const written = text.replace(
    block,
    (_, start: string, end: string) => `${start}${content.replaceAll(/ +$/gmu, "")}${end}`,
  );
  if (isWriting) writeFileSync(path.join(folder, name), written);
  else expect(text).toBe(written);
}

/** The values of an argument in a guide's code, one per block that has it. */
function argumentsIn(name: string, argument: string): readonly string[] {
  const blocks = [...read(name).matchAll(/^```ts\n(.*?)^```$/gmsu)].map(([, code = ""]) => code);
  return blocks.flatMap((code) => new RegExp(`^\\s*${argument}: (.*),$`, "mu").exec(code)?.[1] ?? []);
}

function planned(config: MtaStsConfig) {
  const plan = planDeployment(config);
  if (!plan.ok) throw new Error("the guide's values must be right");
  return plan.value;
}

describe("the index of the guides", () => {
  it("has every guide", () => {
    const linked = [...read("README.md").matchAll(/\]\(([\w-]+\.md)\)/gu)].map(([, name = ""]) => name);
    expect([...new Set(linked)].sort()).toEqual(guides.filter((name) => name !== "README.md").sort());
  });
});

describe("links in the guides", () => {
  it.each(guides)("%s: lead somewhere", (name) => {
    const links = [...read(name).matchAll(/\]\(([^):\s]+)\)/gu)].map(([, link = ""]) => link);
    for (const link of links) {
      const [file = "", anchor] = link.split("#");
      const target = file === "" ? path.join(folder, name) : path.join(folder, file);
      expect([link, existsSync(target)]).toEqual([link, true]);
      if (anchor !== undefined)
        expect([link, anchorsOf(readFileSync(target, "utf8"))]).toEqual([link, expect.arrayContaining([anchor])]);
    }
  });
});

describe("the pipelines in the guides", () => {
  it.each([
    ["pipelines-pulumi.md", "github-pulumi.yml"],
    ["pipelines-pulumi.md", "gitlab-pulumi.yml"],
    ["pipelines-terraform.md", "github-terraform.yml"],
    ["pipelines-terraform.md", "gitlab-terraform.yml"],
  ])("%s has %s as it is in the examples; WRITE_DOCS=1 writes it anew", (guide, file) => {
    const pipeline = readFileSync(path.join(root, "examples", "pipelines", file), "utf8");
    expectBlock(guide, new RegExp(`^\`\`\`yaml file=${file.replace(".", String.raw`\.`)}`), pipeline);
  });
});

describe("the guides' commands", () => {
  let scratch: string;
  beforeEach(() => {
    scratch = mkdtempSync(path.join(tmpdir(), "mtasts-guides-"));
  });
  afterEach(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  const mtasts = (...args: readonly string[]) => runProgram(builtProgram, args, { cwd: scratch });

  /** The line of a guide that begins like this, as it stands. */
  async function runLine(name: string, beginning: string) {
    const line = read(name)
      .split("\n")
      .find((one) => one.startsWith(`npx mtasts ${beginning}`));
    if (line === undefined) throw new Error(`${name} has no ${beginning}`);
    return await mtasts(...line.split(" ").slice(2));
  }

  it("mend the file of the guide to GitHub Pages as far as the guide says", async () => {
    const [, file = ""] =
      /^```text file=\.well-known\/mta-sts\.txt\n(.*?)^```$/msu.exec(read("from-github-pages.md")) ?? [];
    const policy = path.join(scratch, ".well-known", "mta-sts.txt");
    mkdirSync(path.dirname(policy));
    writeFileSync(policy, file);
    const { code, out } = await runLine("from-github-pages.md", "lint policy --domain example.com --fix");
    expect(code).toBe(1);
    expectBlock("from-github-pages.md", /^```sh\nnpx mtasts lint policy [^\n]+ --fix \S+\n```\n\n```text/, out);
    // What is left to a person.
    const mended = readFileSync(policy, "utf8")
      .replace(/^---.*?---\r\n/su, "")
      .replace("enforced", "testing");
    writeFileSync(policy, mended);
    const judged = await runLine("from-github-pages.md", "lint policy --domain example.com .well");
    expect(judged.code).toBe(0);
    expect(judged.out).not.toMatch(/error|warning/u);
  });

  it("write the very bytes that the component of the guide to GitHub Pages announces", async () => {
    const guide = "from-github-pages.md";
    const { code, out } = await runLine(guide, "generate");
    expect(code).toBe(0);
    expectBlock(guide, /^```sh\nnpx mtasts generate [^\n]+\n```\n\n```text/, out);
    const { site, policyId } = planned({
      domain: JSON.parse(argumentsIn(guide, "domain")[0]!) as string,
      mode: JSON.parse(argumentsIn(guide, "mode")[0]!) as "testing",
      maxAge: Number(argumentsIn(guide, "maxAge")[0]),
      mx: JSON.parse(argumentsIn(guide, "mx")[0]!) as string[],
    });
    expect(readFileSync(path.join(scratch, ".well-known", "mta-sts.txt"), "utf8")).toBe(site.body);
    expect(out).toContain(`id=${policyId};`);
    const named = /It writes (.*?); where/su.exec(read(guide))?.[1]?.match(/`[^`]+`/gu) ?? [];
    for (const name of named) expect(existsSync(path.join(scratch, name.slice(1, -1)))).toBe(true);
  });

  it("show what the guide to the roll-out says that one sees in enforce", async () => {
    const guide = "roll-out.md";
    const mx = JSON.parse(argumentsIn(guide, "mx")[1]!) as string[];
    const { policyId, site, records } = planned({
      domain: "example.com",
      mode: JSON.parse(argumentsIn(guide, "mode")[1]!) as "enforce",
      maxAge: Number(argumentsIn(guide, "maxAge")[0]),
      mx,
      tlsRpt: { rua: "mailto:tls-reports@example.org" },
    });
    const stage = await startStage();
    try {
      await stage.publish("example.com", { policy: site.body, id: policyId });
      stage.zone.set("_smtp._tls.example.com", { txt: [[records.tlsRpt?.value ?? ""]], ttl: 300 });
      stage.zone.set("example.org", { mx: [[10, "mail.example.com"]] });
      writeFileSync(path.join(scratch, "ca.pem"), stage.caPem);
      const outputs = { policyId, policyText: site.body, policyUrl: site.url, records: Object.values(records) };
      writeFileSync(path.join(scratch, "deployed.json"), JSON.stringify(outputs));
      const network = ["--resolver", `${stage.dns.address}:${stage.dns.port}`, "--ca", "ca.pem", "--allow-private"];
      const ports = ["--https-port", String(stage.httpsPort)];
      const { code, out } = await mtasts("check", ...network, ...ports, "--expect", "deployed.json");
      expect([code, out]).toEqual([0, expect.not.stringContaining("error")]);
      const [verdict = ""] = out.split("\n\n");
      const shown = [verdict, "", ...out.split("\n").filter((line) => /^ {2}(record|policy) /u.test(line)), ""].join(
        "\n",
      );
      expectBlock(guide, /^```text/, shown);
    } finally {
      await stage.stop();
    }
  });
});
