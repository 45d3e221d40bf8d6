import { describe, expect, it } from "@jest/globals";
import { providerFacts, type ProviderFacts } from "../src/mail-provider-data";
import { mailProviders } from "../src/mail-providers";

const facts: readonly (readonly [string, ProviderFacts])[] = Object.entries(providerFacts);

describe("providerFacts", () => {
  it("has a preset for each provider, and no other", () => {
    expect(Object.keys(mailProviders).sort()).toEqual(Object.keys(providerFacts).sort());
  });

  it.each(facts)("%s tests whole names", (_, { hosts, wildcard = hosts }) => {
    for (const { source } of [hosts, wildcard]) expect(source).toMatch(/^\^.*\$$/u);
  });

  it.each(facts)("%s names a page if its hosts are documented", (_, { source, confidence }) => {
    expect(source.startsWith("https://")).toBe(confidence === "documented");
  });

  it("allows wildcards only where a provider documents them", () => {
    const wild = facts.filter(([, { wildcard }]) => wildcard !== undefined).map(([key]) => key);
    expect(wild).toEqual(["microsoft365", "googleWorkspace", "cloudflareEmailRouting"]);
  });
});
