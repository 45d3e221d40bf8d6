import { chmodSync, mkdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Folder, goodPolicy, mtasts } from "./harness";

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
});
afterAll(() => {
  folder.remove();
});

describe("mtasts lint", () => {
  it("has nothing to say about a good policy", async () => {
    const file = folder.file("good.txt", goodPolicy);
    expect(await mtasts(["lint", "policy", file])).toEqual({ code: 0, out: "", err: "no problems found\n" });
  });

  it("writes as compilers do", async () => {
    const file = folder.file("bad.txt", goodPolicy.replace("enforce", "\tEnforce"));
    expect(await mtasts(["lint", "policy", file])).toEqual({
      code: 1,
      out: [
        `${file}:2:8: error policy-value-case: mode must be in lower case, got "Enforce"; write "enforce" (RFC 8461 §3.2)`,
        "  mode:  Enforce",
        "         ^",
        "",
      ].join("\n"),
      err: "1 error\n",
    });
  });

  it("reads standard input, and judges records too", async () => {
    expect(await mtasts(["lint", "sts-record", "-"], { stdin: "v=STSv1; id=a-b;\n" })).toMatchObject({
      code: 1,
      out: expect.stringMatching(/^<stdin>:1:13: error txt-id-invalid: [^\n]*\n {2}v=STSv1; id=a-b;\n {14}\^\n$/),
    });
    expect(
      await mtasts(["lint", "tls-rpt-record", "-"], { stdin: "v=TLSRPTv1; rua=mailto:a@b.example" }),
    ).toMatchObject({
      code: 0,
    });
  });

  it("takes the domain and the public suffixes into account", async () => {
    const file = folder.file("wide.txt", goodPolicy.replace("mail.test.org", "*.test.org"));
    expect((await mtasts(["lint", "policy", "--domain", "test.org", file])).out).toContain("mx-wildcard-own-domain");
    const suffix = folder.file("suffix.txt", goodPolicy.replace("mail.test.org", "*.co.uk"));
    expect((await mtasts(["lint", "policy", suffix])).out).toContain("mx-wildcard-too-broad");
  });

  it("fails on warnings only if it is asked to", async () => {
    const file = folder.file("warn.txt", goodPolicy.replace("mode: ", "mode:"));
    expect(await mtasts(["lint", "policy", file])).toMatchObject({ code: 0, err: "1 warning\n" });
    expect(await mtasts(["lint", "policy", "--fail-on", "warning", file])).toMatchObject({ code: 1 });
  });

  it("prints JSON alone on standard output", async () => {
    const file = folder.file("bad.txt", goodPolicy.replace("enforce", "Enforce"));
    const { out, err } = await mtasts(["lint", "policy", "--json", file]);
    expect(err).toBe("");
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      files: [{ file, issues: [{ code: "policy-value-case", position: { line: 2, column: 7, offset: 22 } }] }],
    });
  });
});

describe("mtasts lint --fix", () => {
  it("writes what it can, shows it, and tells what is left", async () => {
    const file = folder.file("fix.txt", "version:STSv1\nmode: Enforced\nmx: mail.test.org\nmax_age: 2419200\n");
    chmodSync(file, 0o640);
    const { code, out, err } = await mtasts(["lint", "policy", "--fix", file]);
    expect(readFileSync(file, "utf8")).toBe(goodPolicy.replace("enforce", "Enforced"));
    expect(statSync(file).mode & 0o777).toBe(0o640);
    expect(out).toContain(
      `${file}:1: fixed policy-lf-line-endings, policy-no-space-after-colon\n- version:STSv1\n+ version: STSv1\n`,
    );
    expect(out).toContain(`${file}:2:7: error policy-mode-word:`);
    expect({ code, err }).toEqual({ code: 1, err: "1 error\n" });
  });

  it("leaves a good file alone", async () => {
    const file = folder.file("same.txt", goodPolicy);
    const before = statSync(file).mtimeMs;
    expect(await mtasts(["lint", "policy", "--fix", file])).toMatchObject({ code: 0, out: "" });
    expect(statSync(file).mtimeMs).toBe(before);
  });

  it("passes standard input through, and says the rest elsewhere", async () => {
    const { out, err } = await mtasts(["lint", "policy", "--fix", "-"], { stdin: goodPolicy.replaceAll("\r", "") });
    expect(out).toBe(goodPolicy);
    expect(err).toContain("<stdin>:1: fixed policy-lf-line-endings");
    expect((await mtasts(["lint", "sts-record", "--fix", "-"], { stdin: '"v=STSv1; id=1;"\n' })).out).toBe(
      "v=STSv1; id=1;\n",
    );
  });

  it("tells its mends as JSON", async () => {
    const file = folder.file("json.txt", goodPolicy.slice(0, -2));
    expect(JSON.parse((await mtasts(["lint", "policy", "--fix", "--json", file])).out)).toMatchObject({
      files: [{ issues: [], mends: [{ line: 4, codes: ["policy-no-final-newline"] }] }],
    });
  });

  it("leaves what is no text as it is", async () => {
    const bytes = Buffer.concat([Buffer.from(goodPolicy), Buffer.of(0xff)]);
    const file = folder.file("latin1.txt", bytes);
    expect(await mtasts(["lint", "policy", "--fix", file])).toMatchObject({ code: 2 });
    expect(readFileSync(file)).toEqual(bytes);
  });
});

describe("a file that cannot be judged", () => {
  it.each([
    ["is not there", () => path.join(folder.path, "none.txt"), "no such file"],
    ["is a folder", () => folder.path, "is a directory"],
    ["is binary", () => folder.file("a.bin", Buffer.of(1, 0, 2)), "is a binary file"],
    ["is too large", () => folder.file("large.txt", Buffer.alloc(1_048_577, "a")), "is larger than 1048576 bytes"],
    ["lies below a file", () => path.join(folder.file("a.txt", ""), "b"), "no such file"],
  ])("because it %s, is told in one line", async (_, make, why) => {
    const file = make();
    expect(await mtasts(["lint", "policy", file])).toEqual({ code: 2, out: "", err: `error: ${file}: ${why}\n` });
  });

  it("keeps the others from nothing", async () => {
    const file = folder.file("bad.txt", "x");
    mkdirSync(path.join(folder.path, "sub"), { recursive: true });
    const { code, out, err } = await mtasts(["lint", "policy", path.join(folder.path, "sub"), file]);
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^error: .*sub: is a directory\n\d errors\n$/),
    });
    expect(out).toContain(`${file}:1:1: error policy-invalid-line`);
  });

  it("does not reach the terminal as it is", async () => {
    const file = folder.file("evil.txt", "\u001b[2Jmode: enforce\u202e\r\n".repeat(3));
    const { out } = await mtasts(["lint", "policy", file], { isTerminal: true, env: { FORCE_COLOR: "1" } });
    expect(out).not.toContain("\u001b[2J");
    expect(out).not.toContain("\u202e");
    expect(out).toContain("\\u{1b}[2Jmode");
  });
});
