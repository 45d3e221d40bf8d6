import { describe, expect, it } from "@jest/globals";
import { adviseOnProviders, checkPatterns } from "../src/config-mx";
import type { Fault } from "../src/issue";

function recording() {
  const told: string[] = [];
  const report = ({ code }: Fault, ...path: (string | number)[]) => {
    told.push(`${path.join(".")} ${code}`);
    return null;
  };
  return { told, report };
}

describe("checkPatterns", () => {
  it("tells each fault at its place below the list, wherever that stands", () => {
    const { told, report } = recording();
    const path = ["mxMigration", "to"];
    expect(checkPatterns(["a.example.com", "a.example.com.", 7], { path, report })).toBeNull();
    expect(told).toEqual(["mxMigration.to.1 mx-trailing-dot", "mxMigration.to.2 argument-type"]);
  });

  it("takes an empty list, and lists of any case, and tells what repeats another", () => {
    const { told, report } = recording();
    expect(checkPatterns([], { path: ["mx"], report })).toEqual([]);
    const all = ["*.Example.net", "a.example.net", "b.example.com"];
    expect(checkPatterns(all, { path: ["mx"], report })).toEqual(all.map((each) => each.toLowerCase()));
    expect(told).toEqual(["mx.1 mx-duplicate"]);
  });

  it("tells a single host as the list that was meant", () => {
    const { told, report } = recording();
    expect(checkPatterns("mail.example.com", { path: ["mx"], report })).toBeNull();
    expect(told).toEqual(["mx argument-type"]);
  });
});

describe("adviseOnProviders", () => {
  it("speaks of each provider that is known from hearsay, at the first of its hosts", () => {
    const { told, report } = recording();
    const path = ["mxMigration", "to"];
    adviseOnProviders(["mail.example.com", "mx.zoho.eu", "mx2.zoho.eu"], true, { path, report });
    expect(told).toEqual(["mxMigration.to.1 mx-provider-unverified"]);
  });

  it("speaks of names that no MX record has in every mode, and of hearsay only where senders enforce it", () => {
    const { told, report } = recording();
    adviseOnProviders(["mx.zoho.eu", "smtp.office365.com", "*.outlook.com"], false, { path: ["mx"], report });
    expect(told).toEqual(["mx.1 mx-submission-host", "mx.2 mx-provider-base"]);
  });
});
