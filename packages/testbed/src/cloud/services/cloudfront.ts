import { ServiceError } from "../errors.js";
import { type PublicDns } from "../public-dns.js";
import { type Stores } from "../kept.js";
import { type Runtime } from "../runtime.js";
import { type Restore, saved } from "../saved.js";
import { type Attributes, block, flag, text, texts } from "../value.js";
import { type Acm } from "./acm.js";
import { checkDistribution } from "./cloudfront-rules.js";
import { normalName } from "./route53.js";

export interface OriginAccessControl {
  readonly id: string;
  readonly account: string;
  readonly settings: Attributes;
  readonly etag: string;
}

export interface Distribution {
  readonly id: string;
  readonly account: string;
  readonly arn: string;
  readonly domainName: string;
  readonly callerReference: string;
  /** What the API holds: the arguments of `aws_cloudfront_distribution`. */
  config: Attributes;
  /** What the edge serves; undefined until the first deployment ended. */
  deployed?: Attributes;
  status: "InProgress" | "Deployed";
  etag: string;
  lastModified: number;
}

/** CloudFront's own zone for alias records. */
export const cloudfrontZoneId = "Z2FDTNDATAQYW2";

const longestChain = 8;

/** Amazon CloudFront: distributions, which go live a while after each change, and origin access controls. */
export class CloudFront {
  readonly #distributions = new Map<string, Distribution>();
  readonly #controls = new Map<string, OriginAccessControl>();

  constructor(
    private readonly runtime: Runtime,
    private readonly around: { readonly certificates: Pick<Acm, "find">; readonly dns: Pick<PublicDns, "visible"> },
  ) {}

