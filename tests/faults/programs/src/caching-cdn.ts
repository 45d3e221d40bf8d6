// Known to be bad: a cache between the policy and its readers, with the settings that a distribution has in most examples.
import { MtaSts } from "pulumi-mtasts";
import { cloudfront } from "pulumi-mtasts/aws";
import { argumentsOf } from "./clouds.js";

const cachingOptimized = "658327ea-f89d-4fab-a63d-7e88639e58f6";
const host = cloudfront({
  transform: {
    policyFile: ({ cacheControl: _, ...args }) => args,
    distribution: (args) => ({
      ...args,
      defaultCacheBehavior: {
        allowedMethods: ["GET", "HEAD"],
        cachedMethods: ["GET", "HEAD"],
        targetOriginId: "policy",
        viewerProtocolPolicy: "allow-all",
        cachePolicyId: cachingOptimized,
      },
    }),
  },
});
new MtaSts("mail", { ...argumentsOf(), host });
