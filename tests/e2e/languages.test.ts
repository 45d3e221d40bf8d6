import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { formatIssue, planDeployment, type MtaStsConfig } from "@mtasts/core";
import { example, examples, firstSettings, openDeployment, programs, type Deployment } from "./deployment";
import { provideLanguages, type OtherLanguages } from "./languages/other-languages";
import { keptOf } from "./languages/same-state";
import { childrenOf, protectedChildren, resourcesOf } from "./stack-state";

// The first time, language hosts and packages are built and installed.
jest.setTimeout(300_000);

let languages: OtherLanguages;
beforeAll(async () => {
  languages = await provideLanguages();
});
afterAll(() => languages.close());

const open = (program: string): Promise<Deployment> => openDeployment(program, undefined, languages.options);

/** The errors of a configuration, as the engine must print them. */
function refusal(config: MtaStsConfig): string {
  const plan = planDeployment(config);
  const errors = plan.ok ? [] : plan.issues.filter(({ severity }) => severity === "error");
  const count = errors.length === 1 ? "1 problem" : `${errors.length} problems`;
  return [`MtaSts "mail": ${count} in the arguments`, ...errors.map(formatIssue)].join("\n");
}

/**
 * Runs an update that must fail with this message, change nothing, and take no 5 seconds more than a preview. Returns what was printed.
 *
 * An engine that was told of a refusal stops, and the Python SDK may show where it was at that moment: no trace is ours.
 */
async function expectRefusal({ pulumi, bed }: Deployment, message: string, preview: { readonly seconds: number }) {
  const before = bed.cloud.control.calls.length;
  const { exitCode, output, seconds } = await pulumi("up");
  expect(exitCode).not.toBe(0);
  expect(output.replaceAll(/^ +/gmu, "")).toContain(message);
  const [headline = ""] = message.split("\n");
  // Once as it happens, and once in the summary.
  expect(output.split(headline).length).toBeLessThanOrEqual(3);
  expect(output).not.toMatch(/error serializing|at .*\.[jt]s:\d+/u);
  expect(seconds).toBeLessThan(preview.seconds + 5);
  const calls = bed.cloud.control.calls.slice(before);
  expect(calls.filter(({ type }) => !type.startsWith("random"))).toEqual([]);
  return output;
}

/** What a program leaves behind: its resources, the policy that it outputs, and what the next deployment compares with. */
async function leaves(deployment: Deployment) {
  const { output } = await deployment.mustPulumi("stack", "output", "policyText");
  const resources = await resourcesOf(deployment);
  const component = resources.find(({ type }) => type === "mtasts:index:MtaSts");
  const { announcedIds, zone } = component?.outputs ?? {};
  return { kept: keptOf(resources), policyText: output, memory: { announcedIds, zone } };
}

let native: ReturnType<typeof leaves> | undefined;

async function deployNative(): ReturnType<typeof leaves> {
  const deployment = await openDeployment(example);
  try {
    await deployment.configure(firstSettings);
    await deployment.mustPulumi("up");
    return await leaves(deployment);
  } finally {
    await deployment.close();
  }
}

async function expectSameAsNative(deployment: Deployment): Promise<void> {
  const expected = await (native ??= deployNative());
  expect(expected.kept).toHaveLength(14);
  expect(expected.memory).toMatchObject({ announcedIds: [expect.any(String)], zone: { zoneId: firstSettings.zoneId } });
  expect(await leaves(deployment)).toEqual(expected);
}

describe("a program in Python", () => {
  let python: Deployment;
  let untouched: { readonly seconds: number };
  beforeAll(async () => {
    python = await open(path.join(examples, "python-cloudfront-route53"));
    await python.configure(firstSettings);
  });
  afterAll(() => python.close());

  it("previews all children, and deploys", async () => {
    const { output } = await python.mustPulumi("preview");
    for (const child of ["mail-distribution", "mail-certificate-record", "mail-sts-record"])
      expect(output).toContain(child);
    expect(python.bed.cloud.control.calls.filter(({ operation }) => operation !== "read")).toEqual([]);
    await python.mustPulumi("up");
    const view = await python.look();
    expect(view).toMatchObject({ verdict: "accepted", id: view.idOfBody, rua: ["mailto:tls-reports@example.org"] });
  });

  it("has the state of a program in TypeScript", async () => {
    await expectSameAsNative(python);
  });

  it("shows no drift where there is none, and a change of the policy", async () => {
    untouched = await python.mustPulumi("preview", "--refresh", "--expect-no-changes");
    const before = await python.look();
    await python.configure({ maxAge: "604800", mode: "enforce" });
    await python.mustPulumi("up");
    const after = await python.look();
    expect(after).toMatchObject({ verdict: "accepted", id: after.idOfBody, policy: { maxAge: 604_800 } });
    expect(after.id).not.toBe(before.id);
  });

  it("is refused with all problems at once, as everywhere", async () => {
    const wrong = { domain: "example.com.", mx: ["mx*.example.com", "192.0.2.1"], maxAge: 604_800 } as const;
    await python.configure({ domain: wrong.domain, mx: JSON.stringify(wrong.mx) });
    await expectRefusal(python, refusal({ ...wrong, mode: "enforce", tlsRpt: { rua: firstSettings.rua } }), untouched);
    await python.configure({ domain: firstSettings.domain, mx: firstSettings.mx });
  });

  it("is protected in enforce, until the protection is lifted", async () => {
    const { exitCode, output } = await python.pulumi("destroy");
    expect(exitCode).not.toBe(0);
    expect(output).toContain("cannot be deleted");
    expect((await python.look()).verdict).toBe("accepted");
    await python.configure({ allowDestroy: "true" });
    await python.mustPulumi("up");
    await python.mustPulumi("destroy");
    expect(await resourcesOf(python)).toEqual([]);
  });
});

