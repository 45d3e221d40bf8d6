import { beforeAll, describe, expect, it } from "@jest/globals";
import * as pulumi from "@pulumi/pulumi";
import { settle } from "../src/settled";

beforeAll(() =>
  pulumi.runtime.setMocks({ newResource: () => ({ id: "id", state: {} }), call: () => ({}) }, "project", "stack", true),
);

/** As the SDK makes one of what comes over the wire. */
type Wire = new (
  resources: readonly pulumi.Resource[],
  promise: Promise<unknown>,
  isKnown: Promise<boolean>,
  isSecret: Promise<boolean>,
  allResources: Promise<readonly pulumi.Resource[]>,
) => pulumi.Output<unknown>;

function wire(value: unknown, { known = true, secret = false, of = [] as readonly pulumi.Resource[] } = {}) {
  const make = pulumi.Output as unknown as Wire;
  const [later, isKnown, isSecret] = [value, known, secret].map((part) => Promise.resolve(part));
  return new make(of, later!, isKnown as Promise<boolean>, isSecret as Promise<boolean>, Promise.resolve([]));
}

const server = () => new pulumi.ComponentResource("test:index:Server", "server");
const isLate = (value: unknown): boolean => pulumi.Output.isInstance(value);

describe("what another language gives", () => {
  it("is plain where it was only wrapped", async () => {
    const wrapped = { mode: wire("enforce"), mx: wire([wire("a.example"), "b.example"]), host: wire({ worker: {} }) };
    const plain = { mode: "enforce", mx: ["a.example", "b.example"], host: { worker: {} } };
    expect(await settle(wrapped)).toEqual({ given: plain, known: plain });
  });

  it("is late where it depends on a resource, and known all the same", async () => {
    const { given, known } = await settle({ mode: wire("enforce", { of: [server()] }) });
    expect(isLate((given as { mode: unknown }).mode)).toBe(true);
    expect(known).toEqual({ mode: "enforce" });
  });

  it("is late where it is unknown", async () => {
    const { given, known } = await settle({ domain: wire(undefined, { known: false }), mx: [wire(pulumi.unknown)] });
    const { domain, mx } = given as { domain: unknown; mx: readonly unknown[] };
    expect([domain, mx, mx[0]].map(isLate)).toEqual([true, false, true]);
    expect(pulumi.containsUnknowns((known as { mx: unknown }).mx)).toBe(true);
  });

  it("keeps a secret in the value that is one", async () => {
    const { given, known } = await settle({ tlsRpt: { rua: [wire("mailto:a@b.example", { secret: true })] } });
    const [uri] = (given as { tlsRpt: { rua: readonly pulumi.Output<string>[] } }).tlsRpt.rua;
    expect(await pulumi.isSecret(uri!)).toBe(true);
    expect(known).toEqual({ tlsRpt: { rua: ["mailto:a@b.example"] } });
  });

  it("has its members at once where the whole of an object came late", async () => {
    const dns = wire({ route53: { zoneId: pulumi.unknown, other: "x" } }, { of: [server()] });
    const { given, known } = await settle({ dns });
    const { route53 } = (given as { dns: { route53: { zoneId: unknown; other: unknown } } }).dns;
    expect([route53, route53.zoneId, route53.other].map(isLate)).toEqual([false, true, true]);
    const seen = (known as { dns: { route53: { zoneId: unknown; other: unknown } } }).dns.route53;
    expect([pulumi.isUnknown(seen.zoneId), seen.other]).toEqual([true, "x"]);
  });

  it("makes secrets of all members where the whole of an object is one", async () => {
    const { given } = await settle({ r2: wire({ accountId: "a", key: "k" }, { secret: true }) });
    const { accountId, key } = (given as { r2: Record<string, pulumi.Output<string>> }).r2;
    expect(await Promise.all([accountId!, key!].map((part) => pulumi.isSecret(part)))).toEqual([true, true]);
  });

  it("lacks what is null", async () => {
    expect(await settle({ mode: null, revision: wire(null), dns: { manual: {}, route53: null } })).toEqual({
      given: { dns: { manual: {} } },
      known: { dns: { manual: {} } },
    });
  });
});
