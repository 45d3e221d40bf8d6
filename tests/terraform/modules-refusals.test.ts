import { formatIssues, planDeployment, type MtaStsConfig } from "@mtasts/core";
import { beforeAll, describe, expect, it, jest } from "@jest/globals";
import { installed, type EngineName } from "./deployment";
import { firstVariables, folderOf, placeOf, type Variables } from "./module-deployment";
import { toldOf, type Messages } from "./refusals";

jest.setTimeout(60_000);

const label63 = "a".repeat(63);
const many = (count: number, of: (i: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, i) => of(i));

/** Values that are refused, and the codes by which the module tells it, where they are not those of the construct. */
const refused: readonly (readonly [Variables, ...codes: readonly string[]])[] = [
  [{ domain: "example.com." }],
  [{ domain: "localhost" }],
  [{ domain: "192.0.2.1" }],
  [{ domain: "_mta-sts.example.com" }],
  [{ domain: "bücher.example" }],
  [{ domain: "-a.example.com" }],
  [{ domain: "example..com" }],
  [{ domain: "" }],
  [{ domain: "exam ple.com" }],
  [{ domain: "*.example.com" }],
  [{ domain: "https://example.com" }],
  [{ domain: `${"a".repeat(64)}.example.com` }],
  [{ domain: `${label63}.${label63}.${label63}.${"b".repeat(44)}.example` }, "domain-too-long"],
  [{ mx: [] }],
  [{ mx: ["mail.example.com", "mx*.example.com"] }],
  [{ mx: ["*"] }],
  [{ mx: ["*.*.example.com"] }],
  [{ mx: ["mail.*.example.com"] }],
  [{ mx: ["mail.example.com."] }],
  [{ mx: ["192.0.2.1"] }],
  [{ mx: ["mail.example.com:25"] }],
  [{ mx: ["smtp://mail.example.com"] }],
  [{ mx: ["_mail.example.com"] }],
  [{ mx: ["mail.exämple.com"] }],
  [{ mx: ["-mail.example.com"] }],
  [{ mx: [""] }],
  [{ mx: [`${"a".repeat(64)}.example.com`] }],
  [{ mx: [".example.com"] }, "mx-invalid"],
  [{ mx: ["10 mail.example.com"] }, "mx-invalid"],
  [{ mx: ["mail.example.com,mail.example.net"] }, "mx-invalid"],
  [{ mode: "" }],
  [{ mode: "report-only" }],
  [{ mode: "enforced" }, "policy-mode-invalid"],
  [{ mode: "TESTING" }, "policy-mode-invalid"],
  [{ max_age: -1 }],
  [{ max_age: 1.5 }],
  [{ max_age: 31_557_601 }],
  [{ max_age: 0, revision: 0 }],
  [{ revision: -1 }],
  [{ revision: 0.5 }],
  [{ max_age: 31_557_600, revision: 1 }],
  [{ revision: 31_500_000 }],
  [{ mode: "enforce", max_age: 31_557_600, longest_max_age: 2_419_200 }],
  [{ mode: "enforce", max_age: 1_209_600, longest_max_age: 604_800 }],
  [{ longest_max_age: -1 }],
  [{ longest_max_age: 31_557_601 }],
  [{ announced_ids: ["2024-01-01"] }],
  [{ announced_ids: many(1_001, (i) => `id${i}`) }],
  [{ rua: [] }],
  [{ rua: ["tls-reports@example.org"] }],
  [{ rua: ["http://example.org/reports"] }],
  [{ rua: ["mailto:a@example.org", "ftp://example.org"] }],
  [{ rua: ["mailto:a;b@example.org"] }],
  [{ rua: ["mailto:tls reports@example.org"] }],
  [{ rua: ["mailto:a%2@example.org"] }],
  [{ rua: ["mailto:a@example.org,mailto:b@example.org"] }],
  [{ rua: ["mailto:a@example.org!10m"] }, "tlsrpt-uri-encoding"],
  [{ rua: ["mailto:"] }],
  [{ rua: ["mailto:reports"] }],
  [{ rua: ["mailto:a@localhost"] }],
  [{ rua: ["https://localhost/reports"] }],
  [{ rua: ["https:///reports"] }],
  [{ rua: many(100, (i) => `mailto:tls-reports-${i}@a-name-that-takes-room.example.org`) }],
];

