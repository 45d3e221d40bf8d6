import { isRecord } from "./late-values.js";

/** The suffix of a DNS provider's options, which may be any value at run time. */
export function suffixOf(options: { readonly nameSuffix?: string }): { readonly nameSuffix?: string } {
  const nameSuffix = isRecord(options) ? options.nameSuffix : undefined;
  return nameSuffix === undefined ? {} : { nameSuffix };
}
