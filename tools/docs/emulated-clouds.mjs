import { emulatedRules } from "./sources.mjs";

/** The page that lists the rules of the real services: source, enforced or not, test. */
export function emulatedCloudsPage() {
  const sections = emulatedRules().map(
    ({ title, types, rules }) => `## ${title}

${types.length === 0 ? "" : `${types.map((type) => `\`${type}\``).join(", ")}\n`}
| rule | source | enforced |
| --- | --- | --- |
${rules.map(row).join("\n")}
`,
  );
  return `# The emulated clouds

The tests deploy to an emulated AWS and Cloudflare. An emulated service that takes what the real one refuses makes a false proof,
so each rule below was looked up, has its source, and is enforced if it can break a deployment, its update, its move, or its
removal. Where a rule is not enforced, the table says why. Written by \`npm run docs\` from \`packages/testbed/src/cloud/rules\`; a
test compares the list with the codes in the emulation's source and with the tests that it names.

${sections.join("\n")}`;
}

function row({ rule, sources, codes, test, why }) {
  const refusal = codes.length === 0 ? "" : `${codes.map((code) => `\`${code}\``).join(", ")} · `;
  const enforced = test === undefined ? `no: ${why}` : `yes · ${refusal}\`${fileOf(test)}\``;
  return `| ${rule} | ${sources.map(link).join(" · ")} | ${enforced} |`;
}

function fileOf(test) {
  return test.split(" › ")[0].replace(/^(?:\.\.\/)+/u, "");
}

function link(source) {
  const [, repository, number] = /^([\w.-]+\/[\w.-]+)#(\d+)$/u.exec(source) ?? [];
  if (repository !== undefined) return `[${source}](https://github.com/${repository}/issues/${number})`;
  const { host, pathname } = new URL(source);
  return `[${host}, ${pathname.split("/").filter(Boolean).at(-1) ?? host}](${source})`;
}
