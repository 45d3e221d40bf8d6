import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Folder, mtasts } from "./harness";

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
});
afterAll(() => {
  folder.remove();
});

const plans = path.join(__dirname, "..", "..", "core", "test", "plan-check", "plans");
const plan = (name: string): string => path.join(plans, `${name}.json`);

describe("mtasts check --plan", () => {
  it.each(["terraform-new-mx", "pulumi-new-mx"])("lets %s pass", async (name) => {
    expect(await mtasts(["check", "--plan", plan(name)])).toMatchObject({
      code: 0,
      err: "no problems found\n",
    });
  });

  it.each(["terraform-create", "pulumi-create"])("lets %s pass, and says what it left out offline", async (name) => {
    expect(await mtasts(["check", "--offline", "--plan", plan(name)])).toMatchObject({
      code: 0,
      err: "offline: what the plan creates was not compared with the live domains\nno problems found\n",
    });
  });

  it.each(["terraform-destroy", "pulumi-destroy", "terraform-removed-block", "pulumi-replace-distribution"])(
    "refuses %s",
    async (name) => {
      const { code, out, err } = await mtasts(["check", "--plan", plan(name)]);
      expect({ code, err }).toEqual({ code: 1, err: "1 error\n" });
      expect(out).toMatch(/^example\.com: mode enforce\n {2}(delete|replace) /);
    },
  );

  it("shows what happens to each resource, and why that is refused", async () => {
    const { out } = await mtasts(["check", "--plan", plan("terraform-replace-record")]);
    expect(out).toMatch(/\n {2}replace +announcement +aws_route53_record\.sts\n/);
    expect(out).toMatch(
      /\n\nerror {4}aws_route53_record\.sts: the record is deleted and created again[^\n]*\[txt-recreated\]\n$/,
    );
  });

  it("says that a plan touches no policy", async () => {
    const file = folder.file("other.json", '{"format_version":"1.2","resource_changes":[]}');
    expect((await mtasts(["check", "--plan", file])).out).toBe(
      "terraform: 0 resources, none of which serves or announces a policy\n",
    );
  });

  it("prints JSON, and reads standard input", async () => {
    const stdin = '{"format_version":"1.2","resource_changes":[]}';
    const { code, out } = await mtasts(["check", "--json", "--plan", "-"], { stdin });
    expect({ code, json: JSON.parse(out) as unknown }).toEqual({
      code: 0,
      json: { version: 1, tool: "terraform", resources: 0, domains: [], issues: [] },
    });
  });

  it("takes the end of a retirement from the command line", async () => {
    const content = "version: STSv1\r\nmode: none\r\nmx: a.test.org\r\nmax_age: 86400\r\n";
    const change = (address: string, before: object) => ({
      address,
      type: address.split(".")[0],
      change: { actions: ["delete"], before },
    });
    const removal = {
      format_version: "1.2",
      resource_changes: [
        change("aws_route53_record.sts", { name: "_mta-sts.test.org", type: "TXT", ttl: 300 }),
        change("aws_s3_object.policy", { key: ".well-known/mta-sts.txt", content }),
      ],
    };
    const args = ["check", "--offline", "--plan", folder.file("removal.json", JSON.stringify(removal))];
    expect(await mtasts(args)).toMatchObject({ code: 1, out: expect.stringContaining("[removal-too-early]") });
    const facts = ["--longest-max-age", "604800", "--none-since", "2026-10-20T00:00:00Z"];
    expect(await mtasts([...args, ...facts], { now: Date.UTC(2026, 9, 26) })).toMatchObject({ code: 1 });
    expect(await mtasts([...args, ...facts], { now: Date.UTC(2026, 9, 28) })).toMatchObject({ code: 0 });
  });

  it.each([
    ["another JSON", "{}", 'must be what "terraform show -json" prints of a plan'],
    ["no JSON", "{", "is no JSON"],
    ["no text", Buffer.of(0xff), "is no text in UTF-8"],
  ])("cannot be done with %s", async (_, content, message) => {
    const { code, err } = await mtasts(["check", "--plan", folder.file("bad.json", content)]);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringContaining(message) });
  });

  it.each([
    ["{", "is no JSON: it ends early", "plan-unreadable"],
    ["", "is no JSON: the file is empty", "plan-unreadable"],
    ["PK..", "is no JSON: a plan begins with {", "plan-unreadable"],
    ['{"a":}', "is no JSON", "plan-unreadable"],
    ['{"format_version":"2.0","resource_changes":[]}', 'got "2.0"', "plan-version"],
    ["[]", "must be what", "argument-type"],
  ])("reports %j in one line with code and remedy", async (content, problem, code) => {
    const { err } = await mtasts(["check", "--plan", folder.file("bad.json", content)]);
    expect(err).toMatch(/^[^\n]*; [^\n]*\n$/);
    expect(err).toContain(problem);
    expect(err).toContain(`[${code}]`);
  });

  it("reports a saved plan, and a stream without an end, in one line with code and remedy", async () => {
    const saved = await mtasts(["check", "--plan", folder.file("tfplan", Buffer.from([0x50, 0x4b, 0xff, 0xfe]))]);
    expect(saved).toMatchObject({ code: 2, err: expect.stringContaining("a saved plan has to be converted") });
    const chunk = Buffer.alloc(1_048_576, " ");
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) yield await Promise.resolve(chunk);
    };
    const { code, err } = await mtasts(["check", "--plan", "-"], { chunks: endless() });
    expect({ code, err }).toEqual({
      code: 2,
      err: expect.stringMatching(/^[^\n]*is larger than \d+ bytes; [^\n]*\n$/u),
    });
    for (const line of [saved.err, err]) expect(line).toMatch(/terraform show -json[^\n]*\[plan-unreadable\]\n$/u);
  });

  it("passes what the plan does not show, and refuses it with --strict", async () => {
    const args = ["check", "--offline", "--plan", plan("pulumi-external-widened")];
    expect(await mtasts(args)).toMatchObject({ code: 0, out: expect.stringContaining("[not-judged]") });
    expect(await mtasts([...args, "--strict"])).toMatchObject({ code: 1 });
    expect(await mtasts(["check", "--strict", "--plan", plan("pulumi-r2-widened")])).toMatchObject({ code: 0 });
    expect(await mtasts(["check", "--strict", "--offline", "--plan", plan("terraform-create")])).toMatchObject({
      code: 0,
    });
  });

  it.each(["cloudfront", "worker", "r2"])("refuses a plan that targets only the record of %s", async (host) => {
    const { code, out } = await mtasts(["check", "--plan", plan(`pulumi-${host}-target-record`)]);
    expect({ code, out }).toEqual({ code: 1, out: expect.stringContaining("[id-policy-mismatch]") });
  });

  it.each([
    [["check", "--plan", "x", "example.com"]],
    [["check", "--strict", "example.com"]],
    [["check", "--plan", "x", "--expect", "y"]],
    [["check", "--none-since", "2026-01-01", "example.com"]],
    [["check", "--offline", "example.com"]],
  ])("goes with nothing else: %j", async (args) => {
    expect(await mtasts(args)).toMatchObject({ code: 64, out: "" });
  });
});
