import { planDeployment, type MtaStsConfig, type DeploymentPlan } from "@mtasts/core";
import { Cloud, defaultCloudflareZone, modelInternet, Population, type PopulationOptions } from "../../src";

const { accountId, id: zoneId } = defaultCloudflareZone;
const domain = "example.com";
const bucket = "policies";

/** Somebody who publishes a policy by hand, one call after the other, in whatever order. */
export class Publisher {
  readonly cloud: Cloud;
  readonly population: Population;

  constructor(options: Partial<PopulationOptions> = {}) {
    this.cloud = new Cloud({ zones: [], delays: { edgeCertificateMs: 0 } });
    this.mx("mail.example.com");
    this.population = new Population(modelInternet(this.cloud), { domain, ...options });
  }

  plan(config: Partial<MtaStsConfig> = {}): DeploymentPlan {
    const plan = planDeployment({ domain, mx: ["mail.example.com"], ...config });
    if (!plan.ok) throw new Error("the configuration is wrong");
    return plan.value;
  }

  host(): void {
    this.cloud.cloudflare.r2.create(accountId, bucket);
  }

  /** Resolves once the certificate is there. */
  async name(): Promise<void> {
    this.cloud.cloudflare.r2Domains.attach(accountId, { bucket, domain: `mta-sts.${domain}`, zoneId, enabled: true });
    await new Promise((resolve) => setTimeout(resolve, 10));
  }

  file({ site }: DeploymentPlan): void {
    const input = { body: site.body, contentType: "text/plain", cacheControl: "no-store" };
    this.cloud.cloudflare.r2.objectsOf(accountId).putObject(bucket, ".well-known/mta-sts.txt", input);
  }

  txt({ records: { sts } }: DeploymentPlan): void {
    this.record({ ...sts, content: `"${sts.value}"` });
  }

  mx(...hosts: readonly string[]): void {
    const { dns } = this.cloud.cloudflare;
    const before = dns.records(zoneId, domain, "MX").filter(({ content }) => !hosts.includes(content));
    const present = dns.records(zoneId, domain, "MX").map(({ content }) => content);
    for (const content of hosts.filter((host) => !present.includes(host))) {
      dns.create(zoneId, { name: domain, type: "MX", content, ttl: 300, priority: 10 });
    }
    for (const { id } of before) dns.delete(zoneId, id);
  }

  removeTxt(): void {
    const { dns } = this.cloud.cloudflare;
    for (const { id } of dns.records(zoneId, `_mta-sts.${domain}`, "TXT")) dns.delete(zoneId, id);
  }

  removeHost(): void {
    this.cloud.cloudflare.r2Domains.detach(`mta-sts.${domain}`);
    this.cloud.cloudflare.r2.objectsOf(accountId).deleteObject(bucket, ".well-known/mta-sts.txt");
    this.cloud.cloudflare.r2.delete(accountId, bucket);
  }

  async first(plan: DeploymentPlan): Promise<void> {
    await this.expect(plan);
    this.host();
    this.file(plan);
    await this.name();
    this.txt(plan);
    await this.population.settle();
  }

  async change(plan: DeploymentPlan): Promise<void> {
    await this.expect(plan);
    this.file(plan);
    this.txt(plan);
    await this.population.settle();
  }

  async expect({ site }: DeploymentPlan): Promise<void> {
    await this.population.expect({ kind: "publish", policyText: site.body });
  }

  /** The invariants that were broken, and nothing but these. */
  async broken(): Promise<readonly string[]> {
    await this.population.leave();
    await this.cloud.close();
    return [...new Set(this.population.violations.map(({ invariant }) => invariant))].sort();
  }

  private record({ name, type, content, ttl }: { name: string; type: string; content: string; ttl: number }): void {
    const { dns } = this.cloud.cloudflare;
    const [before] = dns.records(zoneId, name, type);
    if (before === undefined) dns.create(zoneId, { name, type, content, ttl });
    else dns.update(zoneId, before.id, { content });
  }
}
