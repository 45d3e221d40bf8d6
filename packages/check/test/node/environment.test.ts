import { describe, expect, it } from "@jest/globals";
import { formatIssue } from "@mtasts/core";
import { isOffline, readEnvironment } from "../../src/node";

describe("readEnvironment", () => {
  it.each([
    [{}, {}],
    [{ MTASTS_RESOLVER: "192.0.2.53" }, { resolver: { address: "192.0.2.53", port: 53 } }],
    [{ MTASTS_RESOLVER: "192.0.2.53:5353" }, { resolver: { address: "192.0.2.53", port: 5353 } }],
    [{ MTASTS_RESOLVER: "2001:db8::53" }, { resolver: { address: "2001:db8::53", port: 53 } }],
    [{ MTASTS_RESOLVER: "[2001:db8::53]:5353" }, { resolver: { address: "2001:db8::53", port: 5353 } }],
    [
      { MTASTS_HTTPS_PORT: "8443", MTASTS_ALLOW_PRIVATE: "1" },
      { httpsPort: 8443, allowPrivate: true },
    ],
    [{ MTASTS_RESOLVER: "", MTASTS_HTTPS_PORT: "", MTASTS_ALLOW_PRIVATE: "0" }, {}],
  ])("reads %j", (env, value) => {
    expect(readEnvironment(env)).toEqual({ ok: true, value, warnings: [] });
  });

  it.each(["dns.example", "192.0.2.53:0", "192.0.2.53:65536", "192.0.2:53", "[192.0.2.53]:53", ":53", "::1:x"])(
    "refuses the resolver %j",
    (MTASTS_RESOLVER) => {
      const options = readEnvironment({ MTASTS_RESOLVER });
      expect(options.ok ? [] : options.issues.map(formatIssue)).toEqual([
        `MTASTS_RESOLVER: must be an address, with a port or without, got "${MTASTS_RESOLVER}"; write something like 192.0.2.53:53 [argument-type]`,
      ]);
    },
  );

  it("refuses a port that is none", () => {
    const options = readEnvironment({ MTASTS_HTTPS_PORT: "https" });
    expect(options.ok ? [] : options.issues.map(formatIssue)).toEqual([
      'MTASTS_HTTPS_PORT: must be a port, got "https"; write something like 443 [argument-type]',
    ]);
  });
});

describe("isOffline", () => {
  it.each([
    [undefined, false],
    ["", false],
    ["0", false],
    ["1", true],
    ["true", true],
  ])("with MTASTS_OFFLINE=%s is %s", (MTASTS_OFFLINE, offline) => {
    expect(isOffline({ MTASTS_OFFLINE })).toBe(offline);
  });
});