/** What is right, however near to the edge. */
const accepted: readonly Variables[] = [
  { domain: "Example.COM", mx: ["*.Example.NET"] },
  { domain: "xn--bcher-kva.example" },
  { domain: `${label63}.${label63}.${label63}.${"b".repeat(42)}.example` },
  { domain: "1and1.example", mx: ["a--b.example", "0.example", "localhost"] },
  { mode: "none", mx: [] },
  { max_age: 31_557_600 },
  { max_age: 31_557_599, revision: 1 },
  { mode: "enforce", max_age: 31_557_600, longest_max_age: 31_557_600 },
  { max_age: 0, revision: 1 },
  { mode: "none", max_age: 1 },
  { announced_ids: ["20240101"] },
  { rua: undefined },
  { rua: ["MAILTO:a+b@example.org", "https://user@reports.example.org:8443/a?b=%2C#c", "https://[2001:db8::1]/"] },
  { rua: ["mailto:a%21b@example.org?subject=x", "https://192.0.2.1"] },
];

function planned({
  domain,
  mx,
  mode,
  max_age: maxAge,
  revision,
  longest_max_age: longestMaxAge,
  announced_ids: announcedIds,
  rua,
}: Variables) {
  const tlsRpt = rua === undefined ? undefined : { rua };
  return planDeployment({ domain, mx, mode, maxAge, revision, longestMaxAge, announcedIds, tlsRpt } as MtaStsConfig);
}

/** The construct's words, in the module's: under its names, and with its advice where core knows what was meant. */
function wordings(variables: Variables): readonly string[] {
  const { issues } = planned({ ...firstVariables, ...variables }) as {
    readonly issues: Parameters<typeof formatIssues>[0];
  };
  return issues
    .filter(({ severity }) => severity === "error")
    .map((one) =>
      formatIssues([one])
        .trim()
        .replaceAll("tlsRpt.rua", "rua")
        .replaceAll("maxAge", "max_age")
        .replaceAll("longestMaxAge", "longest_max_age")
        .replaceAll("announcedIds", "announced_ids"),
    );
}

/** What each call of the module is told. */
function toldBy(engine: EngineName, all: readonly Variables[]): Promise<readonly Messages[]> {
  const place = placeOf("external", "route53");
  const calls = all.map((one) => ({ ...firstVariables, ...one, ...place }));
  return toldOf(engine, folderOf("external", "route53"), calls);
}

const isFull = process.env["TERRAFORM_FULL"] !== undefined;

describe.each(isFull ? installed : (["tofu"] as const))("on %s", (engine) => {
  let told: readonly (readonly string[])[];
  beforeAll(async () => {
    told = await toldBy(engine, [...refused.map(([variables]) => variables), ...accepted]);
  }, 900_000);

  const cases = refused.map(([variables, ...codes], i) => [show(variables), variables, codes, i] as const);
  it.each(cases)("a module refuses %s as the construct does", (_, variables, codes, i) => {
    const wanted = wordings(variables);
    expect(wanted).not.toEqual([]);
    const found = told[i]!;
    if (codes.length > 0) {
      for (const code of codes) expect(found.join("\n")).toContain(`[${code}]`);
      return;
    }
    for (const message of wanted) {
      const [what, code] = [message.slice(0, message.indexOf("; ")), message.slice(message.lastIndexOf(" ["))];
      expect(found.filter((text) => text.startsWith(what) && text.endsWith(code))).toHaveLength(1);
    }
    expect(found).toHaveLength(wanted.length);
  });

  it.each(accepted.map((variables, i) => [show(variables), variables, i] as const))(
    "a module takes %s as the construct does",
    (_, variables, i) => {
      expect(planned({ ...firstVariables, ...variables }).ok).toBe(true);
      expect(told[refused.length + i]).toEqual([]);
    },
  );
});

describe("a policy that is larger than senders read", () => {
  it("is refused as by the construct", async () => {
    const large = { mx: many(3000, (i) => `mx-${i}.a-name-that-takes-some-room.example.com`) };
    expect(await toldBy("tofu", [large])).toEqual([wordings(large)]);
  });
});

// The engine tells it of the variable, and not of the call that left it out: so it is the only call.
describe("an age in enforce that nobody has told of", () => {
  it("is refused as by the construct", async () => {
    const long = { mode: "enforce", max_age: 31_557_600 };
    expect(await toldBy("tofu", [long])).toEqual([wordings(long)]);
  });
});

function show(variables: Variables): string {
  const text = JSON.stringify(variables, (_, value: unknown) => value ?? null);
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}
