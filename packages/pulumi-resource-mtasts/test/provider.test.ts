import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, MtaSts as Native, type MtaStsArgs as NativeArgs } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { cloudflareDns, r2, r2ObjectProvider, worker } from "pulumi-mtasts/cloudflare";
import { MtaStsProvider } from "../src/provider";

interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: unknown;
}

const registered: Registered[] = [];
const looks = jest.fn<() => Promise<object>>();
jest.mock("@mtasts/check", () => ({ lookBeforeDeploying: () => looks() }));
jest.spyOn(pulumi.log, "warn").mockResolvedValue();
const settings = { project: "project", stack: "stack" };

beforeEach(async () => {
  registered.length = 0;
  const option = { resourceRecordName: "_t.example.", resourceRecordValue: "_p.example.", domainName: "example.com" };
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        registered.push({ type, name, inputs });
        const added = {
          arn: `arn:aws:${name}`,
          hex: "0a0b",
          domainName: "d1.example",
          domainValidationOptions: [option],
        };
        return { id: (id ?? "") || `${name}-id`, state: { ...added, ...(inputs as object) } };
      },
      call: ({ inputs }) => inputs as object,
    },
    settings.project,
    settings.stack,
  );
});
afterEach(() => pulumi.runtime.disconnect());

/** All children, when nothing more comes. */
async function settled(): Promise<readonly Registered[]> {
  await pulumi.runtime.disconnect();
  return registered.splice(0).sort((a, b) => (a.name < b.name ? -1 : 1));
}

const type = "mtasts:index:MtaSts";
const mail = {
  domain: "example.com",
  mode: "enforce",
  mx: ["mail.example.com"],
  maxAge: 604_800,
  revision: 1,
  tlsRpt: { rua: ["mailto:a@example.org"] },
} as const;
const elsewhere = { host: { external: { target: "policies.example" } }, dns: { manual: {} } };
const mxMigration = { to: ["mx.example.net"], announcedSince: "2026-01-01T00:00:00Z" };
const zone = { accountId: "a1", zoneId: "z1" };
const target = "policies.example";
const key = { accessKeyId: "k", secretAccessKey: "s" };

/** Each host and each DNS provider, as another language names it and as a TypeScript program makes it. */
const deployments: readonly (readonly [string, object, () => Pick<NativeArgs, "host" | "dns" | "previousHost">])[] = [
  [
    "cloudfront and route53",
    { host: { cloudfront: {} }, dns: { route53: { zoneId: "Z1" } } },
    () => ({ host: cloudfront(), dns: route53({ zoneId: "Z1" }) }),
  ],
  [
    "worker and cloudflare, after cloudfront",
    { host: { worker: zone }, previousHost: { cloudfront: {} }, dns: { cloudflare: { zoneId: "z1" } } },
    () => ({ host: worker(zone), previousHost: cloudfront(), dns: cloudflareDns({ zoneId: "z1" }) }),
  ],
  [
    "external and manual",
    { host: { external: { target } }, dns: { manual: {} } },
    () => ({ host: external({ target }), dns: manualDns() }),
  ],
  [
    "r2 and cloudflare",
    { host: { r2: { ...zone, ...key } }, dns: { cloudflare: { zoneId: "z1" } } },
    () => {
      const objects = r2ObjectProvider("mail-object-provider", { accountId: "a1", ...key });
      return { host: r2({ ...zone, objects }), dns: cloudflareDns({ zoneId: "z1" }) };
    },
  ],
];

describe("the component for other languages", () => {
  it.each(deployments)("asks for the same resources as the native one: %s", async (_, named, made) => {
    const { urn, state } = await new MtaStsProvider().construct("mail", type, { ...mail, ...named }, {});
    const ours = await settled();
    const native = new Native("mail", { ...mail, ...made() });
    expect(ours).toEqual(await settled());
    expect(ours.length).toBeGreaterThan(0);
    const [told, expected] = await Promise.all(
      [state, native].map(async (outputs) => {
        const { policyId, policyText, policyUrl, records, mxMigration, retirement } = outputs as Native;
        return await valueOf(
          pulumi.output({ policyId, policyText, policyUrl, records, mxMigration, retirement } as object),
        );
      }),
    );
    expect(told).toEqual(expected);
    expect(await valueOf(pulumi.output(urn))).toContain(`${type}::mail`);
  });

  it("tells the times of a migration and of a retirement", async () => {
    const { state } = await new MtaStsProvider().construct("mail", type, { ...mail, ...elsewhere, mxMigration }, {});
    expect(await valueOf(pulumi.output(state as unknown))).toMatchObject({
      mxMigration: { moveAfterSeconds: { relaxed: 300 }, moveFrom: { relaxed: "2026-01-01T00:05:00Z" } },
    });
    const none = { ...mail, ...elsewhere, mode: "none", noneSince: "2026-01-01T00:00:00Z" };
    const retired = await new MtaStsProvider().construct("other", type, none, {});
    expect(await valueOf(pulumi.output(retired.state as unknown))).toMatchObject({
      retirement: { noneSince: "2026-01-01T00:00:00Z", waitSeconds: 2_419_501 },
    });
  });

  it("is refused by the look at what is live before anything is registered, in one error", async () => {
    process.env["MTASTS_OFFLINE"] = "0";
    looks.mockResolvedValue({ mx: { isMissing: false, exchanges: ["a.example.net"] }, record: { unseen: "TIMEOUT" } });
    const inputs = { ...mail, ...elsewhere, preflight: "error" };
    const message = await new MtaStsProvider()
      .construct("mail", type, inputs, {})
      .catch((error: unknown) => String(error));
    process.env["MTASTS_OFFLINE"] = "1";
    expect(message).toMatch(/"a\.example\.net".*\[mx-not-covered\]$/u);
    expect(looks).toHaveBeenCalledTimes(1);
    expect(await settled()).toEqual([]);
  });

  it("is refused before anything is registered, with all problems at once", async () => {
    const wrong = { domain: "example.com.", mode: "enforced", host: {}, dns: { manual: {} }, strict: "yes", typo: 1 };
    const refused = new MtaStsProvider().construct("mail", type, wrong, {});
    await expect(refused).rejects.toThrow(/^MtaSts "mail": 6 problems in the arguments\n/u);
    const message = await refused.catch((error: unknown) => (error as Error).message);
    for (const place of ["host", "domain", "mode", "mx", "strict", "typo"]) expect(message).toContain(`\n  ${place}: `);
    expect(await settled()).toEqual([]);
  });

  it("tells no secret in a refusal", async () => {
    const inputs = { ...mail, domain: pulumi.secret("secret.example."), host: { cloudfront: {} }, dns: { manual: {} } };
    const message = await new MtaStsProvider().construct("mail", type, inputs, {}).catch(String);
    expect(message).toContain("domain: must not end with a dot, got [secret]");
    expect(message).not.toContain("secret.example");
  });

  it("is the only one", async () => {
    const other = new MtaStsProvider().construct("mail", "mtasts:index:Other", {}, {});
    await expect(other).rejects.toThrow("there is no component mtasts:index:Other, only mtasts:index:MtaSts");
  });

  it("tells the version of its package", () => {
    expect(new MtaStsProvider().version).toMatch(/^\d+\.\d+\.\d+$/u);
  });
});

function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
