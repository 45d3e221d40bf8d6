// The texts that every contestant reads.
import { readFile } from "node:fs/promises";

const vectorFile = new URL("../../packages/core/test/vectors/policy.json", import.meta.url);

/** The test vectors as they are, valid or not, without those that only test a size. */
export async function vectors() {
  const all = JSON.parse(await readFile(vectorFile, "utf8"));
  return all.flatMap(({ input }) => (input === undefined || input.length > 2_000 ? [] : [input]));
}

/** A valid policy with that many mx lines, every other one a wildcard. */
export function policyOf(lines) {
  const patterns = Array.from({ length: lines }, (_, i) => `mx: ${i % 2 === 0 ? "" : "*."}mx${i}.mail.example.com\r\n`);
  return `version: STSv1\r\nmode: enforce\r\n${patterns.join("")}max_age: 604800\r\n`;
}

/** Hosts for the policy of ten lines: covered by name, by wildcard, and not at all. */
export const hosts = ["mx8.mail.example.com.", "a.mx9.mail.example.com.", "MX0.mail.example.com", "mail.example.net."];
