// Known to be bad: the announcement gets a TTL of a day behind the component's back, so that its waits are too short.
import { MtaSts, type DnsProvider } from "pulumi-mtasts";
import { argumentsOf } from "./clouds.js";

const args = argumentsOf();
const dns: DnsProvider = {
  record: (name, record, opts) =>
    args.dns.record(name, record.key === "sts-record" ? { ...record, ttl: 86_400 } : record, opts),
};
new MtaSts("mail", { ...args, dns });
