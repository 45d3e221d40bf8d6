import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import type { NodePortsOptions, Ports } from "@mtasts/check";
import { nodePorts } from "@mtasts/check/node";
import { planDeployment, policyId as hashOf, type MtaStsConfig } from "@mtasts/core";
import { policyFor, startStage, type Stage } from "@mtasts/testbed/stage";
import { Folder, mtasts, type Around, type Ended } from "./harness";

// Machines are shared, and lookups are repeated before they are given up.
jest.setTimeout(60_000);

let stage: Stage;
let folder: Folder;
let network: readonly string[];
let deployed: string;

const plan = planDeployment({
  domain: "deployed.test",
  mode: "enforce",
  mx: ["mail.deployed.test"],
  tlsRpt: { rua: "mailto:tls@reports.example" },
});
if (!plan.ok) throw new Error("the example must be right");
const { policyId, site } = plan.value;
const outputs = { policyId, policyText: site.body, policyUrl: site.url, records: Object.values(plan.value.records) };

beforeAll(async () => {
  stage = await startStage();
  folder = new Folder();
  network = [
    "--resolver",
    `${stage.dns.address}:${stage.dns.port}`,
    "--ca",
    folder.file("ca.pem", stage.caPem),
    "--https-port",
    String(stage.httpsPort),
    "--allow-private",
    "--timeout",
    "30",
  ];
  deployed = folder.file("deployed.json", JSON.stringify(outputs));
  await stage.publish("good.test");
  await stage.publish("trial.test", { policy: policyFor("trial.test", "testing") });
  await stage.publish("retired.test", { policy: policyFor("retired.test", "none") });
  await stage.publish("broken.test", { page: { status: 404 } });
  await stage.publish("deployed.test", { policy: site.body, id: policyId });
  stage.zone.set("absent.test", { mx: [[10, "mail.absent.test"]] });
  stage.zone.set("mail.absent.test", { a: ["127.0.0.1"] });
  stage.zone.set("_mta-sts.dark.test", { fault: "SERVFAIL" });
  stage.zone.set("dark.test", { mx: [[10, "mail.dark.test"]] });
});
afterAll(async () => {
  await stage.stop();
  folder.remove();
});

async function live(args: readonly string[], around: Around = {}): Promise<Ended> {
  const [command = "", ...rest] = args;
  return await mtasts([command, ...network, ...rest], { ports: nodePorts, ...around });
}

