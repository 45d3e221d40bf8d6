import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findProgram, terraform, terraformIn, type CommandResult, type TerraformCommand } from "@mtasts/engines";
import type { ProviderSchema } from "./provider-schema";

const SOURCE = "registry.terraform.io/hashicorp/aws";

/** The version of the real provider that is looked for. */
export const AWS_VERSION = "5.100.0";

/** What of its schema is needed, as it was written by `npm run docs:schema`. */
export const schemaFile = path.join(__dirname, `aws-${AWS_VERSION}.json`);

/** Terraform, and a folder that holds the provider as a mirror does. */
export interface RealProvider {
  readonly program: string;
  readonly mirror: string;
}

/** Looks for both. No set-up brings them; `undefined` where either is missing. */
export function findRealProvider(): RealProvider | undefined {
  const program = findProgram(terraform);
  const folder = path.join(SOURCE, AWS_VERSION);
  const skipped = ["proc", "sys", "node_modules", ".terraform", ".git"].flatMap((name) => ["-o", "-name", name]);
  const prune = ["(", ...skipped.slice(1), ")", "-prune"];
  // Somewhere on the disk, though not where Terraform looks by itself.
  const args = ["/", "-xdev", "-maxdepth", "8", ...prune, "-o", "-path", `*/${folder}`, "-print", "-quit"];
  const [found = ""] = spawnSync("find", args, { encoding: "utf8", timeout: 60_000 }).stdout.split("\n");
  return program === undefined || found === "" ? undefined : { program, mirror: found.slice(0, -folder.length) };
}

/**
 * The same, for tests: what is missing is said, and is an error in CI.
 *
 * @param without - What cannot be seen without it.
 */
export function realProviderFor(without: string): RealProvider | undefined {
  const found = findRealProvider();
  if (found !== undefined) return found;
  const problem = `no Terraform on PATH, or no mirror with version ${AWS_VERSION} of the AWS provider on this disk`;
  if (process.env["CI"] !== undefined) throw new Error(problem);
  process.stderr.write(`SKIPPED: ${problem}: ${without}\n`);
  return undefined;
}

/** A folder in which that provider is installed. */
export class RealFolder {
  readonly #run: TerraformCommand;

  private constructor(
    readonly folder: string,
    run: TerraformCommand,
  ) {
    this.#run = run;
  }

  /**
   * Installs the provider for a configuration.
   *
   * @param name - A name for the folder.
   * @param configuration - What is written there, as JSON; or files, by their names.
   */
  static async open(
    { program, mirror }: RealProvider,
    name: string,
    configuration: object | ReadonlyMap<string, string>,
  ): Promise<RealFolder> {
    const folder = path.join(mkdtempSync(path.join(tmpdir(), "mtasts-terraform-")), name);
    mkdirSync(folder);
    const settings = path.join(folder, "settings.tfrc");
    writeFileSync(
      settings,
      `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`,
    );
    const opened = new RealFolder(
      folder,
      terraformIn({ program, folder, providers: {}, env: { TF_CLI_CONFIG_FILE: settings } }),
    );
    opened.write(configuration);
    await opened.must("init");
    return opened;
  }

  /** Writes another configuration in place of the former one. */
  write(configuration: object | ReadonlyMap<string, string>): void {
    const files =
      configuration instanceof Map
        ? (configuration as ReadonlyMap<string, string>)
        : new Map([["cdk.tf.json", JSON.stringify(configuration)]]);
    for (const [file, content] of files) {
      mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
      writeFileSync(path.join(this.folder, file), content);
    }
  }

  /** Runs Terraform, however that ends. */
  run(...args: readonly string[]): Promise<CommandResult> {
    return this.#run(...args);
  }

  /** Runs Terraform, and returns what it prints. */
  async must(...args: readonly string[]): Promise<string> {
    const { exitCode, output, command } = await this.#run(...args);
    if (exitCode !== 0) throw new Error(`${command} ended with ${exitCode}:\n${output}`);
    return output;
  }

  /** What the provider says of itself. */
  async schema(): Promise<ProviderSchema> {
    const output = await this.must("providers", "schema", "-json");
    const { provider_schemas } = JSON.parse(output.slice(output.indexOf("{"))) as {
      readonly provider_schemas: Readonly<Record<string, ProviderSchema>>;
    };
    const found = provider_schemas[SOURCE];
    if (found === undefined) throw new Error(`Terraform says nothing of ${SOURCE}`);
    return found;
  }

  close(): void {
    rmSync(path.dirname(this.folder), { recursive: true, force: true });
  }
}
