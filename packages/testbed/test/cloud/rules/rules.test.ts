import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { resourceTypes } from "../../../src/cloud/resources/index.js";
import { cloudRules } from "../../../src/cloud/rules/index.js";

const rules = cloudRules.flatMap(({ rules: all }) => all);
const services = path.join(__dirname, "..", "..", "..", "src", "cloud", "services");
const tests = path.join(__dirname, "..");

/** What stands in a list of forms that the services refuse in. */
const forms = [
  /CloudflareError\(\s*([\d_]+)/gu,
  /\bproblem\((\d+)/gu,
  /\bcode: "([A-Za-z]+)"/gu,
  /\brefuse\([^;]*?\b\d{3}, "([A-Za-z]+)"/gu,
  /^\s*return \{ code: "([A-Za-z]+)"/gmu,
];

/** The codes with which the services refuse, as their sources say. */
function codesInSources(): readonly string[] {
  const files = readdirSync(services, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  return files.flatMap((file) => {
    const source = readFileSync(path.join(services, file), "utf8");
    return forms.flatMap((form) => [...source.matchAll(form)].map(([, code = ""]) => code.replaceAll("_", "")));
  });
}

describe("the rules of the real services", () => {
  it("are there for every type of both clouds", () => {
    const types = resourceTypes.map(({ type }) => type).filter((type) => !type.startsWith("random_"));
    expect([...new Set(cloudRules.flatMap((one) => one.types))].sort()).toEqual([...types].sort());
  });

  it("name every code with which the emulation refuses, and no other", () => {
    const listed = new Set(rules.flatMap(({ codes }) => codes.map(String)));
    const refused = new Set(codesInSources());
    expect(refused.size).toBeGreaterThan(40);
    expect([...refused].filter((code) => !listed.has(code))).toEqual([]);
    expect([...listed].filter((code) => !refused.has(code))).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.rule, rule] as const))(
    "have a source, and a test or a reason: %s",
    (_text, rule) => {
      expect(rule.sources.every((source) => /^(?:https:\/\/\S+|[\w.-]+\/[\w.-]+#\d+)$/u.test(source))).toBe(true);
      expect(rule.sources).not.toEqual([]);
      expect((rule.test === undefined) !== (rule.why === undefined)).toBe(true);
      if (rule.test === undefined) return;
      const [file = "", title = ""] = rule.test.split(" › ");
      expect(readFileSync(path.join(tests, file), "utf8")).toContain(`"${title}"`);
    },
  );
});
