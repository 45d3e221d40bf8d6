import { describe, expect, it } from "@jest/globals";
import { waitUntilServed, type Ports, type Waited } from "../src";
import { DOMAIN, POLICY, portsOf, type World } from "./harness/world";

const site = { host: `mta-sts.${DOMAIN}`, body: POLICY };

/** Waits in a world that changes after some attempts. */
async function waitIn(
  worlds: readonly World[],
  policyId = "2",
  timeoutMs = 150,
): Promise<{ readonly waited: Waited; readonly fetches: number }> {
  let fetches = 0;
  const current = (): Ports => portsOf(worlds[Math.min(fetches, worlds.length - 1)] ?? {});
  const ports: Ports = {
    ...portsOf({}),
    resolveTxt: async (name, signal) => await current().resolveTxt(name, signal),
    resolveAddress: async (name, signal) => await current().resolveAddress(name, signal),
    fetchPolicy: async (request, signal) => {
      const reply = current().fetchPolicy(request, signal);
      fetches += 1;
      return await reply;
    },
  };
  const waited = await waitUntilServed({ domain: DOMAIN, site, policyId, timeoutMs, pauseMs: 20 }, ports);
  return { waited, fetches };
}

describe("waitUntilServed", () => {
  it("ends when the bytes are served", async () => {
    const old = { web: { body: "version: STSv1\r\n" } };
    expect(await waitIn([old, old, {}])).toEqual({ waited: { outcome: "served" }, fetches: 3 });
  });

  it("ends at once where the id is announced, whatever the host does", async () => {
    const { waited, fetches } = await waitIn([{ web: { kind: "refused" } }], "1", 10_000);
    expect(waited).toEqual({ outcome: "announced" });
    expect(fetches).toBeLessThanOrEqual(1);
  });

  it.each<[string, World, string]>([
    ["another policy", { web: { body: `${POLICY}\r\n` } }, "192.0.2.1: another policy"],
    ["other line ends", { web: { body: POLICY.replaceAll("\r\n", "\n") } }, "192.0.2.1: another policy"],
    ["another status", { web: { status: 503 } }, "192.0.2.1: status 503"],
    ["a content type that is none", { web: { headers: {} } }, "192.0.2.1: content type none"],
    [
      "another content type",
      { web: { headers: { "Content-Type": "text/html" } } },
      "192.0.2.1: content type text/html",
    ],
    [
      "a content type that would act on a terminal",
      { web: { headers: { "Content-Type": "text/html\u009b2J\u202e" } } },
      "192.0.2.1: content type text/html\\u{9b}2J\\u{202e}",
    ],
    [
      "an error that quotes a stranger",
      { web: { kind: "refused", detail: "a\u0085b" } },
      "192.0.2.1: refused (a\\u{85}b)",
    ],
    ["no connection", { web: { kind: "refused", detail: "ECONNREFUSED" } }, "192.0.2.1: refused (ECONNREFUSED)"],
    ["no address", { zone: { "mta-sts.bank.example": null } }, "no address for mta-sts.bank.example (NXDOMAIN)"],
  ])("tells of %s when the time is over", async (_, world, last) => {
    const began = performance.now();
    expect((await waitIn([world])).waited).toEqual({ outcome: "timeout", last });
    expect(performance.now() - began).toBeLessThan(1_500);
  });
});
