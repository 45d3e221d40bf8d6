import { createHash } from "node:crypto";
import { ServiceError } from "../../errors.js";
import { type Stores } from "../../kept.js";
import { type Runtime } from "../../runtime.js";
import { type Restore, saved } from "../../saved.js";
import { type ObjectStore } from "../object-store.js";
import { type ObjectInput, type StoredObject } from "../s3.js";
import { type Accounts } from "./accounts.js";
import { type ApiCall, CloudflareError } from "./api-error.js";

export interface R2BucketInput {
  readonly location?: string;
  readonly storageClass?: string;
  readonly jurisdiction?: string;
}

export interface R2Bucket {
  readonly name: string;
  readonly accountId: string;
  readonly location: string;
  readonly storageClass: string;
  readonly jurisdiction: string;
  readonly createdOn: number;
  readonly objects: Map<string, StoredObject>;
}

/** Cloudflare R2: buckets of an account, and their objects, which only S3's API can write. */
export class R2Buckets {
  readonly #buckets = new Map<string, R2Bucket>();

  /** `accounts`: those that exist. */
  constructor(
    private readonly runtime: Runtime,
    private readonly accounts: Accounts,
  ) {}

  get all(): readonly R2Bucket[] {
    return [...this.#buckets.values()];
  }

  get stores(): Stores {
    return { buckets: this.#buckets };
  }

  save(): Restore {
    return saved(this.#buckets, (bucket) => ({ ...bucket, objects: new Map(bucket.objects) }));
  }

  find(accountId: string, name: string): R2Bucket | undefined {
    return this.#buckets.get(`${accountId}/${name}`);
  }

  bucket(accountId: string, name: string, call: ApiCall): R2Bucket {
    const bucket = this.find(accountId, name);
    if (bucket !== undefined) return bucket;
    throw new CloudflareError(10_006, "The specified bucket does not exist.", { ...call, status: 404 });
  }

  create(accountId: string, name: string, input: R2BucketInput = {}): R2Bucket {
    const call: ApiCall = { method: "POST", path: `accounts/${accountId}/r2/buckets` };
    if (!this.accounts.has(accountId))
      throw new CloudflareError(10_000, "Authentication error", { ...call, status: 403 });
    if (!/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) {
      throw new CloudflareError(10_005, "The specified bucket name is not valid.", call);
    }
    if (this.find(accountId, name) !== undefined) {
      const detail = "The bucket you tried to create already exists, and you own it.";
      throw new CloudflareError(10_004, detail, { ...call, status: 409 });
    }
    const { location = "weur", storageClass = "Standard", jurisdiction = "default" } = input;
    const createdOn = this.runtime.now();
    const bucket = { name, accountId, location, storageClass, jurisdiction, createdOn, objects: new Map() };
    this.#buckets.set(`${accountId}/${name}`, bucket);
    this.runtime.emit("cloudflare", "CreateBucket", name);
    return bucket;
  }

  setStorageClass(accountId: string, name: string, storageClass: string): void {
    const call: ApiCall = { method: "PATCH", path: `accounts/${accountId}/r2/buckets/${name}` };
    this.#buckets.set(`${accountId}/${name}`, { ...this.bucket(accountId, name, call), storageClass });
    this.runtime.emit("cloudflare", "UpdateBucket", name);
  }

  delete(accountId: string, name: string): void {
    const call: ApiCall = { method: "DELETE", path: `accounts/${accountId}/r2/buckets/${name}` };
    if (this.bucket(accountId, name, call).objects.size > 0) {
      const detail = "The bucket you tried to delete is not empty.";
      throw new CloudflareError(10_008, detail, { ...call, status: 409 });
    }
    this.#buckets.delete(`${accountId}/${name}`);
    this.runtime.emit("cloudflare", "DeleteBucket", name);
  }

  /** S3's API over the buckets of one account. */
  objectsOf(accountId: string): ObjectStore {
    return {
      putObject: (bucket, key, input) => {
        refuseUnknownHeaders(input);
        return this.#put(this.#forS3(accountId, bucket, "PutObject"), key, input);
      },
      findObject: (bucket, key) => this.find(accountId, bucket)?.objects.get(key),
      deleteObject: (bucket, key) => {
        if (this.#forS3(accountId, bucket, "DeleteObject").objects.delete(key)) {
          this.runtime.emit("cloudflare", "DeleteObject", `${bucket}/${key}`);
        }
      },
    };
  }

  #put(bucket: R2Bucket, key: string, { body, tags: _, ...properties }: ObjectInput): StoredObject {
    const bytes = Buffer.from(body);
    const object: StoredObject = {
      storageClass: "STANDARD",
      ...properties,
      contentType: properties.contentType ?? "application/octet-stream",
      body: bytes,
      etag: createHash("md5").update(bytes).digest("hex"),
      versionId: "",
      lastModified: this.runtime.now(),
    };
    bucket.objects.set(key, object);
    this.runtime.emit("cloudflare", "PutObject", `${bucket.name}/${key}`);
    return object;
  }

  #forS3(accountId: string, name: string, operation: string): R2Bucket {
    const bucket = this.find(accountId, name);
    if (bucket === undefined) throw refuse(operation, 404, "NoSuchBucket", "The specified bucket does not exist.");
    return bucket;
  }
}

/** What S3 takes with an object and R2 does not know. An ACL of "private" passes. */
function refuseUnknownHeaders({ tags = {}, acl, serverSideEncryption, websiteRedirect }: ObjectInput): void {
  const headers: Readonly<Record<string, string | undefined>> = {
    "x-amz-tagging": Object.keys(tags).length > 0 ? new URLSearchParams(tags).toString() : undefined,
    "x-amz-acl": acl === "private" ? undefined : acl,
    "x-amz-server-side-encryption": serverSideEncryption,
    "x-amz-website-redirect-location": websiteRedirect,
  };
  const unknown = Object.entries(headers).find(([, value]) => value !== undefined);
  if (unknown === undefined) return;
  throw refuse("PutObject", 501, "NotImplemented", `Header '${unknown[0]}' with value '${unknown[1]}' not implemented`);
}

function refuse(operation: string, status: number, code: string, detail: string): ServiceError {
  return new ServiceError(code, detail, { service: "S3", operation, status });
}
