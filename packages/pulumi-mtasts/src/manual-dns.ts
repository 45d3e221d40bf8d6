import * as pulumi from "@pulumi/pulumi";
import type { DnsProvider } from "./ports.js";

/**
 * A zone that is kept elsewhere: no record is created, and the component's `records` say what to add, in order.
 *
 * A certificate is issued only when its validation record is there. A deployment that needs one says so as soon as the
 * record is known, and waits.
 *
 * @example
 * import { manualDns } from "pulumi-mtasts";
 *
 * const dns = manualDns();
 */
export function manualDns(): DnsProvider<undefined> {
  return {
    record(_, record, opts) {
      if (record.key === "certificate-record") {
        const late = pulumi.output(record);
        late.apply(async ({ name, type, value }) => {
          const shown = (await pulumi.isSecret(late)) ? "[secret]" : `${name} ${type} ${value}`;
          await pulumi.log.warn(`add this record now, the certificate waits for it: ${shown}`, opts.parent);
        });
      }
      return undefined;
    },
  };
}
