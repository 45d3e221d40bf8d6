import type * as pulumi from "@pulumi/pulumi";
import { cleanOption, isRecord } from "./late-values.js";

/**
 * The suffix of a DNS provider's options, which may be any value at run time, and the zone, which says so where it fails.
 *
 * @param port - The factory, as it is named in a message.
 */
export function zoneOf(
  port: string,
  options: { readonly zoneId: pulumi.Input<string>; readonly nameSuffix?: string },
): { readonly zoneId?: pulumi.Input<string>; readonly nameSuffix?: string } {
  if (!isRecord(options)) return {};
  const { nameSuffix } = options;
  return { zoneId: cleanOption(port, "zoneId", options.zoneId), ...(nameSuffix === undefined ? {} : { nameSuffix }) };
}
