import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, MtaSts, type MtaStsArgs } from "pulumi-mtasts";
import { endProgram, registered, startProgram } from "./harness";

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
      "the look at what is live did not show the _mta-sts record (TIMEOUT)",
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
