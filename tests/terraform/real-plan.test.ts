import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { MtaSts } from "cdktf-mtasts";
import { AwsProvider, cloudfront, route53 } from "cdktf-mtasts/aws";
import { terraformIn } from "@mtasts/engines";
import { startTestbed } from "@mtasts/testbed";
import { describe, expect, it, jest } from "@jest/globals";
import { zoneId } from "../e2e/accounts";
import { AWS_VERSION, findRealProvider, RealFolder, type RealProvider } from "../parity/schema/real-provider";

jest.setTimeout(180_000);

const real = findRealProvider();
if (real === undefined) {
  process.stderr.write(`No Terraform, or no AWS provider ${AWS_VERSION} on this disk: its plan can't be compared\n`);
}

/** What version 6 has, and version 5 does not; and a legacy argument of buckets. */
const exceptions = new Set(["region", "bucket_region", "bucket_namespace", "logging_v1_enabled", "acl"]);

type Values = Readonly<Record<string, unknown>>;

interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: { readonly after: Values; readonly after_unknown: Values };
  }[];
}

/** The construct as version 5 of the AWS provider takes it, which is asked without any account. */
function configuration(): object {
  const stack = new TerraformStack(new App({ outdir: tmpdir(), stackTraces: false }), "mta-sts");
  const offline = {
    access_key: "key",
    secret_key: "secret",
    skip_credentials_validation: true,
    skip_metadata_api_check: true,
    skip_requesting_account_id: true,
    default_tags: [{ tags: { team: "mail" } }],
  };
  const options = { version: AWS_VERSION };
  new AwsProvider(stack, "aws", { region: "eu-central-1", ...offline }, options);
  const east = new AwsProvider(stack, "east", { region: "us-east-1", ...offline }, { alias: "east", ...options });
  new MtaSts(stack, "mail", {
    domain: "example.com",
    mode: "enforce",
    mx: ["mail.example.com"],
    tlsRpt: { rua: "mailto:tls-reports@example.org" },
    host: cloudfront({ usEast1Provider: east }),
    dns: route53({ zoneId }),
  });
  const { terraform, ...rest } = stack.toTerraform() as { readonly terraform: Values };
  return { ...rest, terraform: { required_providers: terraform["required_providers"] } };
}

async function realPlan(provider: RealProvider): Promise<Plan> {
  const folder = await RealFolder.open(provider, "plan", configuration());
  try {
    await folder.must("plan", "-out=planned");
    return JSON.parse(await folder.must("show", "-json", "planned")) as Plan;
  } finally {
    folder.close();
  }
}

async function emulatedPlan({ program }: RealProvider): Promise<Plan> {
  const bed = await startTestbed();
  const folder = mkdtempSync(path.join(tmpdir(), "mtasts-terraform-"));
  try {
    writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(configuration()));
    const command = terraformIn({ program, folder, providers: bed.terraformEnv });
    await command("init");
    await command("plan", "-out=planned");
    return JSON.parse((await command("show", "-json", "planned")).output) as Plan;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await bed.stop();
  }
}

/** Each attribute's planned value, and what of it is unknown; nothing where it is empty, however that is spelled. */
function facts({ resource_changes: changes }: Plan): ReadonlyMap<string, string> {
  const entries = changes
    .filter(({ address }) => address.startsWith("aws_"))
    .flatMap(({ address, change: { after, after_unknown: unknown } }) =>
      Object.keys({ ...after, ...unknown })
        .filter((name) => !exceptions.has(name))
        .map((name) => [`${address}.${name}`, JSON.stringify([filled(after[name]), filled(unknown[name])])] as const),
    );
  return new Map(entries);
}

function filled(value: unknown): unknown {
  if (value === null || value === undefined || value === false || value === "") return undefined;
  if (typeof value !== "object") return value;
  if (Array.isArray(value)) {
    const items = value.map(filled);
    return items.every((item) => item === undefined) ? undefined : items;
  }
  const entries = Object.entries(value)
    .map(([name, inner]) => [name, filled(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

(real === undefined ? describe.skip : describe)("the emulated AWS provider", () => {
  it("plans what the real one plans: values, computed ones and unknown ones", async () => {
    const [theirs, ours] = [facts(await realPlan(real!)), facts(await emulatedPlan(real!))];
    expect(ours.size).toBeGreaterThan(100);
    const different = [...ours].filter(([place, fact]) => (theirs.get(place) ?? "[null,null]") !== fact);
    expect(different.map(([place, fact]) => `${place}: ${fact}, not ${String(theirs.get(place))}`)).toEqual([]);
  });
});
