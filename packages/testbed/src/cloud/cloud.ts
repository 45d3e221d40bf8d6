import { Control } from "./control.js";
import { ResourcesApi } from "./resources-api.js";
import { awsResourceTypes } from "./resources/index.js";
import { type CloudObserver, defaultDelays, type Delays, Runtime } from "./runtime.js";
import { Acm, type Issuer } from "./services/acm.js";
import { CloudFront } from "./services/cloudfront.js";
import { Route53, type ZoneInput } from "./services/route53.js";
import { S3 } from "./services/s3.js";

export interface CloudOptions {
  /** The hosted zones, which exist before anything is deployed. @default Z0EXAMPLECOM for example.com */
  readonly zones?: readonly ZoneInput[];
  /** Bucket names that somebody else already took. */
  readonly foreignBuckets?: readonly string[];
  readonly delays?: Partial<Delays>;
  /** Signs certificates. @default no key and an empty certificate */
  readonly issuer?: Issuer;
}

export const defaultZone: ZoneInput = { id: "Z0EXAMPLECOM", name: "example.com" };

/** The emulated AWS: one account, all of its state in memory. */
export class Cloud {
  readonly runtime: Runtime;
  readonly control: Control;
  readonly s3: S3;
  readonly route53: Route53;
  readonly cloudfront: CloudFront;
  readonly acm: Acm;
  readonly resources: ResourcesApi;

  constructor(options: CloudOptions = {}) {
    const { zones = [defaultZone], foreignBuckets = [], delays, issuer = unsigned } = options;
    this.runtime = new Runtime({ ...defaultDelays, ...delays });
    this.control = new Control(this.runtime);
    this.s3 = new S3(this.runtime, foreignBuckets);
    this.route53 = new Route53(this.runtime, zones);
    this.cloudfront = new CloudFront(this.runtime, { find: (arn) => this.acm.find(arn) });
    this.acm = new Acm(this.runtime, this.route53, { issuer, users: (arn) => this.cloudfront.usersOf(arn) });
    this.resources = new ResourcesApi(awsResourceTypes, this, this.control);
  }

  /** Calls the observer after each change of state; the function returned ends that. */
  observe(observer: CloudObserver): () => void {
    return this.runtime.observe(observer);
  }

  close(): void {
    this.runtime.close();
  }
}

const unsigned: Issuer = () => Promise.resolve({ cert: "", key: "" });
