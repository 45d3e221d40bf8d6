import { firstSettings, lifeNames, liveThrough } from "./kit/lives";
import { matrix } from "./kit/matrix";

matrix({
  title: "cloudfront, route53",
  dns: "route53",
  names: lifeNames,
  scenarios: (bench) => liveThrough(bench, firstSettings("cloudfront", "route53")),
});
