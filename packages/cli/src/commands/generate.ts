import type { Mode } from "@mtasts/core";
import { programHosts, programZones, type ProgramHost, type ProgramZone } from "@mtasts/core/generate";
import { Option, type Command } from "commander";
import type { Context } from "../context";
import { parseCount, withNetworkOptions, type NetworkFlags } from "../options";

/** What `--format` takes. */
export const formats = ["text", "json", "bind", "pulumi", "cdktf", "terraform", "static"] as const;
export type Format = (typeof formats)[number];

/** What follows `mtasts generate`. */
export interface GenerateFlags extends NetworkFlags {
  readonly domain: string;
  readonly mx?: readonly string[];
  readonly provider?: string;
  readonly fromDns?: true;
  readonly mode: Mode;
  readonly maxAge?: number;
  readonly revision: number;
  readonly rua?: readonly string[];
  readonly format: Format;
  readonly host: ProgramHost;
  readonly dns: ProgramZone;
  readonly out?: string;
  readonly force?: true;
}

export function addGenerate(program: Command, context: Context): void {
  const command = program
    .command("generate")
    .summary("write policy and records, a web root, or a program that deploys them")
    .description(
      "Writes policy and records for a domain: as text, as files of a web root, or as a program that deploys them.",
    )
    .requiredOption("--domain <name>", "the policy domain: what stands behind the @")
    .option("--mx <pattern...>", "MX hosts, or *.example.net for exactly one label")
    .option("--provider <name>", "MX hosts of a mail provider: googleWorkspace, amazonSes:region=eu-west-1, …")
    .option("--from-dns", "MX hosts that the domain has in DNS now")
    .addOption(
      new Option("--mode <mode>", "what senders do").choices(["testing", "enforce", "none"]).default("testing"),
    )
    .addOption(
      new Option("--max-age <seconds>", "how long senders keep the policy").argParser(parseCount(1, 31_557_600)),
    )
    .addOption(
      new Option("--revision <count>", "raise it at every return to an earlier policy")
        .argParser(parseCount(0, 1_000_000))
        .default(0),
    )
    .option("--rua <uri...>", "where senders report failures: mailto: or https:")
    .addOption(new Option("--format <format>", "what to write").choices(formats).default("text"))
    .addOption(
      new Option("--host <host>", "who serves the policy, in a program").choices(programHosts).default("cloudfront"),
    )
    .addOption(
      new Option("--dns <provider>", "who keeps the zone, in a program").choices(programZones).default("route53"),
    )
    .option("--out <dir>", "write files into this folder")
    .option("--force", "overwrite files that differ")
    .addHelpText("after", EXAMPLES);
  withNetworkOptions(command).action(async (flags: GenerateFlags) => {
    const { generate } = await import("../actions/generate.js");
    await generate(flags, context);
  });
}

const EXAMPLES = `
Examples:
  mtasts generate --domain example.com --mx mail.example.com --rua mailto:tls@example.org
  mtasts generate --domain example.com --provider googleWorkspace --format static --out site
  mtasts generate --domain example.com --from-dns --format terraform --host cloudfront --dns route53 --out infra`;
