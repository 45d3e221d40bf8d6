import type * as pulumi from "@pulumi/pulumi";
import { isRecord } from "./late-values.js";

/** The zone and the suffix of a DNS provider's options, which may be any value at run time. */
export function zoneOf(options: { readonly zoneId: pulumi.Input<string>; readonly nameSuffix?: string }): {
  readonly zoneId?: pulumi.Input<string>;
  readonly nameSuffix?: string;
} {
  if (!isRecord(options)) return {};
  const { zoneId, nameSuffix } = options;
  return { zoneId, ...(nameSuffix === undefined ? {} : { nameSuffix }) };
}
