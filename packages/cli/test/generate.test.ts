import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { parsePolicy, policyId } from "@mtasts/core";
import { readDeploymentOutputs } from "@mtasts/core/deployment-outputs";
import { terraformModules } from "@mtasts/core/generate";
import { Folder, mtasts } from "./harness";

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
});
afterAll(() => {
  folder.remove();
});

/** The files of a folder, by their names. */
function filesIn(from: string, names = readdirSync(from)): Readonly<Record<string, string>> {
  return Object.fromEntries(names.sort().map((name) => [name, readFileSync(path.join(from, name), "utf8")]));
}

const base = [
  "generate",
  "--domain",
  "test.org",
  "--mx",
  "mail.test.org",
  "*.test.net",
  "--rua",
  "mailto:tls@reports.test",
];

/** Links of a page lead elsewhere from a copy of it. */
function withoutLinks(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const pages = Object.entries(files).map(([name, text]) =>
    name.endsWith(".md") ? [name, text.replace(/\]\([^)]*\)/gu, "]()")] : [name, text],
  );
  return Object.fromEntries(pages) as Readonly<Record<string, string>>;
}

describe("mtasts generate", () => {
  it("writes policy and records as text", async () => {
    expect(await mtasts(base)).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringMatching(
        /mta-sts\.txt\n[^]*\nmode: testing\nmx: \*\.test\.net\nmx: mail\.test\.org\n[^]*_mta-sts\.test\.org\.\t300\tIN\tTXT\t"v=STSv1/,
      ),
    });
  });

  it("writes JSON that a check can expect", async () => {
    const { out } = await mtasts([
      ...base,
      "--format",
      "json",
      "--mode",
      "enforce",
      "--max-age",
      "604800",
      "--revision",
      "2",
    ]);
    const [outputs] = readDeploymentOutputs(JSON.parse(out));
    expect(outputs).toMatchObject({ domain: "test.org", policyId: policyId(outputs?.policyText ?? "") });
    expect(parsePolicy(outputs?.policyText ?? "")).toMatchObject({ value: { mode: "enforce", maxAge: 604_802 } });
  });

  it("writes zone text", async () => {
    expect((await mtasts([...base, "--format", "bind"])).out).toMatch(
      /^\$ORIGIN test\.org\.\n_smtp\._tls\t300\tIN\tTXT\t[^\n]*\n_mta-sts\t/,
    );
  });

  it.each([
    ["pulumi", "index.ts", 'import { MtaSts } from "pulumi-mtasts";'],
    ["cdktf", "main.ts", 'import { MtaSts } from "cdktf-mtasts";'],
  ])("writes a program for %s", async (format, file, content) => {
    expect((await mtasts([...base, "--format", format])).out).toContain(content);
    const out = path.join(folder.path, format);
    expect(await mtasts([...base, "--format", format, "--out", out])).toMatchObject({ code: 0, out: "" });
    expect(readFileSync(path.join(out, file), "utf8")).toContain(content);
  });

  it("writes a web root byte by byte, and the records beside it", async () => {
    const out = path.join(folder.path, "site");
    const { code, out: records, err } = await mtasts([...base, "--format", "static", "--out", out]);
    expect(readdirSync(out).sort()).toEqual([".gitattributes", ".nojekyll", ".well-known", "CNAME", "_headers"]);
    const policy = readFileSync(path.join(out, ".well-known", "mta-sts.txt"), "utf8");
    expect(records).toContain(`"v=STSv1; id=${policyId(policy)};"`);
    expect({ code, lines: err.split("\n").length }).toEqual({ code: 0, lines: 6 });
    expect(await mtasts([...base, "--format", "static"])).toMatchObject({ code: 64 });
  });

  it("writes a Terraform module as it is in the repository, and what calls it", async () => {
    for (const { folder: name, host, zone } of terraformModules) {
      const out = path.join(folder.path, name);
      const args = [...base, "--format", "terraform", "--host", host, "--dns", zone, "--out", out];
      expect(await mtasts(args)).toMatchObject({ code: 0, out: "" });
      expect(readdirSync(out).sort()).toEqual(["mta-sts", "mta-sts.tf"]);
      expect(readFileSync(path.join(out, "mta-sts.tf"), "utf8")).toContain('source = "./mta-sts"');
      // Compared with the source, and not with the copy that the build makes.
      const source = path.join(__dirname, "..", "..", "..", "examples", name);
      const kept = readdirSync(source).filter((file) => /\.(?:tf|md)$/u.test(file));
      expect(withoutLinks(filesIn(path.join(out, "mta-sts")))).toEqual(withoutLinks(filesIn(source, kept)));
    }
    const listed = terraformModules.map(({ folder: name }) => name).sort();
    const all = readdirSync(path.join(__dirname, "..", "..", "..", "examples"));
    expect(all.filter((name) => /^terraform-(?!former-zone-)/u.test(name))).toEqual(listed);
    expect(await mtasts([...base, "--format", "terraform"])).toMatchObject({
      code: 64,
      err: expect.stringContaining("--format terraform writes several files: name a folder with --out"),
    });
  });

  it.each(["file", "folder"])("writes through no symbolic link: %s", async (kind) => {
    const out = path.join(folder.path, `linked-${kind}`);
    const elsewhere = path.join(folder.path, `elsewhere-${kind}`);
    mkdirSync(out);
    mkdirSync(elsewhere);
    writeFileSync(path.join(elsewhere, "mta-sts.txt"), "mine\n");
    const [target, link] =
      kind === "folder" ? [elsewhere, ".well-known"] : [path.join(elsewhere, "mta-sts.txt"), "CNAME"];
    symlinkSync(target, path.join(out, link));
    const args = [...base, "--format", "static", "--out", out];
    for (const forced of [args, [...args, "--force"]]) {
      expect(await mtasts(forced)).toMatchObject({
        code: 2,
        out: "",
        err: expect.stringContaining(`${path.join(out, link)}: is a symbolic link; remove it first`),
      });
    }
    expect(filesIn(elsewhere)).toEqual({ "mta-sts.txt": "mine\n" });
    expect(readdirSync(out)).toEqual([link]);
  });

  it("writes into a folder that was named by a link", async () => {
    const real = path.join(folder.path, "real");
    mkdirSync(real);
    symlinkSync(real, path.join(folder.path, "alias"));
    const args = [...base, "--format", "json", "--out", path.join(folder.path, "alias")];
    expect(await mtasts(args)).toMatchObject({ code: 0 });
    expect(readdirSync(real)).toEqual(["mta-sts.json"]);
  });

  it("overwrites nothing that differs, unless it is told to", async () => {
    const out = path.join(folder.path, "kept");
    const args = [...base, "--format", "terraform", "--out", out];
    await mtasts(args);
    expect((await mtasts(args)).err).toMatch(/^(unchanged [^\n]*\n)+$/);
    const main = path.join("mta-sts", "main.tf");
    writeFileSync(path.join(out, main), "# mine\n");
    const other = await mtasts([...args, "--mode", "enforce"]);
    expect(other).toMatchObject({
      code: 2,
      err: expect.stringContaining(`${main}: differs from what would be written; --force overwrites it`),
    });
    expect(readFileSync(path.join(out, "mta-sts.tf"), "utf8")).toContain('mode = "testing"');
    expect(await mtasts([...args, "--mode", "enforce", "--force"])).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(out, "mta-sts.tf"), "utf8")).toContain('mode = "enforce"');
  });

  it.each([
    [["--provider", "googleWorkspace"], "mx: *.aspmx.l.google.com\n"],
    [["--provider", "amazonSes:region=eu-west-1"], "mx: inbound-smtp.eu-west-1.amazonaws.com\n"],
    [["--provider", "MICROSOFT365:daneZone=h-v1"], "mx: *.h-v1.mx.microsoft\n"],
  ])("knows mail providers: %j", async (args, line) => {
    const { code, out, err } = await mtasts(["generate", "--domain", "test.org", ...args]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining(line) });
    expect(err).toContain("info: hosts of ");
  });

  it("warns of hosts that nobody vouches for, once they are to be enforced", async () => {
    const args = ["generate", "--domain", "test.org", "--provider", "fastmail"];
    expect((await mtasts(args)).err).not.toContain("compare these hosts");
    expect((await mtasts([...args, "--mode", "enforce"])).err).toContain("compare these hosts with your MX records");
  });

  it.each([
    ["a domain that is none", ["--domain", "x", "--mx", "a.example"], "[domain-single-label]"],
    ["a pattern that is none", ["--domain", "test.org", "--mx", "mx*.test.org"], "[mx-wildcard-position]"],
    ["no host at all", ["--domain", "test.org"], "[policy-missing-mx]"],
    [
      "two sources",
      ["--domain", "test.org", "--mx", "a.example", "--from-dns"],
      "only one of --mx, --provider and --from-dns",
    ],
    ["an unknown provider", ["--domain", "test.org", "--provider", "nobody"], 'there is no "nobody"; write one of'],
    ["a provider without what it needs", ["--domain", "test.org", "--provider", "zoho"], "write zoho:domain=…"],
    ["a setting that there is not", ["--domain", "test.org", "--provider", "ovh:a=b"], 'takes no setting, got "a"'],
    ["a setting that is no name", ["--domain", "test.org", "--provider", "amazonSes:region=a b"], "must be letters"],
    [
      "a Worker in Route 53",
      ["--domain", "test.org", "--mx", "a.test.org", "--format", "pulumi", "--host", "worker"],
      "add --dns cloudflare",
    ],
    [
      "a place that has no module",
      ["--domain", "test.org", "--mx", "a.test.org", "--format", "terraform", "--host", "worker", "--out", "x"],
      "--format terraform has no module for --host worker --dns route53; use one of --host cloudfront --dns route53, ",
    ],
  ])("refuses %s", async (_, args, message) => {
    const { code, out, err } = await mtasts(["generate", ...args]);
    expect({ code, out }).toEqual({ code: 64, out: "" });
    expect(err).toContain(message);
  });

  it("cannot write below a file", async () => {
    const out = path.join(folder.file("file", ""), "below");
    expect(await mtasts([...base, "--format", "bind", "--out", out])).toMatchObject({ code: 2 });
    expect(existsSync(out)).toBe(false);
  });

  it("names the options of the command line, not the arguments of a program", async () => {
    const quiet = await mtasts(["generate", "--domain", "test.org", "--mx", "mail.test.org"]);
    expect(quiet.err).toBe(
      "warning: --rua: without TLS-RPT, delivery failures are not reported to you; add --rua mailto:tls-reports@example.com, with your own address (RFC 8461 §6) [rollout-no-tlsrpt]\n",
    );
    const wrong = [
      "--mx",
      "mail.test.org",
      "a_b.test.org",
      "--rua",
      "tls@test.org",
      "--max-age",
      "31557600",
      "--revision",
      "9",
    ];
    const { code, out, err } = await mtasts(["generate", "--domain", "test.org", ...wrong]);
    expect({ code, out }).toEqual({ code: 64, out: "" });
    expect(err).toContain("error: --mx (value 2): mx must be a host name");
    expect(err).toContain('       --rua: rua must be a mailto or https URI, got "tls@test.org"');
    expect(err).not.toMatch(/tlsRpt|maxAge|mx\[/u);
    const provider = await mtasts([
      "generate",
      "--domain",
      "a_b.org",
      "--mode",
      "enforce",
      "--provider",
      "googleWorkspace",
    ]);
    expect(provider.err).toMatch(/^error: --domain: /u);
  });
});
