import type { Difference, Plan } from "./plan";
import { differencesOf } from "./plan";

/** Something that moto does not do, or does otherwise than AWS. */
export interface Gap {
  /** In the words of the page. */
  readonly gap: string;
  readonly means: string;
  /** What a plan shows of it after an apply. @default nothing */
  readonly shows?: Shows;
}

interface Shows {
  readonly place: string;
  readonly before: unknown;
}

/** All that is known. What a second plan shows beyond them is a fault of ours, and fails the suite. */
export const gaps: readonly Gap[] = [
  {
    gap: "A distribution forgets the origin access control of its origin.",
    means:
      "A second plan sets it again. That it was set with the first apply, and to the one that was made, is read from the " +
      "provider's request.",
    shows: { place: "distribution.origin.0.origin_access_control_id", before: "" },
  },
  {
    gap: "A distribution makes up `forwarded_values`, which nobody sent, beside the cache policy.",
    means:
      "A second plan removes them. AWS has either of the two. That none were sent is read from the provider's request.",
    shows: {
      place: "distribution.default_cache_behavior.0.forwarded_values",
      before: [
        {
          cookies: [{ forward: "none", whitelisted_names: [] }],
          headers: [],
          query_string: false,
          query_string_cache_keys: [],
        },
      ],
    },
  },
  {
    gap: "A distribution claims CloudFront's own certificate, beside the one of ACM that it has.",
    means: "A second plan removes the claim. That none was sent is read from the provider's request.",
    shows: { place: "distribution.viewer_certificate.0.cloudfront_default_certificate", before: true },
  },
  {
    gap: "A statement of a bucket policy holds whatever its condition `Bool` says, so that the refusal of plain HTTP refuses everything.",
    means:
      "The provider could not read the object that it has just stored. moto is started with this one rule taught " +
      "(`tests/real-aws/python/moto_server.py`): such a statement concerns nobody, as on AWS over HTTPS.",
  },
  {
    gap: "A certificate is issued whatever DNS says.",
    means:
      "That the validation record would convince ACM is not shown. The record is compared with what ACM asks for, name, type and value.",
  },
  {
    gap: "CloudFront serves nothing.",
    means:
      "What a sender gets is not shown here, but on the [emulated cloud](terraform.md), whose plans equal the real provider's.",
  },
  {
    gap: "Custom cache and response headers policies are unknown.",
    means: "Nothing: the construct takes a managed cache policy, and makes none.",
  },
];

/** What a plan shows beyond the gaps, and which gaps it does not show. Both are empty where all is as described. */
export function unexplained(plan: Plan, besides: (difference: Difference) => boolean = () => false) {
  const shown = gaps.flatMap(({ shows }) => (shows === undefined ? [] : [shows]));
  const differences = differencesOf(plan);
  return {
    differences: differences.filter((one) => !besides(one) && !shown.some((gap) => isOf(gap, one))),
    gaps: shown.filter((gap) => !differences.some((one) => isOf(gap, one))),
  };
}

function isOf({ place, before }: Shows, difference: Difference): boolean {
  return difference.place === place && JSON.stringify(difference.before) === JSON.stringify(before);
}
