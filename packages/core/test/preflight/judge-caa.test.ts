import { describe, expect, it } from "@jest/globals";
import { cloudfrontHost } from "../../src/hosting/aws";
import { judgeCaa } from "../../src/preflight/judge-caa";
import { nothing } from "../fixtures/preflight-issues";

const { authorities } = cloudfrontHost;
const judge = (issuers: readonly string[], isNew = true) =>
  judgeCaa({ ...nothing, caa: { at: "example.com", issuers } }, { authorities, isNew });

describe("judgeCaa", () => {
  it.each(authorities)("is content with %s among others", (name) => {
    expect(judge(["letsencrypt.org", name])).toEqual([]);
  });

  it("is content where no CAA record exists", () => {
    expect(judgeCaa({ ...nothing, caa: { issuers: [] } }, { authorities, isNew: true })).toEqual([]);
  });

  it("warns of the renewal where the certificate has been issued", () => {
    expect(judge(["letsencrypt.org"], false).map(({ severity, refusedIn }) => [severity, refusedIn])).toEqual([
      ["warning", undefined],
    ]);
  });

  it("bounds what a stranger can make it say", () => {
    const many = Array.from({ length: 500 }, (_, i) => `ca${i}.example`);
    expect(judge(many)[0]?.message).toContain('got "ca0.example, ca1.example, ca2.example, ca3.example, ca4.example"');
  });
});
