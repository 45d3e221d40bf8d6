import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { terraformModules, terraformProgram, type ProgramParts } from "../../src/generate";
import { examplePlan } from "./parts";

const moduleFiles = [{ path: "main.tf", content: "# the module\n" }];

function rootOf(parts: Partial<ProgramParts> = {}): string {
  const place = { host: "cloudfront", zone: "route53" } as const;
  return terraformProgram({ plan: examplePlan(), ...place, moduleFiles, ...parts })[0]?.content ?? "";
}

const engine = ["terraform", "tofu"].find((name) => spawnSync(name, ["version"]).status === 0);
const withEngine = engine === undefined ? it.skip : it;
if (engine === undefined) {
  const problem = "neither terraform nor tofu is on PATH";
  if (process.env["CI"] !== undefined) throw new Error(problem);
  console.warn(`skipped: ${problem}`);
}

describe("terraformProgram", () => {
  it("calls the module with the plan's values, and holds no resource itself", () => {
    const plan = examplePlan({ mode: "enforce", revision: 2 });
    const [root, file] = terraformProgram({ plan, host: "external", zone: "cloudflare", moduleFiles });
    expect(root?.path).toBe("mta-sts.tf");
    expect(file).toEqual({ path: "mta-sts/main.tf", content: "# the module\n" });
    expect(root?.content).not.toMatch(/^resource /m);
    expect(root?.content).toMatchInlineSnapshot(`
      "# MTA-STS (RFC 8461) and TLS-RPT (RFC 8460) for example.com. Read mta-sts/README.md before you change anything else.

      # Delete this block if another file of this folder already names these providers.
      terraform {
        required_providers {
          cloudflare = {
            source = "cloudflare/cloudflare"
          }
        }
      }

      module "mta_sts" {
        source = "./mta-sts"

        domain = "example.com"

        # Start with "testing". Change it to "enforce" after two weeks of clean reports, and set max_age below to 604800 for the
        # first week, then to 2419200. Every resource is protected from destruction in every mode.
        mode = "enforce"

        mx = [
          "*.example.net",
          "mail.example.com",
        ]

        max_age = 2419200

        # Raise it by 1 whenever you return to an earlier policy, so that no policy id is announced twice.
        revision = 2

        rua = [
          "mailto:tls@example.org",
          "https://reports.example.org/tls",
        ]

        zone_id = var.zone_id
        target  = var.target
      }

      # What "mtasts check --expect" reads.
      output "mta_sts" {
        value = module.mta_sts
      }

      variable "zone_id" {
        description = "The id of the DNS zone that holds the domain."
        type        = string
      }

      variable "target" {
        description = "The name of the host that serves the policy."
        type        = string
      }
      "
    `);
  });

  it("passes an age that is longer than the usual one as the longest, too", () => {
    const plan = examplePlan({ mode: "enforce", maxAge: 31_536_000, longestMaxAge: 31_536_000 });
    expect(rootOf({ plan })).toContain("  max_age         = 31536000\n  longest_max_age = 31536000\n");
    expect(rootOf({ plan: examplePlan({ mode: "enforce" }) })).not.toContain("longest_max_age");
  });

  it("leaves out reports that the plan has not", () => {
    const { tlsRpt: _, ...records } = examplePlan().records;
    expect(rootOf({ plan: { ...examplePlan(), records } })).not.toContain("rua");
  });

  it("writes strings in which no template begins", () => {
    const plan = examplePlan();
    const hostile = { ...plan, policy: { ...plan.policy, mx: ['a"${b}%{c}$d\\b\b'] } };
    expect(rootOf({ plan: hostile })).toContain('    "a\\"$${b}%%{c}$d\\\\b\\u0008",\n');
  });

  it("asks for the key of R2's objects, and keeps it secret", () => {
    const root = rootOf({ host: "r2", zone: "cloudflare" });
    expect(root).toContain("  providers = {\n    aws.r2 = aws.r2\n  }\n}\n");
    expect(root).toMatch(/variable "secret_access_key" \{\n[^}]*sensitive += true\n\}/u);
  });

  withEngine.each(terraformModules)("is written as the formatter writes: $folder", ({ host, zone }) => {
    for (const mode of ["testing", "enforce"] as const) {
      const input = rootOf({ host, zone, plan: examplePlan({ mode, revision: 1 }) });
      const { stdout, stderr } = spawnSync(engine ?? "", ["fmt", "-"], { input, encoding: "utf8" });
      expect({ stdout, failed: stderr.includes("Error") }).toEqual({ stdout: input, failed: false });
    }
  });
});

describe("terraformModules", () => {
  it.each(terraformModules)("lists folders that exist: $folder", ({ folder }) => {
    expect(existsSync(path.join(__dirname, "..", "..", "..", "..", "examples", folder, "main.tf"))).toBe(true);
  });
});
