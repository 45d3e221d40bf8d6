import { Annotations } from "./framework.js";
import type { DnsProvider } from "./ports.js";

/**
 * A zone that is kept elsewhere: no record is created, and the construct's `records` say what to add, in order.
 *
 * A certificate is issued only when its validation record is there, and which one that is only the certificate tells. A
 * warning says how to read it while the first apply waits for it.
 *
 * @example
 * import { manualDns } from "cdktf-mtasts";
 *
 * const dns = manualDns();
 */
export function manualDns(): DnsProvider<undefined> {
  return {
    recordType: "",
    record(scope, record) {
      if (record.key === "certificate-record") {
        Annotations.of(scope).addWarning(
          'the first apply waits until you have added the certificate\'s validation record: while it waits, run "terraform show" beside it and add what domain_validation_options says',
        );
      }
      return undefined;
    },
  };
}
