import {
  configLines,
  type GeneratedFile,
  type ProgramHost,
  type ProgramParts,
  type ProgramZone,
} from "./generated-file";

/**
 * A Pulumi program in TypeScript that deploys the plan, as a project of its own; the first file is the program. Ids of zones and
 * accounts come from the stack's configuration.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { pulumiProgram } from "@mtasts/core/generate";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const files = plan.ok ? pulumiProgram({ plan: plan.value, host: "cloudfront", zone: "route53" }) : [];
 * const program: string = files[0]?.content ?? "";
 */
export function pulumiProgram(parts: ProgramParts): readonly GeneratedFile[] {
  return [
    { path: "index.ts", content: program(parts) },
    { path: "Pulumi.yaml", content: "name: mta-sts\nruntime: nodejs\ndescription: MTA-STS and TLS-RPT\n" },
    { path: "package.json", content: manifest(parts) },
    { path: "tsconfig.json", content: TSCONFIG },
  ];
}

function program({ plan, host, zone }: ProgramParts): string {
  const own = [...(host === "external" ? ["external"] : []), ...(zone === "manual" ? ["manualDns"] : []), "MtaSts"];
  const { before, call } = HOSTS[host];
  const imports = ['import * as pulumi from "@pulumi/pulumi";', `import { ${own.join(", ")} } from "pulumi-mtasts";`];
  const aws = [...(host === "cloudfront" ? ["cloudfront"] : []), ...(zone === "route53" ? ["route53"] : [])];
  const cloudflare = [...(zone === "cloudflare" ? ["cloudflareDns"] : []), ...(CLOUDFLARE_IMPORTS[host] ?? [])];
  if (aws.length > 0) imports.push(`import { ${aws.join(", ")} } from "pulumi-mtasts/aws";`);
  if (cloudflare.length > 0) imports.push(`import { ${cloudflare.join(", ")} } from "pulumi-mtasts/cloudflare";`);
  const usesZoneId = zone !== "manual" || host === "worker" || host === "r2";
  const settings = [...(usesZoneId ? [ZONE_ID] : []), ...before];
  const usesConfig = settings.length > 0 || host === "external";
  return [
    ...(usesConfig ? imports : imports.slice(1)),
    "",
    ...(usesConfig ? ["const config = new pulumi.Config();", ...settings, ""] : []),
    'const mtaSts = new MtaSts("mail", {',
    ...configLines(plan, "  "),
    `  host: ${call},`,
    `  dns: ${ZONES[zone]},`,
    "});",
    "",
    "export const policyId = mtaSts.policyId;",
    "export const policyText = mtaSts.policyText;",
    "export const policyUrl = mtaSts.policyUrl;",
    "export const records = mtaSts.records;",
    "export const mxMigration = mtaSts.mxMigration;",
    "export const retirement = mtaSts.retirement;",
    "",
  ].join("\n");
}

const ZONE_ID = 'const zoneId = config.require("zoneId");';
const ACCOUNT_ID = 'const accountId = config.require("accountId");';

const HOSTS: Readonly<Record<ProgramHost, { readonly before: readonly string[]; readonly call: string }>> = {
  cloudfront: { before: [], call: "cloudfront()" },
  worker: { before: [ACCOUNT_ID], call: "worker({ accountId, zoneId })" },
  r2: {
    before: [
      ACCOUNT_ID,
      'const objects = r2ObjectProvider("r2-objects", {',
      "  accountId,",
      '  accessKeyId: config.require("accessKeyId"),',
      '  secretAccessKey: config.requireSecret("secretAccessKey"),',
      "});",
    ],
    call: "r2({ accountId, zoneId, objects })",
  },
  external: { before: [], call: 'external({ target: config.require("target") })' },
};

const CLOUDFLARE_IMPORTS: Partial<Readonly<Record<ProgramHost, readonly string[]>>> = {
  worker: ["worker"],
  r2: ["r2", "r2ObjectProvider"],
};

const ZONES: Readonly<Record<ProgramZone, string>> = {
  route53: "route53({ zoneId })",
  cloudflare: "cloudflareDns({ zoneId })",
  manual: "manualDns()",
};

function manifest({ host, zone }: ProgramParts): string {
  const usesAws = host === "cloudfront" || host === "r2" || zone === "route53";
  const usesCloudflare = host === "worker" || host === "r2" || zone === "cloudflare";
  const dependencies = {
    ...(usesAws ? { "@pulumi/aws": "^7.0.0" } : {}),
    ...(usesCloudflare ? { "@pulumi/cloudflare": "^6.0.0", "@pulumi/random": "^4.16.0" } : {}),
    "@pulumi/pulumi": "^3.200.0",
    "pulumi-mtasts": "^0.1.0",
  };
  const json = { name: "mta-sts", private: true, main: "index.ts", dependencies, devDependencies: DEV };
  return `${JSON.stringify(json, null, 2)}\n`;
}

const DEV = { "@types/node": "^20.0.0", typescript: "^5.0.0" };

const TSCONFIG = `{
  "compilerOptions": {
    "strict": true,
    "target": "es2022",
    "module": "node16",
    "moduleResolution": "node16",
    "skipLibCheck": true,
    "noEmit": true
  },
  "files": ["index.ts"]
}
`;
