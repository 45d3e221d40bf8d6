import { type ResourceType } from "../../resource-type.js";
import { computed, optional, required } from "../../schema.js";
import { type R2DomainSettings } from "../../services/cloudflare/r2-domains.js";
import { type Attributes, flag, isAbsent, optionalText, text, texts } from "../../value.js";
import { given, requesting } from "./attributes.js";

/** It has no import, as in the real provider. */
export const cloudflareR2CustomDomain: ResourceType = {
  type: "cloudflare_r2_custom_domain",
  schema: {
    account_id: required("string", { forceNew: true }),
    bucket_name: required("string", { forceNew: true }),
    ciphers: optional("list"),
    domain: required("string", { forceNew: true }),
    enabled: required("bool"),
    jurisdiction: optional("string", { default: "default", oneOf: ["default", "eu", "fedramp"], local: true }),
    min_tls: optional("string", { oneOf: ["1.0", "1.1", "1.2", "1.3"] }),
    status: computed("block", { nested: { ownership: computed("string"), ssl: computed("string") } }),
    zone_id: required("string", { forceNew: true }),
    zone_name: computed("string"),
  },
  async create({ cloudflare }, planned) {
    const { domain } = await requesting(() =>
      cloudflare.r2Domains.attach(text(planned, "account_id"), {
        ...settingsOf(planned),
        bucket: text(planned, "bucket_name"),
        domain: text(planned, "domain"),
        zoneId: text(planned, "zone_id"),
      }),
    );
    return domain;
  },
  read({ cloudflare }, id, state) {
    const domain = cloudflare.r2Domains.at(id);
    if (domain?.bucket !== text(state, "bucket_name")) return undefined;
    const issued = cloudflare.certificates.find(id)?.keyPair !== undefined;
    return {
      account_id: domain.accountId,
      bucket_name: domain.bucket,
      ciphers: domain.ciphers,
      domain: domain.domain,
      enabled: domain.enabled,
      min_tls: domain.minTls,
      status: { ownership: "active", ssl: issued ? "active" : "pending" },
      zone_id: domain.zoneId,
      zone_name: domain.zoneName,
    };
  },
  async update({ cloudflare }, id, { planned }) {
    await requesting(() => {
      cloudflare.r2Domains.configure(id, settingsOf(planned));
    });
    return undefined;
  },
  async delete({ cloudflare }, id) {
    await requesting(() => {
      cloudflare.r2Domains.detach(id);
    });
  },
};

function settingsOf(planned: Attributes): R2DomainSettings {
  return {
    enabled: flag(planned, "enabled"),
    ...given<Pick<R2DomainSettings, "minTls" | "ciphers">>({
      minTls: optionalText(planned, "min_tls"),
      ciphers: isAbsent(planned["ciphers"]) ? undefined : texts(planned, "ciphers"),
    }),
  };
}
