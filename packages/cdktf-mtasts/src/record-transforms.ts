import type { RecordKey, Transform } from "./ports.js";

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

/** The name of the function for one record, by its key. */
export function recordOption(key: RecordKey): keyof RecordTransforms<never> {
  return names[key];
}
