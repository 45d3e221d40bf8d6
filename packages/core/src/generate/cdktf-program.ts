import {
  configLines,
  type GeneratedFile,
  type ProgramHost,
  type ProgramParts,
  type ProgramZone,
} from "./generated-file";

/**
 * A CDKTF program in TypeScript that deploys the plan, as a project of its own; the first file is the program. Ids of zones and
 * accounts are Terraform variables.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { cdktfProgram } from "@mtasts/core/generate";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const files = plan.ok ? cdktfProgram({ plan: plan.value, host: "cloudfront", zone: "route53" }) : [];
 * const program: string = files[0]?.content ?? "";
 */
export function cdktfProgram(parts: ProgramParts): readonly GeneratedFile[] {
  return [
    { path: "main.ts", content: program(parts) },
    { path: "cdktf.json", content: CDKTF_JSON },
    { path: "package.json", content: MANIFEST },
    { path: "tsconfig.json", content: TSCONFIG },
  ];
}

function program({ plan, host, zone }: ProgramParts): string {
  const variables = variablesOf(host, zone);
  return [
    ...importsOf(host, zone),
    "",
    "const app = new App();",
    'const stack = new TerraformStack(app, "mta-sts");',
    ...variables.map(variableLine),
    ...providersOf(host, zone),
    ...(host === "r2" ? R2_OBJECTS : []),
    "",
    'const mtaSts = new MtaSts(stack, "mail", {',
    ...configLines(plan, "  "),
    `  host: ${HOSTS[host]},`,
    `  dns: ${ZONES[zone]},`,
    "});",
    'new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });',
    "app.synth();",
    "",
  ].join("\n");
}

function importsOf(host: ProgramHost, zone: ProgramZone): readonly string[] {
  const framework = ["App", "TerraformOutput", "TerraformStack"];
  if (variablesOf(host, zone).length > 0) framework.push("TerraformVariable");
  const own = [...(host === "external" ? ["external"] : []), ...(zone === "manual" ? ["manualDns"] : []), "MtaSts"];
  const aws = [
    ...(usesAws(host, zone) ? ["AwsProvider"] : []),
    ...(host === "cloudfront" ? ["cloudfront"] : []),
    ...(zone === "route53" ? ["route53"] : []),
  ];
  const cloudflare = [
    ...(usesCloudflare(host, zone) ? ["CloudflareProvider"] : []),
    ...(zone === "cloudflare" ? ["cloudflareDns"] : []),
    ...(host === "worker" ? ["RandomProvider", "worker"] : []),
    ...(host === "r2" ? ["r2", "r2ObjectProvider", "RandomProvider"] : []),
  ];
  const line = (names: readonly string[], from: string): readonly string[] =>
    names.length === 0 ? [] : [`import { ${names.join(", ")} } from "${from}";`];
  return [
    ...line(framework, "cdktf"),
    ...line(own, "cdktf-mtasts"),
    ...line(aws, "cdktf-mtasts/aws"),
    ...line(cloudflare, "cdktf-mtasts/cloudflare"),
  ];
}

function variableLine(name: string): string {
  const sensitive = name.startsWith("secret") ? ", sensitive: true" : "";
  return `const ${name} = new TerraformVariable(stack, "${name}", { type: "string"${sensitive} }).stringValue;`;
}

/** Without bindings: the providers come with the package. */
function providersOf(host: ProgramHost, zone: ProgramZone): readonly string[] {
  return [
    ...(usesAws(host, zone) ? ['new AwsProvider(stack, "aws", { region: "us-east-1" }, { version: "~> 6.0" });'] : []),
    ...(usesCloudflare(host, zone) ? ['new CloudflareProvider(stack, "cloudflare", {}, { version: "~> 5.9" });'] : []),
    ...(host === "worker" || host === "r2" ? ['new RandomProvider(stack, "random", {}, { version: "~> 3.5" });'] : []),
  ];
}

function usesAws(host: ProgramHost, zone: ProgramZone): boolean {
  return host === "cloudfront" || zone === "route53";
}

function usesCloudflare(host: ProgramHost, zone: ProgramZone): boolean {
  return host === "worker" || host === "r2" || zone === "cloudflare";
}

const R2_OBJECTS = [
  'const objects = r2ObjectProvider(stack, "r2", { accountId, accessKeyId, secretAccessKey });',
] as const;

function variablesOf(host: ProgramHost, zone: ProgramZone): readonly string[] {
  const isOnCloudflare = host === "worker" || host === "r2";
  return [
    ...(zone !== "manual" || isOnCloudflare ? ["zoneId"] : []),
    ...(isOnCloudflare ? ["accountId"] : []),
    ...(host === "r2" ? ["accessKeyId", "secretAccessKey"] : []),
    ...(host === "external" ? ["target"] : []),
  ];
}

const HOSTS: Readonly<Record<ProgramHost, string>> = {
  cloudfront: "cloudfront()",
  worker: "worker({ accountId, zoneId })",
  r2: "r2({ accountId, zoneId, objects })",
  external: "external({ target })",
};

const ZONES: Readonly<Record<ProgramZone, string>> = {
  route53: "route53({ zoneId })",
  cloudflare: "cloudflareDns({ zoneId })",
  manual: "manualDns()",
};

const CDKTF_JSON = `${JSON.stringify({ language: "typescript", app: "npx tsx main.ts" }, null, 2)}\n`;

const MANIFEST = `${JSON.stringify(
  {
    name: "mta-sts",
    private: true,
    dependencies: { cdktf: "^0.21.0", "cdktf-mtasts": "^0.1.0", constructs: "^10.4.2" },
    devDependencies: { "@types/node": "^20.0.0", tsx: "^4.0.0", typescript: "^5.0.0" },
  },
  null,
  2,
)}\n`;

const TSCONFIG = `{
  "compilerOptions": {
    "strict": true,
    "target": "es2022",
    "module": "node16",
    "moduleResolution": "node16",
    "skipLibCheck": true,
    "noEmit": true
  },
  "files": ["main.ts"]
}
`;
