import { type ResourceType } from "../../resource-type.js";
import { computed, optionalComputed, required } from "../../schema.js";
import { type WorkerDomainInput } from "../../services/cloudflare/worker-domains.js";
import { optionalText, text } from "../../value.js";
import { given, idParts, requesting } from "./attributes.js";

export const cloudflareWorkersCustomDomain: ResourceType = {
  type: "cloudflare_workers_custom_domain",
  schema: {
    account_id: required("string", { forceNew: true }),
    cert_id: computed("string"),
    environment: optionalComputed("string", { forceNew: true }),
    hostname: required("string", { forceNew: true }),
    service: required("string", { forceNew: true }),
    zone_id: optionalComputed("string", { forceNew: true }),
    zone_name: optionalComputed("string", { forceNew: true }),
  },
  async create({ cloudflare }, planned) {
    const input: WorkerDomainInput = {
      hostname: text(planned, "hostname"),
      service: text(planned, "service"),
      ...given<Pick<WorkerDomainInput, "zoneId" | "zoneName" | "environment">>({
        zoneId: optionalText(planned, "zone_id"),
        zoneName: optionalText(planned, "zone_name"),
        environment: optionalText(planned, "environment"),
      }),
    };
    const { id } = await requesting(() => cloudflare.workerDomains.attach(text(planned, "account_id"), input));
    return id;
  },
  read({ cloudflare }, id) {
    const domain = cloudflare.workerDomains.find(id);
    return (
      domain && {
        account_id: domain.accountId,
        cert_id: domain.certId,
        environment: domain.environment,
        hostname: domain.hostname,
        service: domain.service,
        zone_id: domain.zoneId,
        zone_name: domain.zoneName,
      }
    );
  },
  async delete({ cloudflare }, id, state) {
    await requesting(() => {
      cloudflare.workerDomains.detach(text(state, "account_id"), id);
    });
  },
  importState(id) {
    const state = idParts(id, ["account_id", "id"]);
    return state && { id: text(state, "id"), state: { account_id: state["account_id"] } };
  },
};
