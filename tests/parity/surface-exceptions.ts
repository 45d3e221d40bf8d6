/** What only one of the packages has, and why. */
export interface SurfaceException {
  readonly only: RegExp;
  readonly reason: string;
}

/** All of it. Anything else that only one of them has is missing in the other. */
export const surfaceExceptions: readonly SurfaceException[] = [
  {
    only: /^pulumi: file (late-plan|secrets)\.ts$/u,
    reason:
      "arguments that are known only while deploying, or are secret: a construct has none, since what it hashes must be there",
  },
  {
    only: /^pulumi: file (id-memory|last-deployment)\.ts$/u,
    reason: "what the engine remembers of the last deployment: a construct cannot read its own state",
  },
  {
    only: /^cdktf: file announced-ids\.ts$/u,
    reason: "the same, as a list that the program keeps and the state does not forget",
  },
  {
    only: /^pulumi: file build\.ts$/u,
    reason: "what a component is made of, whatever language asks for it; a construct has one class",
  },
  {
    only: /^pulumi: (file|export) remote\/index\.ts\b.*$/u,
    reason: "the same, for the provider that offers the component to other languages",
  },
  {
    only: /^pulumi: file (aws\/needs-aws|cloudflare\/needs-cloudflare|optional-peer)\.ts$/u,
    reason: "packages of providers, of which a construct needs none",
  },
  {
    only: /^cdktf: file (provider|resource|terraform-data|(aws|cloudflare)\/(provider|resources))\.ts$/u,
    reason: "resources and providers of its own, where Pulumi has those of its packages",
  },
  {
    only: /^cdktf: export (aws|cloudflare)\/index\.ts (type ProviderOptions|(type )?\w+Provider(Args)?|\* of "\.\/resources\.js")$/u,
    reason: "the same, for programs and their transforms",
  },
  { only: /^cdktf: file framework\.ts$/u, reason: "the one file in which CDKTF and CDK Terrain differ" },
  { only: /^cdktf: file right-framework\.ts$/u, reason: "the same: one can take the wrong one of the two" },
  {
    only: /^cdktf: (file checks\.ts|(option|default) args\.ts MtaStsArgs\.checks\b.*)$/u,
    reason: "a block of Terraform's, for which Pulumi has nothing",
  },
  {
    only: /^pulumi: (file (network|preflight|turns)\.ts|(option|default) args\.ts MtaStsArgs\.preflight\b.*)$/u,
    reason: "the look at what is live: synth is synchronous, so that a construct can ask nobody; `mtasts check` does",
  },
  {
    only: /^cdktf: export index\.ts type (ChildOptions|MtaStsOutputs|StatedClaims)$/u,
    reason: "types that Pulumi's SDK has, and one for an output, which in Pulumi is an export of the program",
  },
  {
    only: /^cdktf: option mta-sts\.ts (MtaStsOutputs|StatedClaims)\.\w+\??$/u,
    reason: "the same",
  },
  {
    only: /^(pulumi|cdktf): option (aws\/parts\.ts HostParts|testing\/[\w-]+\.ts (Child|Stage|Runs|RunOptions|AskedRecord))\.(name|scope|key|attributes|inputs|opts|parent|preview)$/u,
    reason:
      "within the package: a construct is found by its scope, and a component by its name; only Pulumi has previews",
  },
  {
    only: /^pulumi: (option|default) testing\/problem\.ts ConformanceOptions\.outputs\b.*$/u,
    reason: "mocks are told what a resource gives; a construct writes an expression",
  },
  {
    only: /^cdktf: export aws\/index\.ts type CloudfrontTransforms$/u,
    reason: "its parts are types of this package",
  },
  {
    only: /^pulumi: default (aws|cloudflare)\/\w+\.ts \w+Options\.provider: the provider of the component$/u,
    reason: "a component hands its provider down",
  },
  {
    only: /^cdktf: default (aws|cloudflare)\/\w+\.ts \w+Options\.provider: the stack's (AWS|Cloudflare) provider without an alias$/u,
    reason: "a stack has a default provider",
  },
  {
    only: /^pulumi: (file (earlier-names|last-deployment|last-moves|resource-names)\.ts|option ports\.ts DnsProvider\.zoneId\?)$/u,
    reason: "the state of the last deployment: a configuration of Terraform's cannot read its own",
  },
  {
    only: /^pulumi: option host-record\.ts HostRecord\.\w+\??$/u,
    reason: "aliases of the name's record: a construct orders it by a resource of Terraform's own",
  },
  {
    only: /^pulumi: (file (adopted|preflight-setting|provider-calls|zone-holdings|aws\/record-sets)\.ts|export index\.ts type ZoneAccess)$/u,
    reason: "only Pulumi compares a deployment with the live domain, and asks the provider for its zone",
  },
  {
    only: /^pulumi: (option|default) ports\.ts (ZoneAccess\.\w+|DnsProvider\.zoneAccess|PolicyHost\.authorities)\b.*$/u,
    reason: "the same",
  },
];
