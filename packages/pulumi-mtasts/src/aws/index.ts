import "./needs-aws.js";

export { cloudfront, type CloudfrontNodes, type CloudfrontOptions } from "./cloudfront.js";
export { route53, type Route53Options } from "./route53.js";
