import { createHash } from "node:crypto";
import { ServiceError } from "../errors.js";
import { type Stores } from "../kept.js";
import { type Runtime } from "../runtime.js";
import { type Restore, saved } from "../saved.js";
import { type ObjectStore } from "./object-store.js";
import { type AccessRequest, isAllowed, isPublic, parsePolicyDocument } from "./s3-policy.js";
import { policyProblem } from "./s3-policy-rules.js";

export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly ignorePublicAcls: boolean;
  readonly restrictPublicBuckets: boolean;
}

/** The headers and properties that S3 keeps beside an object's bytes. */
export interface ObjectProperties {
  readonly contentType?: string;
  readonly cacheControl?: string;
  readonly contentDisposition?: string;
  readonly contentEncoding?: string;
  readonly contentLanguage?: string;
  readonly websiteRedirect?: string;
  readonly serverSideEncryption?: string;
  readonly storageClass?: string;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly acl?: string;
}

export interface ObjectInput extends ObjectProperties {
  readonly body: string | Uint8Array;
}

export interface StoredObject extends ObjectProperties {
  readonly body: Buffer;
  readonly contentType: string;
  readonly etag: string;
  readonly versionId: string;
  readonly lastModified: number;
}

export interface Bucket {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly objects: Map<string, StoredObject>;
  tags: Readonly<Record<string, string>>;
  versioned: boolean;
  policy?: string;
  ownership?: string;
  publicAccess?: PublicAccessBlock;
}

/** What S3 answers to a GET. */
export type ObjectAnswer = { readonly status: 200; readonly object: StoredObject } | { readonly status: 403 | 404 };

const everythingBlocked: PublicAccessBlock = {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
};

/** Amazon S3: buckets in one global name space, objects, policies. */
export class S3 implements ObjectStore {
  readonly #buckets = new Map<string, Bucket>();
  readonly #foreign: ReadonlySet<string>;
  readonly #runtime: Runtime;

  /** `foreign`: bucket names that other accounts took. */
  constructor(runtime: Runtime, foreign: readonly string[] = []) {
    this.#runtime = runtime;
    this.#foreign = new Set(foreign);
  }

