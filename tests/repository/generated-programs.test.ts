import { planDeployment } from "@mtasts/core";
import { cdktfProgram, programHosts, programZones, pulumiProgram, type GeneratedFile } from "@mtasts/core/generate";
import { describe, expect, it } from "@jest/globals";
import { compile } from "./compile";
import { type Snippet } from "./snippets";

const plan = planDeployment({
  domain: "example.com",
  mode: "enforce",
  mx: ["mail.example.com", "*.example.net"],
  revision: 1,
  tlsRpt: { rua: ["mailto:tls@example.org", "https://reports.example.org/tls"] },
});
if (!plan.ok) throw new Error("the example must be right");
const { value } = plan;

const combinations = programHosts.flatMap((host) =>
  programZones
    .filter((zone) => zone !== "route53" || (host !== "worker" && host !== "r2"))
    .map((zone) => ({ plan: value, host, zone })),
);

function snippets(generate: (parts: (typeof combinations)[number]) => readonly GeneratedFile[]): readonly Snippet[] {
  return combinations.map((parts) => ({
    place: `${parts.host} with ${parts.zone}`,
    code: generate(parts)[0]?.content ?? "",
  }));
}

describe("generated programs", () => {
  it.each([
    ["Pulumi", pulumiProgram],
    ["CDKTF", cdktfProgram],
  ])("of %s pass the compiler, for every host with every zone", (_, generate) => {
    const found = compile(snippets(generate));
    expect(found.size).toBe(10);
    for (const [{ place }, messages] of found) expect({ place, messages }).toEqual({ place, messages: [] });
  });
});
