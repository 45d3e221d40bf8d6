import { isRecord } from "../late-values.js";
import type * as pulumi from "@pulumi/pulumi";
/** The zone of the options, which may be any value at run time. */
export function zoneOf(options: { readonly zoneId: pulumi.Input<string> }): {
  readonly cloudflareZoneId?: pulumi.Input<string>;
} {
  return isRecord(options) ? { cloudflareZoneId: options.zoneId } : {};
}