  get buckets(): readonly Bucket[] {
    return [...this.#buckets.values()];
  }

  get stores(): Stores {
    return { buckets: this.#buckets };
  }

  save(): Restore {
    return saved(this.#buckets, (bucket) => ({ ...bucket, objects: new Map(bucket.objects) }));
  }

  find(name: string): Bucket | undefined {
    return this.#buckets.get(name);
  }

  bucket(name: string, operation = "HeadBucket"): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket === undefined) throw refuse(operation, 404, "NoSuchBucket", "The specified bucket does not exist");
    return bucket;
  }

  createBucket(name: string, options: BucketOptions): Bucket {
    const operation = "CreateBucket";
    if (!isBucketName(name)) throw refuse(operation, 400, "InvalidBucketName", "The specified bucket is not valid.");
    const { account = this.#runtime.account } = options;
    if (this.#buckets.get(name)?.account === account) {
      const detail = "Your previous request to create the named bucket succeeded and you already own it.";
      throw refuse(operation, 409, "BucketAlreadyOwnedByYou", detail);
    }
    if (this.#foreign.has(name) || this.#buckets.has(name)) {
      const detail =
        "The requested bucket name is not available. The bucket namespace is shared by all users of the system. " +
        "Please select a different name and try again.";
      throw refuse(operation, 409, "BucketAlreadyExists", detail);
    }
    const bucket: Bucket = {
      name,
      account,
      region: options.region,
      objects: new Map(),
      tags: options.tags ?? {},
      versioned: options.versioned ?? false,
      ownership: "BucketOwnerEnforced",
      publicAccess: everythingBlocked,
    };
    this.#buckets.set(name, bucket);
    this.#runtime.emit("s3", operation, name);
    return bucket;
  }

  /** Refuses a call on a bucket of another account, which grants nothing here; one that is not there is left to the call. */
  authorize(name: string, account: string, operation: string): void {
    const bucket = this.#buckets.get(name);
    if (bucket !== undefined && bucket.account !== account)
      throw refuse(operation, 403, "AccessDenied", "Access Denied");
  }

  deleteBucket(name: string): void {
    const operation = "DeleteBucket";
    if (this.bucket(name, operation).objects.size > 0) {
      throw refuse(operation, 409, "BucketNotEmpty", "The bucket you tried to delete is not empty");
    }
    this.#buckets.delete(name);
    this.#runtime.emit("s3", operation, name);
  }

  putObject(bucketName: string, key: string, { body, ...properties }: ObjectInput): StoredObject {
    const operation = "PutObject";
    const bucket = this.bucket(bucketName, operation);
    const { acl } = properties;
    if (acl !== undefined && acl !== "bucket-owner-full-control") refuseAcl(bucket, operation);
    const bytes = Buffer.from(body);
    const object: StoredObject = {
      serverSideEncryption: "AES256",
      storageClass: "STANDARD",
      ...properties,
      contentType: properties.contentType ?? "application/octet-stream",
      body: bytes,
      etag: etagOf(bytes, properties.serverSideEncryption),
      versionId: bucket.versioned ? `v${this.#runtime.next()}` : "",
      lastModified: this.#runtime.now(),
    };
    bucket.objects.set(key, object);
    this.#runtime.emit("s3", operation, `${bucketName}/${key}`);
    return object;
  }

  findObject(bucketName: string, key: string): StoredObject | undefined {
    return this.#buckets.get(bucketName)?.objects.get(key);
  }

  headObject(bucketName: string, key: string): StoredObject {
    const object = this.findObject(bucketName, key);
    if (object === undefined) throw refuse("HeadObject", 404, "NotFound", "Not Found");
    return object;
  }

  deleteObject(bucketName: string, key: string): void {
    if (this.bucket(bucketName, "DeleteObject").objects.delete(key)) {
      this.#runtime.emit("s3", "DeleteObject", `${bucketName}/${key}`);
    }
  }

  putBucketAcl(name: string): void {
    refuseAcl(this.bucket(name, "PutBucketAcl"), "PutBucketAcl");
  }

  putBucketPolicy(name: string, policy: string): void {
    const operation = "PutBucketPolicy";
    const bucket = this.bucket(name, operation);
    const own = `arn:${this.#runtime.partition}:s3:::${name}`;
    const problem = policyProblem(policy, own);
    if (problem !== undefined) throw refuse(operation, 400, "MalformedPolicy", problem);
    const statements = parsePolicyDocument(policy) ?? [];
    if (bucket.publicAccess?.blockPublicPolicy === true && isPublic(statements)) {
      const user = `arn:${this.#runtime.partition}:iam::${bucket.account}:user/emulated`;
      const why = "because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.";
      const detail = `User: ${user} is not authorized to perform: s3:PutBucketPolicy on resource: "${own}" ${why}`;
      throw refuse(operation, 403, "AccessDenied", detail);
    }
    this.configure(name, operation, { policy });
  }

  /** Changes a bucket's settings without further checks; `undefined` removes one. */
  configure(name: string, operation: string, settings: BucketSettings): void {
    Object.assign(this.bucket(name, operation), settings);
    this.#runtime.emit("s3", operation, name);
  }

  /** Answers a GET as S3 does: 403 instead of 404 for whoever may not list the bucket. */
  getObject(bucketName: string, key: string, requester: Pick<AccessRequest, "service" | "context">): ObjectAnswer {
    const bucket = this.#buckets.get(bucketName);
    if (bucket === undefined) return { status: 404 };
    const arn = `arn:${this.#runtime.partition}:s3:::${bucketName}`;
    const statements = parsePolicyDocument(bucket.policy ?? "") ?? [];
    const restricted = bucket.publicAccess?.restrictPublicBuckets === true && isPublic(statements);
    const may = (action: string, resource: string): boolean =>
      !(restricted && requester.service === undefined) && isAllowed(statements, { ...requester, action, resource });
    const object = bucket.objects.get(key);
    if (object === undefined) return { status: may("s3:ListBucket", arn) ? 404 : 403 };
    return may("s3:GetObject", `${arn}/${key}`) ? { status: 200, object } : { status: 403 };
  }
}

export interface BucketOptions
  extends Pick<Bucket, "region">, Partial<Pick<Bucket, "account" | "tags" | "versioned">> {}

export interface BucketSettings {
  readonly policy?: string | undefined;
  readonly ownership?: string | undefined;
  readonly publicAccess?: PublicAccessBlock | undefined;
  readonly tags?: Readonly<Record<string, string>>;
  readonly versioned?: boolean;
}

/** Whether S3 takes the name: 3 to 63 lower-case letters, digits, hyphens and dots, and no IPv4 address. */
export function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !/\.\.|\.-|-\./.test(name) &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)|(-s3alias|--ol-s3)$/.test(name)
  );
}

/** MD5 of the bytes; with a KMS key something that is not. */
function etagOf(bytes: Buffer, encryption: string | undefined): string {
  const hash = createHash("md5").update(bytes);
  return (encryption?.startsWith("aws:kms") === true ? hash.update("kms") : hash).digest("hex");
}

function refuseAcl(bucket: Bucket, operation: string): void {
  if ((bucket.ownership ?? "BucketOwnerEnforced") !== "BucketOwnerEnforced") return;
  throw refuse(operation, 400, "AccessControlListNotSupported", "The bucket does not allow ACLs");
}

function refuse(operation: string, status: number, code: string, detail: string): ServiceError {
  return new ServiceError(code, detail, { service: "S3", operation, status });
}
