// Known to be bad: the host is made after the record, and so it goes before it.
import { planDeployment } from "@mtasts/core";
import { MtaSts, type DnsProvider } from "pulumi-mtasts";
import { argumentsOf } from "./clouds.js";
import { settings } from "./settings.js";

const { domain, mx } = settings;
const args = argumentsOf();
const plan = planDeployment({ domain, mx });
if (!plan.ok) throw new Error("the settings are wrong");
const first = args.dns.record("first", { key: "sts-record", ...plan.value.records.sts }, {});
const dns: DnsProvider = {
  record: (name, record, opts) => (record.key === "sts-record" ? first : args.dns.record(name, record, opts)),
};
new MtaSts("mail", { ...args, dns }, first === undefined ? {} : { dependsOn: [first] });