describe("late, secret and wrapped values from Python", () => {
  let deployment: Deployment;
  beforeAll(async () => {
    deployment = await open(path.join(programs, "python-late-values"));
    await deployment.configure({
      "aws:region": "eu-central-1",
      domain: "example.com",
      lateDomain: "true",
      label: "m*",
    });
  });
  afterAll(() => deployment.close());

  it("are refused as soon as they are known, before anything is created", async () => {
    await deployment.configure({ domain: "example.com." });
    const preview = await deployment.mustPulumi("preview");
    expect(preview.output).toContain("mail-sts-record");
    const headline = 'MtaSts "mail": 2 problems in the arguments';
    const told = await expectRefusal(deployment, `${headline}\ndomain: must not end with a dot`, preview);
    expect(told).toContain("mx[0]: wildcard must be the whole left-most label");
    expect(await childrenOf(deployment)).toEqual([]);
  });

  it("deploy like plain ones: what was only wrapped is not protected", async () => {
    await deployment.configure({ domain: "example.com", lateDomain: undefined, label: undefined });
    const { output } = await deployment.mustPulumi("preview", "--diff");
    for (const known of ["mta-sts.example.com", "_mta-sts.example.com"]) expect(output).toContain(`: "${known}"`);
    await deployment.mustPulumi("up");
    const { verdict, policy } = await deployment.look();
    expect(verdict).toBe("accepted");
    expect(policy?.mx).toEqual(["*.example.net", expect.stringMatching(/^mx-[0-9a-f]{8}\.example\.com$/u)]);
    expect(await protectedChildren(deployment)).toEqual([]);
    await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
  });

  it("keep one secret, and nothing else", async () => {
    const { output } = await deployment.mustPulumi("stack", "export");
    expect(output).not.toContain("tls-reports@example.org");
    expect(output).toContain("max_age: 86400");
    expect(output).toContain("v=STSv1; id=");
  });

  it("leave the provider that the program gives to every child", async () => {
    const all = await childrenOf(deployment);
    expect(all).toHaveLength(13);
    for (const { provider } of all) expect(provider).toContain("::account::");
  });

  it("are protected where only the deployment knows the mode", async () => {
    await deployment.configure({ mode: "late" });
    await deployment.mustPulumi("up");
    // All but the record that asks for reports.
    expect(await protectedChildren(deployment)).toHaveLength(12);
  });
});

describe("a program in Go", () => {
  let deployment: Deployment | undefined;
  afterEach(() => deployment?.close());

  it("deploys what a program in TypeScript deploys, shows no drift, is refused, protected and removed", async () => {
    deployment = await open(languages.goProgram);
    await deployment.configure(firstSettings);
    await deployment.mustPulumi("up");
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", policy: { mode: "testing" } });
    await expectSameAsNative(deployment);
    const preview = await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
    await deployment.configure({ rua: "nobody" });
    await expectRefusal(deployment, 'MtaSts "mail": 1 problem in the arguments\ntlsRpt.rua[0]: ', preview);
    await deployment.configure({ rua: firstSettings.rua, mode: "enforce" });
    await deployment.mustPulumi("up");
    expect((await deployment.pulumi("destroy")).exitCode).not.toBe(0);
    await deployment.configure({ allowDestroy: "true" });
    await deployment.mustPulumi("up");
    await deployment.mustPulumi("destroy");
    expect(await resourcesOf(deployment)).toEqual([]);
  });
});

describe("a program in YAML", () => {
  let deployment: Deployment | undefined;
  afterEach(() => deployment?.close());

  it("deploys, shows no drift, is refused and removed", async () => {
    deployment = await open(path.join(examples, "yaml-cloudfront-route53"));
    const { mx: _, ...settings } = firstSettings;
    await deployment.configure(settings);
    await deployment.mustPulumi("up");
    expect(await deployment.look()).toMatchObject({ verdict: "accepted", policy: { mode: "testing" } });
    const preview = await deployment.mustPulumi("preview", "--refresh", "--expect-no-changes");
    await deployment.configure({ rua: "nobody" });
    await expectRefusal(deployment, 'MtaSts "mail": 1 problem in the arguments\ntlsRpt.rua[0]: ', preview);
    await deployment.mustPulumi("destroy");
    expect(await resourcesOf(deployment)).toEqual([]);
  });
});
