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
    { path: "cdktf.json", content: cdktfJson(parts) },
    { path: "package.json", content: MANIFEST },
    { path: "tsconfig.json", content: TSCONFIG },
  ];
}

function program({ plan, host, zone }: ProgramParts): string {
  const own = [...(host === "external" ? ["external"] : []), ...(zone === "manual" ? ["manualDns"] : []), "MtaSts"];
  const aws = [...(host === "cloudfront" ? ["cloudfront"] : []), ...(zone === "route53" ? ["route53"] : [])];
  const onCloudflare = host === "worker" || host === "r2" ? [host] : [];
  const cloudflare = [...(zone === "cloudflare" ? ["cloudflareDns"] : []), ...onCloudflare];
  const variables = variablesOf(host, zone);
  return [
    `import { ${["App", "TerraformOutput", "TerraformStack", ...(variables.length > 0 ? ["TerraformVariable"] : [])].join(", ")} } from "cdktf";`,
    `import { ${own.join(", ")} } from "cdktf-mtasts";`,
    ...(aws.length > 0 ? [`import { ${aws.join(", ")} } from "cdktf-mtasts/aws";`] : []),
    ...(cloudflare.length > 0 ? [`import { ${cloudflare.join(", ")} } from "cdktf-mtasts/cloudflare";`] : []),
    "",
    "const app = new App();",
    'const stack = new TerraformStack(app, "mta-sts");',
    "// Add the providers here, as your other stacks do.",
    ...variables.map(
      (name) => `const ${name} = new TerraformVariable(stack, "${name}", { type: "string" }).stringValue;`,
    ),
    "",
    'const mtaSts = new MtaSts(stack, "mail", {',
    ...configLines(plan, "  "),
    `  host: ${HOSTS[host]},`,
    `  dns: ${ZONES[zone]},`,
    "});",
    "",
    ...OUTPUTS.map((name) => `new TerraformOutput(stack, "${name}", { value: mtaSts.${name}, staticId: true });`),
    "app.synth();",
    "",
  ].join("\n");
}

const OUTPUTS = ["policyId", "policyText", "policyUrl", "records"] as const;

function variablesOf(host: ProgramHost, zone: ProgramZone): readonly string[] {
  const isOnCloudflare = host === "worker" || host === "r2";
  return [
    ...(zone !== "manual" || isOnCloudflare ? ["zoneId"] : []),
    ...(isOnCloudflare ? ["accountId"] : []),
    ...(host === "external" ? ["target"] : []),
  ];
}

const HOSTS: Readonly<Record<ProgramHost, string>> = {
  cloudfront: "cloudfront()",
  worker: "worker({ accountId, zoneId })",
  r2: "r2({ accountId, zoneId })",
  external: "external({ target })",
};

const ZONES: Readonly<Record<ProgramZone, string>> = {
  route53: "route53({ zoneId })",
  cloudflare: "cloudflareDns({ zoneId })",
  manual: "manualDns()",
};

function cdktfJson({ host, zone }: ProgramParts): string {
  const usesAws = host === "cloudfront" || host === "r2" || zone === "route53";
  const usesCloudflare = host === "worker" || host === "r2" || zone === "cloudflare";
  const terraformProviders = [...(usesAws ? ["aws@>= 6.0"] : []), ...(usesCloudflare ? ["cloudflare@>= 5.0"] : [])];
  return `${JSON.stringify({ language: "typescript", app: "npx tsx main.ts", terraformProviders }, null, 2)}\n`;
}

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
