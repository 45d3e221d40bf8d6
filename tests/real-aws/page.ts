import { AWS_VERSION } from "../parity/schema/real-provider";
import { gaps } from "./gaps";
import type { WholeLife } from "./lives";
import { MOTO_VERSION } from "./moto";
import { actionsOf, type Plan } from "./plan";

/** The page that tells what the real provider did. */
export function page(life: WholeLife): string {
  return `# The real AWS provider

\`\`\`sh
npm run docs:real-aws
\`\`\`

applies what the construct writes with Terraform and version ${AWS_VERSION} of the real AWS provider, to an AWS that
[moto](https://github.com/getmoto/moto) ${MOTO_VERSION} plays on the loopback; reads everything back with another client, boto3; and
writes this page. \`npm run test:real-aws\` does the same, and fails where the page is out of date. Terraform and the provider are
not installed by it: it looks for them on the disk, and says so where they are missing. moto comes from PyPI.

The variant is \`cloudfront()\` with \`route53()\`. It is as every stack for version 5 of the provider has it: a second provider for
us-east-1, where CloudFront's certificates are, and otherwise nothing but the addresses of moto's services.

## What was done

| step | what was to be seen |
|---|---|
| \`apply\` for two domains: \`testing\` with long report addresses, and \`enforce\` | everything is there, read back: below |
| \`plan\` directly afterwards | ${summary(life.secondPlan)}: moto's gaps, below, and nothing else |
| a wider \`mx\` and \`enforce\`, \`apply\` | ${summary(life.changePlan)}, in place, the distribution's again moto's; then the new bytes under the new id, in the same bucket |
| object and \`_mta-sts\` record edited with boto3, \`plan -detailed-exitcode\` | ends with 2 and names both; an \`apply\` makes all as it was |
| \`destroy\` in \`enforce\` | refused by \`prevent_destroy\`, before anything changes |
| \`allowDestroy: true\`, \`destroy\` | no bucket, no record, no certificate, no distribution, no access control is left |

## What was read back

| what | how it has to be |
|---|---|
| the object | every byte of \`policyText\`, CRLF too; \`text/plain\`, \`no-store\`, its ETag the MD5 of the bytes |
| \`policyId\` | the SHA-256 of the bytes that came back, its first 32 digits |
| \`_mta-sts\` TXT | that id, in quotes once, TTL 300 |
| \`_smtp._tls\` TXT | in quotes once; more than 255 octets as two strings, which join to what was asked for |
| \`mta-sts\` CNAME | the domain name of the distribution |
| the certificate | one, in us-east-1, for the policy host and no other name; the record is the one that ACM asks for |
| the distribution | alias, that certificate, \`https-only\`, \`TLSv1.2_2021\`, \`http2and3\`, IPv6, \`GET\` and \`HEAD\`, the cache policy CachingDisabled, the bucket's regional name |
| the origin access control | \`always\` signs, \`sigv4\`; the distribution was made with its id |
| the bucket | all four public accesses blocked, \`BucketOwnerEnforced\`, one object, and a policy that lets that distribution read it and refuses plain HTTP |

## What moto does not do

The comparison of the second plan fails on anything beyond this list, and on a gap that is listed and no longer there.

| moto | what that means here |
|---|---|
${gaps.map(({ gap, means }) => `| ${gap} | ${means} |`).join("\n")}

## Beside it

What \`mtasts generate --format terraform\` writes for CloudFront and Route 53, rewritten for version 5 by the commands of its
README, is validated and planned with the same provider (\`tests/real-aws/generated.test.ts\`). That the emulated AWS plans the same as the real provider, attribute by attribute, is
\`tests/terraform/real-plan.test.ts\`.
`;
}

function summary(plan: Plan): string {
  const actions = Object.entries(actionsOf(plan)).map(([key, action]) => `${action} of \`${key}\``);
  return actions.sort().join(", ");
}
