import { isRecord } from "../late-values.js";

/** The zone of the options, which may be any value at run time. */
export function zoneOf(options: { readonly zoneId: string }): { readonly cloudflareZoneId?: string } {
  return isRecord(options) ? { cloudflareZoneId: options.zoneId } : {};
}
