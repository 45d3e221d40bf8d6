import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { formatIssue } from "../src/issue";
import { lintMailProviders } from "../src/mail-provider-lint";
import { mailProviders, type MailProvider } from "../src/mail-providers";
import { hostileText } from "./fixtures/arbitraries";
import { mailProviderIssues } from "./fixtures/mail-provider-issues";

describe("lintMailProviders", () => {
  it.each(mailProviderIssues)("%j: %s, %s", (input, issues) => {
    const [patterns, mxHosts] = input as readonly [readonly string[], readonly string[]];
    expect(lintMailProviders(patterns, mxHosts).map(formatIssue)).toEqual(issues);
  });

  it("has nothing to say about the presets", () => {
    const presets: readonly MailProvider[] = [
      mailProviders.microsoft365(),
      mailProviders.microsoft365({ daneZone: "h-v1" }),
      mailProviders.googleWorkspace({ withGooglemail: true }),
      mailProviders.cloudflareEmailRouting(),
    ];
    for (const { mx } of presets) expect(lintMailProviders(mx)).toEqual([]);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.array(hostileText), fc.array(hostileText), (patterns, hosts) => {
        lintMailProviders(patterns, hosts);
      }),
    );
  });
});
