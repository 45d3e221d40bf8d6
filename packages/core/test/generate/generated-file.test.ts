import { describe, expect, it } from "@jest/globals";
import { configLines, literal, needsCloudflareZone, ruaOf } from "../../src/generate/generated-file";
import { examplePlan } from "./parts";

describe("the arguments of a program", () => {
  it("are those of the plan, one line each", () => {
    expect(configLines(examplePlan({ revision: 2 }), "  ").join("\n")).toBe(
      [
        '  domain: "example.com",',
        '  mode: "testing",',
        "  mx: [",
        '    "*.example.net",',
        '    "mail.example.com",',
        "  ],",
        "  maxAge: 86400,",
        "  revision: 2,",
        '  tlsRpt: { rua: [\n    "mailto:tls@example.org",\n    "https://reports.example.org/tls",\n  ] },',
      ].join("\n"),
    );
  });

  it("hold the destinations as they were given", () => {
    expect(ruaOf(examplePlan())).toEqual(["mailto:tls@example.org", "https://reports.example.org/tls"]);
    const { tlsRpt: _, ...records } = examplePlan().records;
    expect(ruaOf({ ...examplePlan(), records })).toEqual([]);
  });

  it("are literals", () => {
    expect([literal('a"b'), literal(1), literal(["a"], " ")]).toEqual(['"a\\"b"', "1", '[\n   "a",\n ]']);
  });
});

describe("needsCloudflareZone", () => {
  it("holds for hosts that publish their own name", () => {
    expect((["cloudfront", "worker", "r2", "external"] as const).map(needsCloudflareZone)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });
});
