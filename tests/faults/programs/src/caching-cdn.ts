// Known to be bad: a cache between the policy and its readers, with the settings that a distribution has in most examples.
import { MtaSts } from "pulumi-mtasts";
import { argumentsOf } from "./clouds.js";

const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const defaultCacheBehavior = {
  allowedMethods: ["GET", "HEAD"],
  cachedMethods: ["GET", "HEAD"],
  targetOriginId: "policy",
  viewerProtocolPolicy: "allow-all",
  cachePolicyId: cachingOptimized,
};
new MtaSts("mail", argumentsOf(), {
  // The engine's own way, since the component's transforms refuse this.
  transformations: [
    ({ name, props, opts }) => {
      if (name === "mail-policy-file") return { props: { ...(props as object), cacheControl: undefined }, opts };
      if (name === "mail-distribution") return { props: { ...(props as object), defaultCacheBehavior }, opts };
      return undefined;
    },
  ],
});
