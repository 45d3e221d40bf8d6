import { unchanged, type RecordKey, type Transform } from "./ports.js";

/** A pure function per DNS record, each typed by the provider's own arguments. */
export interface RecordTransforms<T> {
  readonly certificateRecord?: Transform<T>;
  readonly hostRecord?: Transform<T>;
  readonly stsRecord?: Transform<T>;
  readonly tlsRptRecord?: Transform<T>;
}

const names = {
  "certificate-record": "certificateRecord",
  "host-record": "hostRecord",
  "sts-record": "stsRecord",
  "tls-rpt-record": "tlsRptRecord",
} as const;

/** The names of the functions. */
export const recordChildren: readonly string[] = Object.values(names);

/** The change to one record, by its key. */
export function transformOf<T>(transforms: RecordTransforms<T>, key: RecordKey): Transform<T> {
  return transforms[names[key]] ?? unchanged;
}