describe("mtasts check", () => {
  it("tells of one domain what a sender concludes, and why", async () => {
    const { code, out, err } = await live(["check", "good.test"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toMatch(/^good\.test: enforced\nSenders deliver only to hosts that match this policy\.\n/);
    expect(out).toContain("  record   v=STSv1; id=20260101T000000;, TTL 300\n");
    expect(out).toContain("mode enforce, kept for 7 days, 1 pattern");
    expect(out).toContain("10 mail.good.test; covered by mail.good.test");
  });

  it("tells what is not there from what could not be asked", async () => {
    const absent = await live(["check", "absent.test"]);
    expect(absent.out).toContain("  record   none (NXDOMAIN)\n");
    const dark = await live(["check", "dark.test"]);
    expect(dark.out).toContain("  record   unknown (SERVFAIL)\n");
    expect(dark.out).toContain("  tls-rpt  none (NXDOMAIN)\n");
  });

  it("shows no more than some of the records that a name holds", async () => {
    stage.zone.set("_mta-sts.flooded.test", { txt: Array.from({ length: 9 }, (_, i) => [`number ${i}`]) });
    const { out } = await live(["check", "flooded.test"]);
    expect(out).toMatch(/ {11}number \d\n {11}and 4 more\n/);
  });

  it.each([
    ["trial.test", "testing", 0],
    ["absent.test", "absent", 0],
    ["broken.test", "broken", 1],
    ["dark.test", "unknown", 2],
  ])("says that %s is %s, and exits with %i", async (domain, verdict, expected) => {
    const { code, out } = await live(["check", domain]);
    expect(out).toMatch(new RegExp(`^${domain.replace(".", "\\.")}: ${verdict}(, \\d+ (errors?|warnings?))*\\n`, "u"));
    expect(code).toBe(expected);
  });

  it("counts warnings only if it is asked to", async () => {
    expect((await live(["check", "absent.test"])).code).toBe(0);
    expect((await live(["check", "--fail-on", "warning", "absent.test"])).code).toBe(1);
  });

  it("puts many domains into one table, from the command line and from standard input", async () => {
    const stdin = "good.test\n\n# a remark\ntrial.test # another\nbroken.test\n";
    const { code, out } = await live(["check", "-", "absent.test"], { stdin });
    const rows = out
      .split("\n\n")[1]
      ?.split("\n")
      .map((line) => line.split(/ {2,}/).slice(0, 2));
    expect(out).toMatch(/^4 domains: 1 enforced, 1 testing, 1 absent, 1 broken; \d errors, \d warnings\n/u);
    expect(rows).toEqual([
      ["domain", "verdict"],
      ["good.test", "enforced"],
      ["trial.test", "testing"],
      ["broken.test", "broken"],
      ["absent.test", "absent"],
    ]);
    expect(out).toMatch(/\n\nbroken\.test:\n {2}error/);
    expect(code).toBe(1);
  });

  it("uses no colors where that is asked for, before or after the command", async () => {
    const around = { isTerminal: true, env: { FORCE_COLOR: "1" } };
    expect((await live(["check", "good.test"], around)).out).toContain("\u001b[32menforced\u001b[39m");
    for (const args of [["check", "--no-color", "good.test"]]) {
      expect((await live(args, around)).out).toContain("good.test: enforced");
    }
  });

  it("wraps text on a terminal only, and no name or URL", async () => {
    const piped = (await live(["check", "broken.test"])).out;
    const around = { isTerminal: true, env: { NO_COLOR: "1" } };
    const shown = (await live(["check", "broken.test"], around)).out;
    const words = (text: string): readonly string[] => text.split(/\s+/u);
    expect(words(shown)).toEqual(words(piped));
    expect(Math.max(...shown.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(shown).toMatch(/\nerror {4}policy: [^\n]*\n {9}\S/u);
    expect(Math.max(...piped.split("\n").map((line) => line.length))).toBeGreaterThan(80);
  });

  it("has one error where no query is answered, which names the resolver", async () => {
    const asked = ["--resolver", "127.0.0.1:1", "--timeout", "20"];
    const { code, out } = await mtasts(["check", ...asked, "dark.test"], { ports: nodePorts });
    expect(code).toBe(2);
    expect(out).toMatch(/^dark\.test: unknown, 1 error\n/u);
    expect(out).toContain("no DNS query for the domain was answered by 127.0.0.1:1");
    expect(out).toContain("--resolver");
    const generated = await mtasts(["generate", ...asked, "--domain", "dark.test", "--from-dns"], { ports: nodePorts });
    expect(generated).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining("not answered by 127.0.0.1:1 ("),
    });
    const retired = await mtasts(["retire", ...asked, "dark.test"], { ports: nodePorts });
    expect(retired).toMatchObject({ code: 2, out: "", err: expect.stringContaining("answered by 127.0.0.1:1") });
  });

  it("plans nothing for a domain that does not exist", async () => {
    expect(await live(["retire", "no-such-domain.test"])).toEqual({
      code: 2,
      out: "",
      err: "error: no-such-domain.test: the domain does not exist, so there is nothing to retire; check the spelling\n",
    });
    expect(await live(["generate", "--domain", "no-such-domain.test", "--from-dns"])).toMatchObject({
      code: 2,
      err: "error: --from-dns: no-such-domain.test does not exist; check the spelling\n",
    });
    const checked = await live(["check", "no-such-domain.test"]);
    expect(checked.out).toMatch(/^no-such-domain\.test: absent, 1 error\n/u);
  });

  it("takes no MX record that holds an IP address", async () => {
    stage.zone.set("numbers.test", { mx: [[10, "192.0.2.1"]] });
    expect(await live(["generate", "--domain", "numbers.test", "--from-dns"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("an MX record of numbers.test holds an IP address (192.0.2.1)"),
    });
  });

  it("prints JSON that holds the reports", async () => {
    const { out, err } = await live(["check", "--json", "good.test", "broken.test"]);
    expect(err).toBe("");
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      domains: [
        { report: { version: 1, domain: "good.test", verdict: "enforced" }, differences: [] },
        { report: { domain: "broken.test", verdict: "broken" } },
      ],
    });
  });

  it("shows its progress on a terminal alone", async () => {
    const both = ["check", "good.test", "trial.test"];
    expect((await live(both, { isTerminal: true })).err).toContain("\r\u001b[K2/2 ");
    expect((await live(both)).err).not.toContain("\r");
  });

  it("knows that a name is none", async () => {
    expect(await live(["check", "not a name"])).toMatchObject({ code: 2 });
  });
});

describe("mtasts check of what stands for a domain", () => {
  it.each([
    "https://mta-sts.good.test/.well-known/mta-sts.txt",
    "postmaster@good.test",
    "_mta-sts.good.test",
    "mta-sts.good.test.",
    "_smtp._tls.GOOD.test",
  ])("takes %s for the domain, and says so", async (given) => {
    const { code, out, err } = await live(["check", given]);
    expect(code).toBe(0);
    expect(out).toMatch(/^good\.test: enforced\n/);
    expect(err).toContain(`${given}: taken for the domain good.test\n`);
  });

  it("says nothing of a mere spelling", async () => {
    expect((await live(["check", "Good.TEST."])).err).not.toContain("taken for");
  });
});

describe("mtasts check of what stands in the wrong place", () => {
  it("names the place, unless it was told not to search", async () => {
    await stage.publish("lost.test", { page: { status: 404 } });
    stage.zone.set("_mta-sts.lost.test", { mx: [[10, "mail.lost.test"]] });
    stage.zone.set("_mtasts.lost.test", { txt: [["v=STSv1; id=1;"]] });
    expect((await live(["check", "lost.test"])).out).toContain(
      'got "_mtasts.lost.test"; write "_mta-sts.lost.test" (RFC 8461 §3.1) [txt-wrong-owner]',
    );
    const { out } = await live(["check", "--no-search", "lost.test"]);
    expect(out).toContain("[txt-missing]");
    expect(out).not.toContain("_mtasts.lost.test");
  });
});

describe("mtasts check of very many domains", () => {
  it("takes a list that no command line could hold, and asks for some at a time", async () => {
    const names = Array.from({ length: 300 }, (_, i) => `d${i}.test`);
    const { out, code } = await live(["check", "--json", "-"], {
      stdin: `# list\n${"#".repeat(2_000_000)}\n${names.join("\n")}\n`,
    });
    const { domains } = JSON.parse(out) as {
      readonly domains: readonly { readonly report: { readonly domain: string } }[];
    };
    expect(domains.map(({ report }) => report.domain)).toEqual(names);
    expect(code).toBeLessThanOrEqual(2);
  });

  it("cannot be done with an empty list", async () => {
    expect(await live(["check", "-"], { stdin: "# nothing\n" })).toMatchObject({
      code: 2,
      err: "error: no domain to check\n",
    });
  });
});

describe("mtasts check --expect", () => {
  it("is content where the internet sees what was deployed", async () => {
    expect(await live(["check", "--expect", deployed])).toMatchObject({ code: 0 });
    expect(await live(["check", "--expect", deployed, "deployed.test"])).toMatchObject({ code: 0 });
  });

  it("knows a domain by each of its spellings, and checks it once", async () => {
    const { code, out } = await live(["check", "--json", "--expect", deployed, "Deployed.test.", "deployed.test"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      domains: [{ report: { given: "Deployed.test.", domain: "deployed.test" } }],
    });
    expect((JSON.parse(out) as { domains: unknown[] }).domains).toHaveLength(1);
  });

  it("tells where it does not", async () => {
    const newer = { ...outputs, policyId: "b2" };
    const { code, out } = await live(["check", "--expect", folder.file("newer.json", JSON.stringify(newer))]);
    expect(code).toBe(1);
    expect(out).toContain(
      `error    id: the announced id is not that of the deployment, which is "b2", got "${policyId}"`,
    );
    const { out: json } = await live(["check", "--json", "--expect", folder.file("newer.json", JSON.stringify(newer))]);
    expect(JSON.parse(json)).toMatchObject({ domains: [{ differences: [{ code: "live-id-differs" }] }] });
  });

  it("cannot be done for a domain that the file does not know, or with a file that knows none", async () => {
    expect(await live(["check", "--expect", deployed, "good.test"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("deployed.json: tells nothing about good.test"),
    });
    expect(await live(["check", "--expect", folder.file("empty.json", "{}")])).toMatchObject({
      code: 2,
      err: expect.stringContaining("empty.json: holds no policyId"),
    });
  });
});

describe("mtasts diff", () => {
  it("shows both sides", async () => {
    const older = { ...outputs, policyText: site.body.replace("enforce", "testing") };
    const file = folder.file("older.json", JSON.stringify(older));
    const { code, out } = await live(["diff", "deployed.test", "--expect", file]);
    expect(out).toContain("--- deployed.test (deployed)\n+++ deployed.test (live)\n");
    expect(out).toContain(`  id: ${policyId}\n  version: STSv1\n- mode: testing\n`);
    expect(out).toContain("\n+ mode: enforce\n");
    expect(out).toContain("The announced id matches the served policy.");
    expect(out).toContain("[id-reused]");
    expect(code).toBe(1);
  });

  it("is content where nothing differs, and gives up where nothing is seen", async () => {
    const args = ["diff", "deployed.test", "--expect"];
    expect(await live([...args, deployed])).toMatchObject({ code: 0, err: "no problems found\n" });
    expect(JSON.parse((await live([...args, deployed, "--json"])).out)).toMatchObject({ version: 1, differences: [] });
    stage.zone.set("_mta-sts.deployed.test", { fault: "SERVFAIL" });
    expect(await live([...args, deployed])).toMatchObject({ code: 2 });
    stage.zone.set("_mta-sts.deployed.test", { txt: [[`v=STSv1; id=${policyId};`]] });
  });
});

describe("mtasts retire", () => {
  const facts = ["--longest-max-age", "2419200", "--none-since", "2026-11-01"];

  it("tells the only certain bound where nothing is known", async () => {
    const { code, out } = await live(["retire", "retired.test"]);
    expect(code).toBe(1);
    expect(out).toContain("the only safe bound is the maximum of 31557600 seconds plus the TTL of 300.");
    expect(out).toContain("2027-11-01T06:05:00Z  remove the TXT record _mta-sts.retired.test");
  });

  it("has mode none announced first", async () => {
    const { code, out } = await live(["retire", "good.test", "--longest-max-age", "0"]);
    expect(code).toBe(1);
    expect(out).toMatch(/1\. {2}now +serve mode "none"[^]*2\. {2}2026-11-08T00:05:00Z/);
    expect(out).toContain("[removal-without-none]");
  });

  it("counts from the day on which mode none was announced", async () => {
    const early = await live(["retire", "retired.test", ...facts], { now: Date.UTC(2026, 10, 15) });
    expect(early).toMatchObject({
      code: 1,
      out: expect.stringContaining("2026-11-29T00:05:00Z  remove the TXT record"),
    });
    const late = await live(["retire", "retired.test", ...facts], { now: Date.UTC(2026, 10, 30) });
    expect(late).toMatchObject({
      code: 0,
      out: expect.stringContaining("now                   remove the TXT record"),
    });
  });

  it("takes from the outputs of a deployment what nobody can see from outside", async () => {
    const retirement = { longestMaxAge: 2_419_200, noneSince: "2026-11-01T00:00:00Z" };
    const policyUrl = "https://mta-sts.retired.test/.well-known/mta-sts.txt";
    const told = (more: object) => {
      const outputs = { policyUrl, policyText: policyFor("retired.test", "none"), retirement, ...more };
      return ["retire", "retired.test", "--expect", folder.file("retirement.json", JSON.stringify(outputs))];
    };
    const early = await live(told({}), { now: Date.UTC(2026, 10, 15) });
    expect(early).toMatchObject({
      code: 1,
      out: expect.stringContaining("2026-11-29T00:05:00Z  remove the TXT record"),
    });
    expect(await live(told({}), { now: Date.UTC(2026, 10, 30) })).toMatchObject({ code: 0 });
    // What the command line says goes before.
    const longer = await live([...told({}), "--longest-max-age", "31557600"], { now: Date.UTC(2026, 10, 30) });
    expect(longer).toMatchObject({ code: 1, out: expect.stringContaining("2027-11-01T06:05:00Z") });
    const unknown = await live(told({ retirement: "[secret]" }), { now: Date.UTC(2026, 10, 30) });
    expect(unknown).toMatchObject({ code: 1, out: expect.stringContaining("the only safe bound") });
  });

  it("prints JSON", async () => {
    const { out } = await live(["retire", "retired.test", "--json", ...facts]);
    expect(JSON.parse(out)).toMatchObject({
      version: 1,
      domain: "retired.test",
      notBefore: "2026-11-29T00:05:00Z",
      waitSeconds: 2_419_500,
      steps: [{ notBefore: "2026-11-29T00:05:00Z" }, { notBefore: "2026-11-29T00:10:00Z" }],
    });
  });

  it("gives up where nothing is seen", async () => {
    expect(await live(["retire", "dark.test"])).toMatchObject({ code: 2 });
    expect(await live(["retire", "retired.test", "--none-since", "2030-01-01"])).toMatchObject({
      code: 2,
      err: "error: --none-since lies in the future\n",
    });
    expect(await live(["retire", "good.test", "--none-since", "2026-10-01"])).toMatchObject({
      code: 2,
      err: "error: --none-since cannot hold: good.test announces mode enforce\n",
    });
  });
});

describe("mtasts generate --from-dns", () => {
  it("takes the hosts of the MX records", async () => {
    const { code, out, err } = await live(["generate", "--domain", "good.test", "--from-dns"]);
    expect({ code, out }).toEqual({ code: 0, out: expect.stringContaining("mx: mail.good.test\n") });
    expect(err).toContain("info: hosts of the MX records of good.test");
  });

  it("takes the documented patterns of a provider", async () => {
    stage.zone.set("tenant.test", { mx: [[0, "tenant-test.mail.protection.outlook.com"]] });
    const { out, err } = await live(["generate", "--domain", "tenant.test", "--from-dns"]);
    expect(out).toContain("mx: *.mail.protection.outlook.com\n");
    expect(err).toContain("the MX records of tenant.test are those of Microsoft 365");
  });

  it("gives up where there is no mail, or no answer", async () => {
    stage.zone.set("null.test", { mx: [[0, ""]] });
    expect(await live(["generate", "--domain", "null.test", "--from-dns"])).toMatchObject({ code: 2 });
    stage.zone.set("mute.test", { fault: "SERVFAIL" });
    expect(await live(["generate", "--domain", "mute.test", "--from-dns"])).toMatchObject({ code: 2 });
  });
});

describe("what a stranger publishes", () => {
  it("reaches no terminal as it is", async () => {
    const escape = "\u001b]0;owned\u0007\u001b[2J\r\u202e\u001b[32mfake";
    await stage.publish("hostile.test", {
      policy: `version: STSv1\r\nmode: ${escape}\r\nmx: ${escape}\r\n${escape}\r\n`,
    });
    stage.zone.set("_mta-sts.hostile.test", { txt: [[`v=STSv1; id=1; x=${escape}`]] });
    stage.zone.set("hostile.test", { mx: [[10, "mail\u001b[31m.hostile.test"]] });
    for (const args of [
      ["check", "hostile.test"],
      ["check", "hostile.test", "good.test"],
      ["check", "--json", "hostile.test"],
    ]) {
      const { out, err } = await live(args);
      expect(`${out}${err}`.replaceAll("\n", "")).not.toMatch(/\p{C}/u);
      const colored = await live(args, { isTerminal: true, env: { FORCE_COLOR: "1" } });
      expect(colored.out).not.toContain("\u001b[32mfake");
      // eslint-disable-next-line no-control-regex -- the escape character is what is looked for
      expect(colored.out.replace(/\u001b\[\d+m/g, "").replaceAll("\n", "")).not.toMatch(/\p{C}/u);
      // eslint-disable-next-line no-control-regex -- as above
      expect(colored.out).not.toMatch(/\u001b(?!\[(?:1|2|22|3[1236]|39)m)/);
    }
  });
});

/** What Terraform prints of a plan with these arguments, as far as it matters here. */
function planWith(config: Partial<MtaStsConfig>, allowDestroy = false, more: object = {}): string {
  const planned = planDeployment({ domain: "deployed.test", mx: ["mail.deployed.test"], ...config });
  if (!planned.ok) throw new Error(planned.issues[0]?.message);
  const { claims, revision, site: to } = planned.value;
  const after = { policyText: to.body, policyUrl: to.url, claims: { ...claims, revision, allowDestroy, ...more } };
  const output_changes = { mta_sts: { actions: ["update"], after, after_unknown: { records: true } } };
  return folder.file("plan.json", JSON.stringify({ format_version: "1.2", resource_changes: [], output_changes }));
}

describe("mtasts check --plan, with what its arguments state", () => {
  const noneSince = "2025-11-01T00:00:00Z";

  it("lets a plan pass that states what is live", async () => {
    const { code, err } = await live(["check", "--plan", planWith({ mode: "enforce" })]);
    expect({ code, err }).toEqual({ code: 0, err: "no problems found\n" });
  });

  it("refuses a retirement that has not begun, and each argument is named", async () => {
    const { code, out, err } = await live(["check", "--plan", planWith({ mode: "none", noneSince }, true)]);
    expect({ code, err }).toEqual({ code: 1, err: "2 errors\n" });
    expect(out).toMatch(
      /\nerror {4}deployed\.test\.noneSince: the live policy is in mode enforce[^\n]*\[none-not-announced\]\n/u,
    );
    expect(out).toContain("deployed.test.allowDestroy: the live policy is in mode enforce");
  });

  it("refuses MX records that have not moved, and prints it as JSON", async () => {
    const mxMigration = { to: ["mail.deployed.example"], movedSince: "2026-10-01T00:00:00Z" };
    const { code, out } = await live(["check", "--json", "--plan", planWith({ mode: "enforce", mxMigration })]);
    const { issues } = JSON.parse(out) as { readonly issues: readonly { readonly code: string }[] };
    expect({ code, codes: issues.map((issue) => issue.code) }).toEqual({ code: 1, codes: ["mx-not-moved"] });
  });

  it("refuses a claim of a module, under the name of its variable", async () => {
    const claims = { longest_max_age: 604_800, revision: 0 };
    const after = { policy_text: site.body, policy_url: site.url, claims };
    const output_changes = { mta_sts: { actions: ["create"], after, after_unknown: { records: true } } };
    const json = JSON.stringify({ format_version: "1.2", resource_changes: [], output_changes });
    const { code, out } = await live(["check", "--plan", folder.file("module.json", json)]);
    expect(code).toBe(1);
    expect(out).toContain(
      "\nerror    deployed.test.longest_max_age: the live policy is enforced with max_age 2419200, which every wait has to include, got 604800; write 2419200 ",
    );
  });

  it("refuses a former host that the name does not lead to", async () => {
    await stage.publish("moving.test");
    stage.zone.set("mta-sts.moving.test", { cname: "pages.host.test" });
    stage.zone.set("pages.host.test", { a: ["127.0.0.1"] });
    const planFrom = (leadsTo: string): string => {
      const hostMove = { host: { ownsName: true }, former: { ownsName: false, leadsTo } };
      return planWith({ domain: "moving.test", mx: ["mail.moving.test"] }, false, { hostMove });
    };
    const third = await live(["check", "--plan", planFrom("sts.third.test")]);
    expect(third.code).toBe(1);
    expect(third.out).toContain(
      'moving.test.previousHost: the name of the policy host leads neither to previousHost nor to host, got "pages.host.test"',
    );
    expect(await live(["check", "--plan", planFrom("pages.host.test")])).toMatchObject({ code: 0 });
  });

  it("compares the times of the command line for every plan", async () => {
    const change = { actions: ["update"], before: { name: "_mta-sts.deployed.test", type: "TXT" } };
    const resource_changes = [{ address: "aws_route53_record.sts", type: "aws_route53_record", change }];
    const file = folder.file("flags.json", JSON.stringify({ format_version: "1.2", resource_changes }));
    const { code, out } = await live(["check", "--plan", file, "--none-since", noneSince, "--longest-max-age", "600"]);
    expect(code).toBe(1);
    expect(out).toContain("deployed.test.noneSince: the live policy is in mode enforce");
    expect(out).toContain("deployed.test.longestMaxAge: the live policy is enforced with max_age 2419200");
  });

  it("cannot be done where the domain does not answer, and is left out offline", async () => {
    const dark = planWith({ domain: "dark.test", mode: "none", mx: ["mail.dark.test"], noneSince });
    const { code, out } = await live(["check", "--plan", dark]);
    expect(code).toBe(2);
    expect(out).toContain("preflight could not see the _mta-sts record (SERVFAIL), so it did not check noneSince");
    expect(await mtasts(["check", "--offline", "--plan", dark])).toMatchObject({
      code: 0,
      err: "offline: what the arguments state was not compared with the live domains\nno problems found\n",
    });
  });
});

/** A zone whose own servers know nothing but that one authority may issue certificates. */
function withCaa(domain: string, value: string): (options: NodePortsOptions) => Ports {
  const none = { rcode: "NOERROR", records: [], dnssec: "unknown" } as const;
  const lost = { rcode: "TIMEOUT", records: [], dnssec: "unknown" } as const;
  const data = { tag: "issue", value };
  return (options) => ({
    ...nodePorts(options),
    resolveCaa: (name) =>
      Promise.resolve(name === domain ? { ...none, records: [{ type: "data", name, ttl: 300, data }] } : none),
    resolveZone: () =>
      Promise.resolve({ rcode: "NOERROR", name: domain, nameServers: [`ns.${domain}`], addresses: ["127.0.0.1"] }),
    askZone: () => ({
      txt: () => Promise.resolve(lost),
      caa: () => Promise.resolve(none),
      address: () => Promise.resolve({ ipv4: lost, ipv6: lost }),
      isZone: () => Promise.resolve(undefined),
    }),
  });
}

/** What Terraform prints of a plan that creates these records. */
function planThatCreates(domain: string, more: readonly object[] = []): string {
  const record = (name: string, label: string, type: string, values: object = {}) => ({
    address: `aws_route53_record.${name}`,
    type: "aws_route53_record",
    change: {
      actions: ["create"],
      before: null,
      after: { name: `${label}.${domain}`, type, zone_id: "Z1", ...values },
    },
  });
  const resource_changes = [
    record("sts", "_mta-sts", "TXT", { records: ["v=STSv1; id=1;"] }),
    record("tls_rpt", "_smtp._tls", "TXT"),
    record("host", "mta-sts", "CNAME"),
    ...more,
  ];
  return folder.file("creates.json", JSON.stringify({ format_version: "1.2", resource_changes }));
}

describe("mtasts check --plan, with records that exist already", () => {
  const codesIn = (out: string): readonly string[] =>
    (JSON.parse(out) as { readonly issues: readonly { readonly code: string }[] }).issues.map(({ code }) => code);

  it("refuses to create what another tool has published, with the command that imports it", async () => {
    const { code, out, err } = await live(["check", "--plan", planThatCreates("good.test")]);
    expect({ code, err }).toEqual({ code: 1, err: "3 errors\n" });
    const [text] = out.split("\n\n").slice(-1);
    expect(text?.replace(/\s+/gu, " ")).toContain(
      'error aws_route53_record.sts: a record that announces a policy exists already, which resolvers cache for 300 s, got "v=STSv1; id=20260101T000000;"; to keep the record, run terraform import aws_route53_record.sts Z1__mta-sts.good.test_TXT; or delete it, and deploy again after its TTL (RFC 8461 §3.1) [txt-not-ours]',
    );
    expect(text).toContain("[tls-rpt-not-ours]");
    expect(text).toContain("[host-name-taken]");
  });

  it("says nothing of a domain that has no records", async () => {
    stage.zone.set("fresh.test", { mx: [[10, "mail.fresh.test"]] });
    expect(await live(["check", "--plan", planThatCreates("fresh.test")])).toMatchObject({
      code: 0,
      err: "no problems found\n",
    });
  });

  it("says nothing of records that the plan holds, at whatever address", async () => {
    const held = (name: string, label: string, type: string) => ({
      address: `aws_route53_record.${name}`,
      type: "aws_route53_record",
      change: {
        actions: ["no-op"],
        before: { name: `${label}.good.test`, type },
        after: { name: `${label}.good.test`, type },
      },
    });
    const more = [held("a", "_mta-sts", "TXT"), held("b", "_smtp._tls", "TXT"), held("c", "mta-sts", "CNAME")];
    const { out } = await live(["check", "--json", "--plan", planThatCreates("good.test", more)]);
    expect(codesIn(out).filter((code) => /not-ours|taken|multiple/u.test(code))).toEqual([]);
  });

  it("refuses a certificate that CAA records forbid, and two records", async () => {
    stage.zone.set("mail-only.test", { mx: [[10, "mail.mail-only.test"]] });
    stage.zone.set("_mta-sts.mail-only.test", { txt: [["v=STSv1; id=1;"], ["v=STSv1; id=2;"]] });
    const certificate = {
      address: "aws_acm_certificate.policy",
      type: "aws_acm_certificate",
      change: { actions: ["create"], before: null, after: { domain_name: "mta-sts.mail-only.test" } },
    };
    const args = ["check", "--json", "--plan", planThatCreates("mail-only.test", [certificate])];
    const { code, out } = await live(args, { ports: withCaa("mail-only.test", "ca.example") });
    expect({ code, codes: codesIn(out) }).toEqual({ code: 1, codes: ["txt-multiple-records", "caa-forbids-acm"] });
  });

  it("refuses the records of a Pulumi preview", async () => {
    const urn = "urn:pulumi:dev::p::aws:route53/record:Record::sts";
    const newState = { inputs: { name: "_mta-sts.good.test", type: "TXT", zoneId: "Z1" } };
    const preview = { steps: [{ op: "create", urn, newState }], changeSummary: { same: 3, create: 1 } };
    const { code, out } = await live(["check", "--plan", folder.file("preview.json", JSON.stringify(preview))]);
    expect(code).toBe(1);
    expect(out.replace(/\s+/gu, " ")).toContain(
      'run pulumi import aws:route53/record:Record sts "Z1__mta-sts.good.test_TXT" --protect=false',
    );
  });

  it("cannot be done where the domain does not answer, and is left out offline", async () => {
    const { code, out } = await live(["check", "--plan", planThatCreates("dark.test")]);
    expect(code).toBe(2);
    expect(out.replace(/\s+/gu, " ")).toContain("so it did not check whether what the plan creates exists already");
    expect(await mtasts(["check", "--offline", "--plan", planThatCreates("dark.test")])).toMatchObject({ code: 0 });
  });
});

/** What Terraform prints of a plan that announces another policy of a host outside of it. */
function planThatAnnounces(domain: string, [before, after]: readonly [string, string]): string {
  const values = (text: string) => ({
    ...{ name: `_mta-sts.${domain}`, type: "TXT", ttl: 300 },
    records: [`v=STSv1; id=${hashOf(text)};`],
  });
  const change = { actions: ["update"], before: values(before), after: values(after) };
  const resource_changes = [{ address: "aws_route53_record.sts", type: "aws_route53_record", change }];
  return folder.file("announces.json", JSON.stringify({ format_version: "1.2", resource_changes }));
}

describe("mtasts check --plan, with a policy host outside the plan", () => {
  const [old, next] = (["enforce", "testing"] as const).map((mode) => policyFor("elsewhere.test", mode));
  const plan = (): string => planThatAnnounces("elsewhere.test", [old ?? "", next ?? ""]);

  it("passes with --strict once the host serves what the plan announces", async () => {
    await stage.publish("elsewhere.test", { policy: next ?? "", id: hashOf(old ?? "") });
    expect(await live(["check", "--strict", "--plan", plan()])).toMatchObject({
      code: 0,
      err: "no problems found\n",
    });
  });

  it("is refused while the host serves the old policy", async () => {
    await stage.publish("elsewhere.test", { policy: old ?? "", id: hashOf(old ?? "") });
    const { code, out } = await live(["check", "--plan", plan()]);
    expect(code).toBe(1);
    expect(out).toContain("[announced-before-served]");
    expect(out).not.toContain("[not-judged]");
  });

  it("is not judged offline, which --strict refuses", async () => {
    const { code, out, err } = await mtasts(["check", "--offline", "--strict", "--plan", plan()]);
    expect(code).toBe(1);
    expect(err).toContain("offline: what the plan does not show was not compared with the live domains\n");
    expect(out).toContain("[not-judged]");
  });
});

describe("mtasts check --plan, where the zone's own servers do not answer", () => {
  it("says what was not seen, and fails with --strict", async () => {
    stage.zone.set("fresh.test", { mx: [[10, "mail.fresh.test"]] });
    const certificate = {
      address: "aws_acm_certificate.policy",
      type: "aws_acm_certificate",
      change: { actions: ["create"], before: null, after: { domain_name: "mta-sts.fresh.test" } },
    };
    const file = planThatCreates("fresh.test", [certificate]);
    const lost = { rcode: "TIMEOUT", records: [], dnssec: "unknown" } as const;
    const ports = (options: NodePortsOptions): Ports => ({
      ...nodePorts(options),
      resolveZone: () => Promise.resolve({ rcode: "TIMEOUT", name: "", nameServers: [], addresses: [] }),
      resolveCaa: () => Promise.resolve(lost),
    });
    const args = ["check", "--plan", file];
    const { code, out } = await live(args, { ports });
    expect({ code, out: out.replace(/\s+/gu, " ") }).toEqual({
      code: 0,
      out: expect.stringMatching(
        /could not see the name of the policy host .* and the CAA records .*\[preflight-incomplete\]/u,
      ),
    });
    expect(await live([...args, "--strict"], { ports })).toMatchObject({ code: 2 });
  });
});
