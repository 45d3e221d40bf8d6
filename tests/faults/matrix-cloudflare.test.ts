import { firstSettings, lifeNames, liveThrough } from "./kit/lives";
import { matrix, type Chooser } from "./kit/matrix";

/** Of the ordinary suite: the announcement meets every fault, the rest the worst one. */
const sample = {
  scenarios: ["create", "policy change"],
  keeps: ({ scenario, target, fault }: Parameters<Chooser>[0]) => {
    const isRecord = target.subject === "_mta-sts.example.com";
    if (scenario === "policy change") return isRecord || fault === "engine killed";
    return isRecord && (fault === "engine killed" || fault === "loses its answer");
  },
};

for (const host of ["worker", "r2"] as const) {
  matrix({
    title: `${host}, cloudflare`,
    dns: "cloudflare",
    names: lifeNames,
    scenarios: (bench) => liveThrough(bench, firstSettings(host, "cloudflare")),
    ...(host === "worker" ? { sample } : {}),
  });
}

matrix({
  title: "cloudfront, cloudflare",
  dns: "cloudflare",
  names: lifeNames,
  scenarios: (bench) => liveThrough(bench, firstSettings("cloudfront", "cloudflare")),
  // The other calls are the same ones as with Route 53.
  keeps: ({ target }) => target.type === "cloudflare_dns_record",
});
