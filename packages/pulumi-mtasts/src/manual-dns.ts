import * as pulumi from "@pulumi/pulumi";
import { whenRegistered } from "./fail.js";
import { applyToUnknown } from "./late-values.js";
import type { DnsProvider } from "./ports.js";

/**
 * A zone that is kept elsewhere: no record is created, and the component's `records` say what to add, in order.
 *
 * A certificate is issued only when its validation record is there. A deployment that needs one says so in its
 * preview, tells the record as soon as it is known, and waits.
 *
 * @example
 * import { manualDns } from "pulumi-mtasts";
 *
 * const dns = manualDns();
 */
export function manualDns(): DnsProvider<undefined> {
  return {
    recordType: "",
    record(_, record, opts) {
      if (record.key === "certificate-record") {
        const late = pulumi.output(record);
        applyToUnknown(late, async (known): Promise<void> => {
          const shown = (await pulumi.isSecret(late)) ? "[secret]" : `${known.name} ${known.type} ${known.value}`;
          const advice = pulumi.containsUnknowns(known)
            ? "the certificate will wait for a DNS record that the deployment tells: be ready to add it"
            : `add this record now, the certificate waits for it: ${shown}`;
          const { parent } = opts;
          if (parent === undefined) await pulumi.log.warn(advice);
          else whenRegistered(parent, () => void pulumi.log.warn(advice, parent));
        });
      }
      return undefined;
    },
  };
}
