import { type RulesOf } from "./rule.js";

const guide = "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide";
const cloudfrontApi = "https://docs.aws.amazon.com/cloudfront/latest/APIReference";
const userGuide = "https://docs.aws.amazon.com/AmazonS3/latest/userguide";
const s3Api = "https://docs.aws.amazon.com/AmazonS3/latest/API";
const r53 = "https://docs.aws.amazon.com/Route53/latest";

/** The rules of AWS. */
export const awsRules: readonly RulesOf[] = [
  {
    title: "Accounts",
    types: [],
    rules: [
      {
        rule: "A provider works in the account of the role that it assumes.",
        sources: ["https://registry.terraform.io/providers/hashicorp/aws/latest/docs#assuming-an-iam-role"],
        codes: [],
        test: "accounts.test.ts › works in the account of the role that it %s, in Pulumi",
      },
      {
        rule: "Another account's distributions and origin access controls do not exist for a caller.",
        sources: [`${cloudfrontApi}/API_GetDistribution.html`],
        codes: ["NoSuchDistribution", "NoSuchOriginAccessControl"],
        test: "accounts.test.ts › is no distribution and no access control of this one",
      },
      {
        rule: "Another account's certificates, buckets, and zones are denied to a caller that nothing grants them to.",
        sources: [
          "https://docs.aws.amazon.com/acm/latest/APIReference/CommonErrors.html",
          `${s3Api}/ErrorResponses.html`,
          `${r53}/DeveloperGuide/access-control-overview.html`,
        ],
        codes: ["AccessDenied", "AccessDeniedException"],
        test: "accounts.test.ts › is a bucket whose name is taken, and which nothing can be done to",
      },
      {
        rule: "Pulumi's engine does not replace a resource whose provider now works in another account.",
        sources: ["pulumi/pulumi-aws#6385"],
        codes: [],
        test: "../../../../tests/e2e/two-stacks.test.ts › of a host that is deployed shows no change, and changes nothing",
      },
      {
        rule: "A role may do only what its policies allow.",
        sources: ["https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html"],
        codes: [],
        why: "IAM is not emulated. A missing right shows as an injected failure in the fault matrices.",
      },
    ],
  },
  {
    title: "S3 bucket",
    types: ["aws_s3_bucket"],
    rules: [
      {
        rule: "A bucket's name is unique among all accounts.",
        sources: [`${userGuide}/gpbucketnamespaces.html`],
        codes: ["BucketAlreadyExists", "BucketAlreadyOwnedByYou"],
        test: "accounts.test.ts › is a bucket whose name is taken, and which nothing can be done to",
      },
      {
        rule: "A bucket's name keeps the naming rules.",
        sources: [`${userGuide}/bucketnamingrules.html`],
        codes: ["InvalidBucketName"],
        test: "s3.test.ts › refuses the name %s",
      },
      {
        rule: "A bucket is empty before it is deleted, unless `force_destroy` empties it.",
        sources: [`${s3Api}/API_DeleteBucket.html`],
        codes: ["BucketNotEmpty", "NoSuchBucket"],
        test: "s3.test.ts › is not deleted while it holds objects, unless force_destroy says so",
      },
      {
        rule: "A name that was deleted can stay unavailable for a while.",
        sources: [`${userGuide}/delete-bucket.html`],
        codes: [],
        why: "The components let the provider choose the name, with a random part, so a name is never used again.",
      },
    ],
  },
  {
    title: "S3 bucket settings and policy",
    types: ["aws_s3_bucket_public_access_block", "aws_s3_bucket_ownership_controls", "aws_s3_bucket_policy"],
    rules: [
      {
        rule: "A policy is JSON, about this bucket, with known principals, actions of S3, and resources that they apply to.",
        sources: ["versity/versitygw#649", "cloud-custodian/cloud-custodian#4948", `${s3Api}/API_PutBucketPolicy.html`],
        codes: ["MalformedPolicy"],
        test: "s3.test.ts › is refused with %s",
      },
      {
        rule: "A public policy is refused while `BlockPublicPolicy` is on, which it is in a new bucket.",
        sources: [`${userGuide}/access-control-block-public-access.html`],
        codes: ["AccessDenied"],
        test: "s3.test.ts › is refused under block_public_policy where it is public",
      },
      {
        rule: "ACLs are refused while the bucket owner is enforced, which is the default.",
        sources: [`${userGuide}/about-object-ownership.html`],
        codes: ["AccessControlListNotSupported"],
        test: "s3.test.ts › refuses ACLs by default, and takes them under other ownership",
      },
      {
        rule: "Two changes of a bucket's settings at the same time abort one of them (`OperationAborted`).",
        sources: ["hashicorp/terraform-provider-aws#7628", "hashicorp/terraform-provider-aws#33531"],
        codes: [],
        why: "The provider repeats such a call from 5.18 on (hashicorp/terraform-provider-aws#33531), so a deployment takes longer and does not fail.",
      },
      {
        rule: "A principal that names a user or a role exists.",
        sources: [`${userGuide}/troubleshoot-403-errors.html`],
        codes: [],
        why: "IAM is not emulated. The components name a service, never a user or a role.",
      },
    ],
  },
  {
    title: "S3 object",
    types: ["aws_s3_object"],
    rules: [
      {
        rule: "The ETag is the MD5 of the bytes, except under a KMS key.",
        sources: [`${s3Api}/API_Object.html`],
        codes: [],
        test: "s3.test.ts › has the MD5 of its bytes as etag, and a general content type unless told",
      },
      {
        rule: "An object needs its bucket.",
        sources: [`${s3Api}/ErrorResponses.html`],
        codes: ["NoSuchBucket", "NotFound"],
        test: "s3.test.ts › needs its bucket",
      },
      {
        rule: "The default encryption of a bucket or of an organization can be a KMS key.",
        sources: [`${userGuide}/bucket-encryption.html`],
        codes: [],
        why: "There is no default encryption but SSE-S3 here. Under a KMS default the ETag differs from the MD5 at every preview.",
      },
    ],
  },
  {
    title: "CloudFront distribution",
    types: ["aws_cloudfront_distribution"],
    rules: [
      {
        rule: "An alias belongs to one distribution, whichever account that is in.",
        sources: [
          `${guide}/alternate-domain-names-move.html`,
          "https://repost.aws/knowledge-center/resolve-cnamealreadyexists-error",
        ],
        codes: ["CNAMEAlreadyExists"],
        test: "accounts.test.ts › has the alias, so that a second distribution is refused",
      },
      {
        rule: "An alias cannot be added while the public DNS leads it to another distribution, even to one that was deleted.",
        sources: [
          "hashicorp/terraform-provider-aws#8734",
          "aws-samples/amazon-cloudfront-secure-static-site#51",
          `${guide}/CNAMEs.html`,
        ],
        codes: ["CNAMEAlreadyExists"],
        test: "cloudfront.test.ts › for an alias that the public DNS leads to another distribution, %s",
      },
      {
        rule: "The certificate is issued, in us-east-1, in the distribution's own account, and covers every alias.",
        sources: [`${guide}/cnames-and-https-requirements.html`],
        codes: ["InvalidViewerCertificate"],
        test: "accounts.test.ts › is no certificate for a distribution of this one",
      },
      {
        rule: "A distribution is deleted only when it is disabled and the edges know it.",
        sources: [`${cloudfrontApi}/API_DeleteDistribution.html`],
        codes: ["DistributionNotDisabled"],
        test: "cloudfront.test.ts › is disabled before it is deleted",
      },
      {
        rule: "Origins, behavior, methods, and policies fit together and exist.",
        sources: [`${cloudfrontApi}/API_CreateDistribution.html`],
        codes: [
          "InvalidArgument",
          "NoSuchOrigin",
          "NoSuchCachePolicy",
          "NoSuchResponseHeadersPolicy",
          "InvalidOriginAccessControl",
        ],
        test: "cloudfront.test.ts › for %s",
      },
      {
        rule: "`AssociateAlias` moves an alias within an account; across accounts the distribution that has it must be disabled first.",
        sources: [`${guide}/alternate-domain-names-move-options.html`],
        codes: [],
        why: "No provider makes that call. A move between two distributions is therefore refused here at the alias, as it is there.",
      },
      {
        rule: "A wildcard alias and the names below it may be on two distributions, and the more specific one answers.",
        sources: [`${guide}/alternate-domain-names-wildcard.html`],
        codes: [],
        why: "The components ask for one name. Overlaps across accounts, which AWS limits, are not refused here.",
      },
      {
        rule: "An account has limits on distributions, aliases, and requests.",
        sources: [`${guide}/cloudfront-limits.html`],
        codes: [],
        why: "Limits are the account's. A throttled call shows as an injected failure in the fault matrices.",
      },
    ],
  },
  {
    title: "CloudFront origin access control",
    types: ["aws_cloudfront_origin_access_control"],
    rules: [
      {
        rule: "It is not deleted while a distribution uses it.",
        sources: [`${cloudfrontApi}/API_DeleteOriginAccessControl.html`],
        codes: ["OriginAccessControlInUse"],
        test: "cloudfront.test.ts › keeps its origin access control",
      },
      {
        rule: "Its name is unique in the account.",
        sources: [`${cloudfrontApi}/API_CreateOriginAccessControl.html`],
        codes: ["OriginAccessControlAlreadyExists"],
        test: "cloudfront.test.ts › has a name that no other one of the account has",
      },
    ],
  },
  {
    title: "ACM certificate and its validation",
    types: ["aws_acm_certificate", "aws_acm_certificate_validation"],
    rules: [
      {
        rule: "The record that proves a name is the same for every request in one account, and another in every account.",
        sources: ["hashicorp/terraform-provider-aws#13653", "dflook/cloudformation-dns-certificate#7"],
        codes: [],
        test: "accounts.test.ts › proves a domain by another record",
      },
      {
        rule: "A certificate is issued once the public DNS shows the proof.",
        sources: ["https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html", "anomalyco/sst#5781"],
        codes: ["ValidationException", "ResourceNotFoundException"],
        test: "acm.test.ts › is issued only when the record can be seen",
      },
      {
        rule: "A CAA set with `issue` and none of Amazon's CAs fails the request, and a failed request stays failed.",
        sources: [
          "https://docs.aws.amazon.com/acm/latest/userguide/setup-caa.html",
          "https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-caa.html",
          "https://www.rfc-editor.org/rfc/rfc8659#section-3",
        ],
        codes: [],
        test: "acm.test.ts › stays failed, and so does the wait for it, when the record is corrected",
      },
      {
        rule: "A certificate is not deleted while a distribution uses it.",
        sources: ["https://docs.aws.amazon.com/acm/latest/APIReference/API_DeleteCertificate.html"],
        codes: ["ResourceInUseException"],
        test: "acm.test.ts › is not deleted while a distribution uses it",
      },
      {
        rule: "A certificate is renewed only while its proof stays.",
        sources: ["https://docs.aws.amazon.com/acm/latest/userguide/dns-renewal-validation.html"],
        codes: [],
        why: "Renewal is not emulated. The proof is a child of the component, and protected like the others.",
      },
    ],
  },
  {
    title: "Route 53 record",
    types: ["aws_route53_record"],
    rules: [
      {
        rule: "`CREATE` refuses a record set that exists.",
        sources: [
          "manicminer/terraform-aws-acm-certificate#2",
          `${r53}/APIReference/API_ChangeResourceRecordSets.html`,
        ],
        codes: ["InvalidChangeBatch"],
        test: "route53.test.ts › refuses what exists already, unless it may be overwritten",
      },
      {
        rule: "A CNAME stands alone at its name, and not at the apex.",
        sources: ["aws/aws-sdk-java#1996", `${r53}/DeveloperGuide/ResourceRecordTypes.html#CNAMEFormat`],
        codes: ["InvalidChangeBatch"],
        test: "route53.test.ts › keeps a CNAME apart from other data, in both directions and at the apex",
      },
      {
        rule: "A record lies in its zone, and the zone exists.",
        sources: [`${r53}/APIReference/API_ChangeResourceRecordSets.html`],
        codes: ["InvalidChangeBatch", "NoSuchHostedZone"],
        test: "route53.test.ts › that merely ends in the zone's text is refused",
      },
      {
        rule: "A TXT value is quoted, in strings of at most 255 bytes, and at most 4,000 characters long.",
        sources: [
          `${r53}/DeveloperGuide/ResourceRecordTypes.html#TXTFormat`,
          `${r53}/APIReference/API_ResourceRecord.html`,
        ],
        codes: ["InvalidChangeBatch"],
        test: "route53.test.ts › is split where two quotes stand",
      },
      {
        rule: "Several zones can have one name, and only the delegated one is asked.",
        sources: [`${r53}/DeveloperGuide/hosted-zone-not-authoritative.html`],
        codes: [],
        why: "Of two zones with one name in Route 53, the first answers here. Route 53 beside Cloudflare is emulated.",
      },
      {
        rule: "`DELETE` needs the current values.",
        sources: [`${r53}/APIReference/API_ResourceRecord.html`],
        codes: [],
        why: "The provider reads the record set before it deletes it, so that a deletion always names them.",
      },
    ],
  },
];
