export { cloudfront, type CloudfrontNodes, type CloudfrontOptions, type CloudfrontTransforms } from "./cloudfront.js";
export { AwsProvider, type AwsProviderArgs } from "./provider.js";
export { route53, type Route53Options } from "./route53.js";
export type * from "./resources.js";
export type { ProviderOptions } from "../provider.js";
