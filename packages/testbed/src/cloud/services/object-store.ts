import { type ObjectInput, type StoredObject } from "./s3.js";

/** What S3's API offers for objects, whoever answers it. */
export interface ObjectStore {
  putObject(bucket: string, key: string, input: ObjectInput): StoredObject;
  findObject(bucket: string, key: string): StoredObject | undefined;
  /** Deleting what is not there is no failure, as long as the bucket is. */
  deleteObject(bucket: string, key: string): void;
}
