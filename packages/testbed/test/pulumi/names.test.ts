import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { pulumiName } from "../../src/pulumi/names.js";
import { providerPackages } from "../../src/pulumi/packages/index.js";
import { newCloud } from "../harness.js";

const modules = path.join(__dirname, "..", "..", "..", "..", "node_modules", "@pulumi");
const cases = providerPackages.flatMap(({ name, types }) =>
  Object.entries(types).map(([token, type]) => [token, type, name] as const),
);

/** The source of a resource's class in the SDK. */
function classOf(token: string, name: string): string {
  const [, member = ""] = token.split(":");
  const file = path.join(modules, name, `${member.replace(/^index\//, "")}.js`);
  const folder = path.dirname(file);
  const found = readdirSync(folder).find((one) => one.toLowerCase() === path.basename(file).toLowerCase());
  return readFileSync(path.join(folder, found ?? path.basename(file)), "utf8");
}

describe("the names of properties", () => {
  it.each(cases)("of %s are those of the SDK", (token, type, name) => {
    const source = classOf(token, name);
    const properties = new Set(Array.from(source.matchAll(/resourceInputs\["(\w+)"\]/g), ([, property]) => property));
    const schema = newCloud().resources.find(type)?.schema ?? {};
    const names = Object.entries(schema).map(([attribute, kind]) => pulumiName(attribute, kind));
    expect(source).toContain(`'${token}'`);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((one) => !properties.has(one))).toEqual([]);
  });
});
