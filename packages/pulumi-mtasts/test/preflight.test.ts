import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { planDeployment, policyId, type MtaStsConfig } from "@mtasts/core";
import { external, manualDns, MtaSts, type MtaStsArgs } from "pulumi-mtasts";
import { rememberIds } from "../src/id-memory";
import { findings, refusalOf } from "../src/preflight";
import { endProgram, registered, startProgram, valueOf } from "./harness";

const base: MtaStsArgs = {
  domain: "example.com",
  mx: ["mail.example.com"],
  tlsRpt: { rua: "mailto:tls-reports@example.org" },
  host: external({ target: "policies.provider.example" }),
  dns: manualDns(),
};

/** A resource whose values a preview does not know. */
class Late extends pulumi.CustomResource {}

const looks = jest.fn<(domain: string) => Promise<object>>();
jest.mock("@mtasts/check", () => ({ lookBeforeDeploying: (domain: string) => looks(domain) }));

const warnings = jest.spyOn(pulumi.log, "warn").mockResolvedValue();
const notes = jest.spyOn(pulumi.log, "info").mockResolvedValue();

beforeEach(async () => {
  jest.clearAllMocks();
  looks.mockResolvedValue({ mx: { isMissing: false, exchanges: ["a.example.net"] }, record: { unseen: "TIMEOUT" } });
  process.env["MTASTS_OFFLINE"] = "0";
  await startProgram();
});
afterEach(async () => {
  await endProgram();
  process.env["MTASTS_OFFLINE"] = "1";
});

const beforeAnyTest = process.env["MTASTS_OFFLINE"];

it("is switched off for every test that does not ask for it", () => {
  expect(beforeAnyTest).toBe("1");
});

describe("the look before a deployment", () => {
  it("warns of what it found, and tells in one line what it did not see", async () => {
    new MtaSts("mail", base);
    await endProgram();
    expect(looks.mock.calls).toEqual([["example.com"]]);
    expect(warnings.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(/"a\.example\.net".*\[mx-not-covered\]$/u),
    ]);
    expect(notes.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(
        /^preflight: preflight could not see the _mta-sts record \(TIMEOUT\); .*\[preflight-incomplete\]$/u,
      ),
    ]);
    expect(registered.map(({ name }) => name)).toContain("mail");
  });

  it.each<[string, Partial<MtaStsArgs>, string]>([
    ["off", { preflight: "off" }, ""],
    ["offline", {}, "1"],
    ["offline by another word", {}, "true"],
  ])("asks nobody when it is %s", async (_, args, offline) => {
    process.env["MTASTS_OFFLINE"] = offline;
    new MtaSts("mail", { ...base, ...args });
    await endProgram();
    expect(looks).not.toHaveBeenCalled();
    expect(warnings).not.toHaveBeenCalled();
  });

  it("says nothing of values that only the deployment will know", async () => {
    await startProgram(true);
    const unknown = new Late("test:index:Late", "late", { value: undefined }).id;
    new MtaSts("mail", { ...base, preflight: "error", domain: unknown });
    await endProgram();
    expect(looks).not.toHaveBeenCalled();
  });

  it("tells no value where an argument is a secret", async () => {
    new MtaSts("mail", { ...base, mx: pulumi.secret(["mail.example.com"]) });
    await endProgram();
    expect(warnings.mock.calls.map(([text]) => text)).toEqual([expect.stringContaining("got [secret];")]);
  });

  it("does not look where arguments are refused anyway", async () => {
    expect(() => new MtaSts("mail", { ...base, domain: "example.com." })).toThrow("domain-trailing-dot");
    await endProgram();
    expect(looks).not.toHaveBeenCalled();
  });
});

/** The live domain with this policy, announced under its own id. */
function liveWith(body: string, exchanges: readonly string[] = ["mail.example.com"]): object {
  return {
    mx: { isMissing: false, exchanges, ttl: 300 },
    record: { texts: [`v=STSv1; id=${policyId(body)};`], aliases: [], ttl: 300 },
    name: { aliases: ["policies.provider.example"], hasAddress: true },
    policy: { body },
  };
}

const enforced = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmax_age: 2419200\r\n";
const retiring = { ...base, mode: "none", noneSince: "2025-01-01T00:00:00Z", allowDestroy: true } as const;

