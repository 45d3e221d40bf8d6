import { expect, it } from "@jest/globals";
import { transformRules } from "../../../src/adapter";

const all = Object.entries(transformRules).flatMap(([child, { why, arguments: uses }]) => [
  [child, "it", why] as const,
  ...Object.entries(uses).map(([name, use]) => [child, name, "why" in use ? use.why : "free"] as const),
]);

it.each(all)("%s: that %s matters is said in plain words: %s", (_, name, why) => {
  expect(name).toMatch(/^[a-z0-9_.]+$/u);
  expect(why).toMatch(/^[a-zA-Z][^\n;]*[^.\n]$/u);
});
