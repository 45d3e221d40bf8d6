import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { external, MtaSts, type MtaStsArgs, type PolicyHost } from "cdktf-mtasts";
import { cloudfront, route53 } from "cdktf-mtasts/aws";
import { terraformIn } from "@mtasts/engines";
import { startTestbed } from "@mtasts/testbed";
import { describe, expect, it, jest } from "@jest/globals";
import { zoneId } from "../e2e/accounts";
import { RealFolder, realProviderFor, type RealProvider } from "../parity/schema/real-provider";
import { offline, realStack } from "./real-stack";

jest.setTimeout(180_000);

const real = realProviderFor("what the emulated one plans is not compared with it");

/** What version 6 has, and version 5 does not; and a legacy argument of buckets. */
const exceptions = new Set(["region", "bucket_region", "bucket_namespace", "logging_v1_enabled", "acl"]);

type Values = Readonly<Record<string, unknown>>;

interface Plan {
  readonly resource_changes: readonly {
    readonly address: string;
    readonly change: { readonly after: Values; readonly after_unknown: Values };
  }[];
}

const mx = ["mail.example.com", "*.example.net"];
const rua = "mailto:tls-reports@example.org";

/** By the construct's id: what a deployment can differ in. One plan has them all, since a plan of the real provider takes long. */
const deployments: Readonly<Record<string, (host: PolicyHost) => Omit<MtaStsArgs, "domain" | "dns">>> = {
  enforce: (host) => ({ host, mode: "enforce", mx, tlsRpt: { rua } }),
  testing: (host) => ({ host, mx: ["mail.example.com"] }),
  reports: (host) => ({ host, mx, tlsRpt: { rua: [rua, `https://reports.example.org/${"a".repeat(230)}`] } }),
  retired: (host) => ({ host, mode: "none", revision: 2, tlsRpt: { rua } }),
  lifted: (host) => ({ host, mode: "enforce", mx, maxAge: 604_800, allowDestroy: true, tlsRpt: { rua } }),
  moving: (previousHost) => ({ host: external({ target: "pages.example.org" }), previousHost, mx, tlsRpt: { rua } }),
};

/** The construct as version 5 of the AWS provider takes it, which is asked without any account. */
function configuration(): object {
  return realStack({ ...offline, default_tags: [{ tags: { team: "mail" } }] }, (stack, usEast1Provider) => {
    for (const [id, deployment] of Object.entries(deployments)) {
      const args = deployment(cloudfront({ usEast1Provider }));
      new MtaSts(stack, id, { ...args, domain: `${id}.example.com`, dns: route53({ zoneId }) });
    }
  });
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
    const missing = Object.keys(deployments).filter(
      (id) => ![...ours.keys()].some((place) => place.includes(`.${id}_`)),
    );
    expect(missing).toEqual([]);
    expect(ours.size).toBeGreaterThan(600);
    const different = [...ours].filter(([place, fact]) => (theirs.get(place) ?? "[null,null]") !== fact);
    expect(different.map(([place, fact]) => `${place}: ${fact}, not ${String(theirs.get(place))}`)).toEqual([]);
  });
});