/** The message with which plain arguments are refused. */
async function refusal(args: MtaStsArgs, isSecret = false): Promise<string> {
  const { domain, mode, mx, noneSince } = args;
  const plan = planDeployment({ domain, mode, mx, noneSince } as MtaStsConfig);
  if (!plan.ok) throw new Error(plan.issues[0]?.message);
  const planned = { plan: plan.value, warnings: [] };
  const { preflight: rule = "warn", strict = false } = args;
  if (rule === "off") throw new Error("there is no check");
  const given = isSecret ? pulumi.secret(planned) : pulumi.output(planned);
  const asked = { name: "mail", args, opts: {}, refuses: "options" } as const;
  const found = await valueOf(findings(asked, rule, given, rememberIds("mail", args, given)));
  return refusalOf("mail", found, { mode: rule, strict }) ?? "";
}

describe("a claim that the live domain disproves", () => {
  it.each<[string, MtaStsArgs, readonly string[]]>([
    ["by default", retiring, ["noneSince", "allowDestroy"]],
    ["in mode error", { ...retiring, preflight: "error" }, ["noneSince", "allowDestroy"]],
    ["in mode required", { ...retiring, preflight: "required" }, ["noneSince", "allowDestroy"]],
  ])("is refused %s", async (_, args, paths) => {
    looks.mockResolvedValue(liveWith(enforced));
    const message = await refusal(args);
    expect(message).toContain(`MtaSts "mail": ${paths.length} problems with what is live`);
    for (const path of paths) expect(message).toContain(`${path}: the live policy is in mode enforce`);
  });

  it("is refused without its value where that is secret", async () => {
    looks.mockResolvedValue(liveWith(enforced));
    const message = await refusal(retiring, true);
    expect(message).toContain("noneSince: mode none is not announced yet");
    expect(message).not.toMatch(/2025-01-01|mode enforce/u);
  });

  it("is not judged where preflight is off", async () => {
    looks.mockResolvedValue(liveWith(enforced));
    new MtaSts("mail", { ...retiring, preflight: "off" });
    await endProgram();
    expect(looks).not.toHaveBeenCalled();
    expect(registered.map(({ name }) => name)).toContain("mail");
  });

  it("does not make errors of what the default mode warns about", async () => {
    looks.mockResolvedValue(liveWith(enforced, ["mail.example.com", "a.example.net"]));
    new MtaSts("mail", { ...base, mode: "enforce" });
    await endProgram();
    expect(warnings.mock.calls.map(([text]) => text)).toEqual([expect.stringContaining("[mx-not-covered]")]);
  });
});

describe("a check that could not be made", () => {
  const unseen = { unseen: "TIMEOUT" };
  const blind = { mx: unseen, record: unseen };

  it("warns of the arguments that were not checked, and refuses nothing", async () => {
    looks.mockResolvedValue(blind);
    new MtaSts("mail", { ...base, mode: "none", noneSince: "2025-01-01T00:00:00Z" });
    await endProgram();
    expect(warnings.mock.calls.map(([text]) => text)).toEqual([
      expect.stringContaining("so it did not check noneSince, longestMaxAge"),
    ]);
  });

  it.each([
    ["unreachable DNS", "0"],
    ["MTASTS_OFFLINE", "1"],
  ])("in mode error warns of %s, and says that it does not fail closed", async (_, offline) => {
    process.env["MTASTS_OFFLINE"] = offline;
    looks.mockResolvedValue(blind);
    new MtaSts("mail", { ...base, preflight: "error", strict: true });
    await endProgram();
    expect(warnings.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(/mode "error" does not refuse that, as "required" does; .*\[preflight-incomplete\]$/u),
    ]);
  });

  it.each([
    ["unreachable DNS", "0", "preflight could not see the _mta-sts record (TIMEOUT), the MX records (TIMEOUT)"],
    ["MTASTS_OFFLINE", "1", "MTASTS_OFFLINE is set in the environment, so nothing that is live was checked"],
  ])("in mode required refuses %s", async (_, offline, text) => {
    process.env["MTASTS_OFFLINE"] = offline;
    looks.mockResolvedValue(blind);
    expect(await refusal({ ...base, preflight: "required" })).toContain(text);
  });
});
