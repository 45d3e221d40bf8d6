import { mkdirSync, writeFileSync } from "node:fs";
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

const FINE = { code: 0, out: "" };

describe("mtasts lint of records as people hold them", () => {
  const FORMS: Readonly<Record<string, string>> = {
    "dig +short": '"v=STSv1; id=1;"\n',
    "dig +short, with an alias": '_mta-sts.provider.example.\n"v=STSv1; " "id=1;"\n',
    dig: `; <<>> DiG 9.20 <<>> TXT _mta-sts.acme.net
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 1
;; QUESTION SECTION:
;_mta-sts.acme.net.	IN	TXT

;; ANSWER SECTION:
_mta-sts.acme.net.	86399	IN	TXT	"v=STSv1; id=1;"
`,
    nslookup: 'Server:\t\t127.0.0.53\n\n_mta-sts.acme.net\ttext = "v=STSv1; id=1;"\n',
    host: '_mta-sts.acme.net descriptive text "v=STSv1; id=1;"\n',
    "a zone file": '$ORIGIN acme.net.\n_mta-sts 300 IN TXT ( "v=STSv1; "\n  "id=1;" )\n',
    "a panel": "\u201cv=STSv1; id=1;\u201d",
    "JSON of DNS over HTTPS": '{"Status":0,"Answer":[{"name":"_mta-sts.acme.net.","type":16,"data":"v=STSv1; id=1;"}]}',
  };

  it.each(Object.entries(FORMS))("%s", async (_, text) => {
    const lint = ["lint", "sts-record", "-"];
    const utf16 = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from(text, "utf16le")]);
    for (const stdin of [text, text.replaceAll("\n", "\r\n"), `\ufeff${text}`, utf16, Buffer.from(text, "utf16le")]) {
      expect(await mtasts(lint, { stdin })).toMatchObject(FINE);
    }
  });

  it("judges each record where it stands", async () => {
    const stdin = '_mta-sts.acme.net. 300 IN TXT "v=STSv1; id=a-b;"\n_mta-sts.acme.net. 300 IN TXT "v=STSv1; id=1;"\n';
    const { code, out, err } = await mtasts(["lint", "sts-record", "-"], { stdin });
    expect(out).toMatch(
      /^<stdin>:1:13: error txt-id-invalid: .*\n {2}v=STSv1; id=a-b;\n {14}\^\n<stdin>:2:1: error txt-multiple-records: .*\n$/,
    );
    expect({ code, err: err.trim().split("\n").length }).toEqual({ code: 1, err: 1 });
  });

  it("tells JSON which records it found", async () => {
    const stdin = '_mta-sts.acme.net. 300 IN TXT "v=STSv1; id=1;"\n';
    const { out } = await mtasts(["lint", "sts-record", "--json", "-"], { stdin });
    expect(JSON.parse(out)).toEqual({
      version: 1,
      files: [
        {
          file: "<stdin>",
          issues: [],
          records: [{ owner: "_mta-sts.acme.net", ttl: 300, text: "v=STSv1; id=1;", line: 1, issues: [] }],
        },
      ],
    });
  });

  it("takes a URL for the domain", async () => {
    const stdin = '_mta-sts.acme.net. 300 IN TXT "v=STSv1; id=1;"\n';
    const args = ["lint", "sts-record", "--domain", "https://mta-sts.acme.net/.well-known/mta-sts.txt", "-"];
    expect(await mtasts(args, { stdin })).toMatchObject(FINE);
    expect((await mtasts(["lint", "sts-record", "--domain", "b.example", "-"], { stdin })).out).toContain(
      'txt-wrong-owner: senders look for the record at another name, got "_mta-sts.acme.net"; write "_mta-sts.b.example"',
    );
  });

  it.each([
    ["nothing", "sts-record", "", "is empty; where it is the output of dig, no record stands at the name"],
    ["white space", "tls-rpt-record", " \r\n", "dig +short TXT _smtp._tls.example.com"],
    ["no policy", "policy", "\n", 'is empty; write one with "mtasts generate"'],
    ["no name", "sts-record", ";; ->>HEADER<<- status: NXDOMAIN", "holds no MTA-STS record: the answer is NXDOMAIN"],
    [
      "an alias alone",
      "sts-record",
      "a.example. IN CNAME b.example.",
      "a.example is an alias of b.example, so ask there",
    ],
    ["another record", "tls-rpt-record", 'x.example. IN TXT "v=spf1 -all"', "holds no TLS-RPT record"],
  ])("says what is missing where there is %s", async (_, kind, stdin, message) => {
    const { code, out, err } = await mtasts(["lint", kind, "-"], { stdin });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
    expect(err.trim()).not.toContain("\n");
  });

  it("fixes a value, and never rewrites what holds more", async () => {
    const value = folder.file("value.txt", '"v=STSv1; id=1;"\n');
    expect(await mtasts(["lint", "sts-record", "--fix", value])).toMatchObject({ code: 0 });
    const zone = folder.file("zone.txt", '_mta-sts.acme.net. IN TXT "v=STSv1; id=1; "\n');
    expect(await mtasts(["lint", "sts-record", "--fix", zone])).toMatchObject({
      code: 2,
      err: expect.stringContaining("--fix takes the value of one record"),
    });
  });
});

describe("mtasts lint of policy files as people hold them", () => {
  it("takes what the command itself has generated", async () => {
    const args = ["generate", "--domain", "example.com", "--mx", "mail.example.com", "--max-age", "604800"];
    const out = path.join(folder.path, "site");
    await mtasts([...args, "--rua", "mailto:tls@example.org", "--format", "static", "--out", out]);
    const linted = await mtasts(["lint", "policy", path.join(out, ".well-known", "mta-sts.txt")]);
    expect([linted.code, linted.out]).toEqual([0, expect.not.stringContaining("placeholder")]);
  });

  it("tells UTF-16 by its name, and judges the rest all the same", async () => {
    const file = folder.file("utf16.txt", Buffer.from(goodPolicy.replace("enforce", "Enforce"), "utf16le"));
    const { code, out } = await mtasts(["lint", "policy", file]);
    expect(code).toBe(1);
    expect(out).toContain('policy-not-utf8: file is not UTF-8, got "UTF-16LE"');
    expect(out).toContain("policy-value-case");
  });

  it("takes the body out of an answer with its head", async () => {
    const stdin = `HTTP/2 200\r\ncontent-type: text/plain\r\n\r\n${goodPolicy}`;
    expect(await mtasts(["lint", "policy", "-"], { stdin })).toMatchObject(FINE);
  });

  it("judges the path of the file", async () => {
    for (const [place, found] of [
      [".well-known/mta-sts.txt", ""],
      ["well-known/mta-sts.txt", "warning policy-file-path"],
      [".well-known/mta-sts", "warning policy-file-path"],
      ["mta-sts.txt", "info policy-file-path"],
      ["policy.txt", ""],
    ] as const) {
      const file = path.join(folder.path, place);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, goodPolicy);
      const { code, out } = await mtasts(["lint", "policy", file]);
      expect({ place, code, found: out.includes("policy-file-path") }).toEqual({ place, code: 0, found: found !== "" });
      expect(out).toContain(found);
    }
  });
});