  get distributions(): readonly Distribution[] {
    return [...this.#distributions.values()];
  }

  get originAccessControls(): readonly OriginAccessControl[] {
    return [...this.#controls.values()];
  }

  get stores(): Stores {
    return { distributions: this.#distributions, controls: this.#controls };
  }

  save(): Restore {
    const restores = [saved(this.#distributions), saved(this.#controls)];
    return () => {
      for (const restore of restores) restore();
    };
  }

  find(id: string): Distribution | undefined {
    return this.#distributions.get(id);
  }

  /** As an account sees it: what another one has is not there. */
  ownedBy(account: string, id: string): Distribution | undefined {
    const distribution = this.find(id);
    return distribution?.account === account ? distribution : undefined;
  }

  findOriginAccessControl(id: string): OriginAccessControl | undefined {
    return this.#controls.get(id);
  }

  /** The ARNs of the distributions that use a certificate, at the edge or by their configuration. */
  usersOf(certificateArn: string): readonly string[] {
    const uses = (config: Attributes | undefined): boolean =>
      config !== undefined && certificateOf(config) === certificateArn;
    return this.distributions.filter(({ config, deployed }) => uses(config) || uses(deployed)).map(({ arn }) => arn);
  }

  createDistribution(config: Attributes, account = this.runtime.account): Distribution {
    this.#check(config, "CreateDistribution", { account });
    const serial = this.runtime.next();
    const id = `E${String(serial).padStart(13, "0")}`;
    const distribution: Distribution = {
      id,
      account,
      arn: `arn:${this.runtime.partition}:cloudfront::${account}:distribution/${id}`,
      domainName: `d${String(serial).padStart(13, "0")}.cloudfront.net`,
      callerReference: `terraform-${serial}`,
      config,
      status: "InProgress",
      etag: this.#etag(),
      lastModified: this.runtime.now(),
    };
    this.#distributions.set(id, distribution);
    this.runtime.emit("cloudfront", "CreateDistribution", id);
    this.#deploy(distribution);
    return distribution;
  }

  updateDistribution(id: string, config: Attributes): void {
    const distribution = this.#get(id, "UpdateDistribution");
    this.#check(config, "UpdateDistribution", distribution);
    const lastModified = this.runtime.now();
    Object.assign(distribution, { config, status: "InProgress", etag: this.#etag(), lastModified });
    this.runtime.emit("cloudfront", "UpdateDistribution", id);
    this.#deploy(distribution);
  }

  /** Edits a distribution from outside: what somebody does in the console. */
  edit(id: string, changes: Attributes): void {
    this.updateDistribution(id, { ...this.#get(id, "UpdateDistribution").config, ...changes });
  }

  deleteDistribution(id: string): void {
    const operation = "DeleteDistribution";
    const { config, deployed } = this.#get(id, operation);
    // Disabled it is once the edges know, not when that was asked for.
    if (flag(config, "enabled") || (deployed !== undefined && flag(deployed, "enabled"))) {
      const detail = "The distribution you are trying to delete has not been disabled.";
      throw refuse(operation, 409, "DistributionNotDisabled", detail);
    }
    this.#distributions.delete(id);
    this.runtime.emit("cloudfront", operation, id);
  }

  createOriginAccessControl(settings: Attributes, account = this.runtime.account): OriginAccessControl {
    const operation = "CreateOriginAccessControl";
    const own = this.originAccessControls.filter((other) => other.account === account);
    if (own.some((other) => other.settings["name"] === settings["name"])) {
      const detail = "An origin access control with the same name already exists.";
      throw refuse(operation, 409, "OriginAccessControlAlreadyExists", detail);
    }
    const id = `E2OAC${String(this.runtime.next()).padStart(9, "0")}`;
    const control = { id, account, settings, etag: this.#etag() };
    this.#controls.set(id, control);
    this.runtime.emit("cloudfront", operation, id);
    return control;
  }

  updateOriginAccessControl(id: string, settings: Attributes): void {
    const { account } = this.#control(id, "UpdateOriginAccessControl");
    this.#controls.set(id, { id, account, settings, etag: this.#etag() });
    this.runtime.emit("cloudfront", "UpdateOriginAccessControl", id);
  }

  deleteOriginAccessControl(id: string): void {
    const operation = "DeleteOriginAccessControl";
    this.#control(id, operation);
    const users = this.distributions.filter(({ config }) => JSON.stringify(config["origin"]).includes(`"${id}"`));
    if (users.length > 0) {
      const detail = "Cannot delete the origin access control because it's in use.";
      throw refuse(operation, 409, "OriginAccessControlInUse", detail);
    }
    this.#controls.delete(id);
    this.runtime.emit("cloudfront", operation, id);
  }

  #check(config: Attributes, operation: string, own: Pick<Distribution, "account"> & Partial<Distribution>): void {
    const others = this.distributions.filter((other) => other.id !== own.id);
    const problem = checkDistribution(config, {
      certificate: (arn) => {
        const certificate = this.around.certificates.find(arn);
        return certificate?.account === own.account ? certificate : undefined;
      },
      hasOriginAccessControl: (control) => this.#controls.get(control)?.account === own.account,
      takenAliases: new Set(others.flatMap((other) => texts(other.config, "aliases"))),
      formerAliases: new Set(own.config === undefined ? [] : texts(own.config, "aliases")),
      leadsElsewhere: (alias) => {
        const target = this.#distributionName(alias);
        return target !== undefined && target !== own.domainName;
      },
    });
    if (problem !== undefined) throw refuse(operation, problem.status ?? 400, problem.code, problem.detail);
  }

  /** The name of the distribution that the public DNS leads the name to, whether that still exists or not. */
  #distributionName(name: string): string | undefined {
    const { dns } = this.around;
    let current = normalName(name);
    for (let hops = 0; hops < longestChain; hops++) {
      if (current.endsWith(".cloudfront.net")) return current;
      const next = dns.visible(current, "CNAME")?.values[0] ?? dns.visible(current, "A")?.alias?.name;
      if (next === undefined) return undefined;
      current = normalName(next);
    }
    return undefined;
  }

  #deploy(distribution: Distribution): void {
    const { config } = distribution;
    this.runtime.after(this.runtime.delays.distributionDeployMs, () => {
      if (distribution.config !== config) return; // a later change is on its way
      Object.assign(distribution, { deployed: config, status: "Deployed" });
      this.runtime.emit("cloudfront", "Deployed", distribution.id);
    });
  }

  #get(id: string, operation: string): Distribution {
    const distribution = this.#distributions.get(id);
    if (distribution !== undefined) return distribution;
    throw refuse(operation, 404, "NoSuchDistribution", "The specified distribution does not exist.");
  }

  #control(id: string, operation: string): OriginAccessControl {
    const control = this.#controls.get(id);
    if (control !== undefined) return control;
    const detail = "The specified origin access control does not exist.";
    throw refuse(operation, 404, "NoSuchOriginAccessControl", detail);
  }

  #etag(): string {
    return `E${String(this.runtime.next()).padStart(12, "0")}`;
  }
}

export function certificateOf(config: Attributes): string {
  return text(block(config, "viewer_certificate") ?? {}, "acm_certificate_arn");
}

function refuse(operation: string, status: number, code: string, detail: string): ServiceError {
  return new ServiceError(code, detail, { service: "CloudFront", operation, status });
}
