import type { Mode } from "@mtasts/core";
import type { TerraformResource } from "./framework.js";
import type { DnsProvider, PolicyHost } from "./ports.js";

/**
 * What to publish for a domain, and where.
 *
 * What the policy is made from has to be there when the program runs, since its hash is: a token among it is refused.
 */
export interface MtaStsArgs<
  N extends object = object,
  R extends TerraformResource | undefined = TerraformResource | undefined,
> {
  /**
   * The domain whose mail is protected: what stands behind the `@`. It is the construct's identity: to protect another
   * domain, add another construct.
   */
  readonly domain: string;
  /**
   * What a sender does when no MX host can be reached securely: `testing` reports it and delivers, `enforce` refuses,
   * `none` acts as if there were no policy (RFC 8461 §5).
   *
   * @default "testing"
   */
  readonly mode?: Mode | undefined;
  /**
   * The domain's MX hosts, each a host name or a pattern `*.example.net`, whose asterisk stands for one label
   * (RFC 8461 §4.1). All of them: mail for a host that is missing here is refused in `enforce`.
   *
   * @default no host, which only mode `none` allows
   */
  readonly mx?: readonly string[] | undefined;
  /**
   * How long a sender keeps the policy, in seconds from its last fetch, 31557600 at most (RFC 8461 §3.2).
   *
   * @default 86400 (a day) in `testing` and `none`, 2419200 (four weeks) in `enforce`
   */
  readonly maxAge?: number | undefined;
  /**
   * Raise it by one whenever the policy goes back to earlier content, as in a roll-back: it is added to `maxAge`, so
   * that no id is ever announced twice.
   *
   * @default 0
   */
  readonly revision?: number | undefined;
  /**
   * Every id that was announced for the domain before, without the one that is announced now: add that one at the end when you change the
   * policy. A policy whose id is among them is refused: no id is announced twice (RFC 8461 §3.1). The state keeps them, and a plan
   * that leaves one out is refused, as after a `git revert`. Begin with `[]`; `allowDestroy` lifts it. Without the list, nothing notices a return to an earlier
   * policy.
   *
   * @default no earlier id is known
   */
  readonly announcedIds?: readonly string[] | undefined;
  /**
   * A move to other MX hosts, in several deployments; `mx` are those that are left. The policy names both until `narrow`.
   *
   * @default the MX records stay
   */
  readonly mxMigration?: MxMigrationArgs | undefined;
  /**
   * The longest `maxAge` that was ever served in `enforce`, in seconds, which every wait reckons with: raise it with a longer one,
   * and never lower it. 0 if nothing was ever enforced. Where nobody knows, only 31557600 is certain.
   *
   * @default 2419200 (four weeks), and 0 in `testing` until the first roll-back
   */
  readonly longestMaxAge?: number | undefined;
  /**
   * When mode `none` was first seen announced, as `"2026-11-01T12:00:00Z"`: the end of the retirement is reckoned from then on,
   * and `allowDestroy` is refused before (RFC 8461 §8.3).
   *
   * @default no date is told, and `allowDestroy` in `none` warns that none is known
   */
  readonly noneSince?: string | undefined;
  /**
   * Where senders report TLS failures (RFC 8460 §3): one or more `mailto:` or `https:` URIs.
   *
   * @default no TLS-RPT record is made, and a warning says so
   */
  readonly tlsRpt?: { readonly rua: string | readonly string[] } | undefined;
  /** Who serves the policy, such as `cloudfront()`. */
  readonly host: PolicyHost<N>;
  /**
   * Who served the policy until now, while it moves to `host`: it stays, up to date, and the name no longer leads to it.
   * Resolvers hold the old name for its TTL, so leave this out again five minutes after the apply. Another kind of host
   * than `host`, and none that publishes the name itself (`worker()`, `r2()`), since a name has one such host.
   *
   * @default a former host is removed in the same deployment
   */
  readonly previousHost?: PolicyHost | undefined;
  /** Who keeps the zone, such as `route53({ zoneId })`. */
  readonly dns: DnsProvider<R>;
  /**
   * The DNS provider of the zone that the domain leaves, while the domain moves to the zone of `dns`: every record stays in both
   * zones while the NS records change. Remove it once `zoneMove.removableFrom` has passed. Not together with `previousHost`, nor
   * with a host that publishes its own name (`worker()`, `r2()`).
   *
   * @default - the zone stays
   */
  readonly previousDns?: PreviousDnsArgs | undefined;
  /**
   * Lifts the protection from what senders rely on. Apply it alone, before the removal or the move that it is for.
   *
   * Terraform keeps `prevent_destroy` in the configuration, so it goes away with it: a construct that is removed from the
   * program is destroyed without a word, whatever its mode is.
   *
   * @default in `enforce`, in `none`, and in `testing` after a roll-back, every child is protected
   */
  readonly allowDestroy?: boolean | undefined;
  /**
   * Makes errors of warnings.
   *
   * @default warnings are shown, and nothing is refused for them
   */
  readonly strict?: boolean | undefined;
  /**
   * Lets every apply that changes the policy read it from `policyUrl` until it is there, byte by byte, before it is
   * announced. The machine that applies needs `sh`, `curl` 7.54 or later, and a way to the internet, for which the
   * usual variables for proxies are heeded. After `timeoutSeconds` the apply fails, the TXT record is as it was, and the
   * next apply waits again.
   *
   * @default the providers' word is taken for it
   */
  readonly waitUntilServed?: { readonly timeoutSeconds: number } | undefined;
  /**
   * Adds a `check` block that reads the policy from `policyUrl` in every plan and apply, and warns where it is not what
   * was deployed. It needs Terraform 1.5 and takes the provider `hashicorp/http`.
   *
   * Its cost: Terraform reads such a block again in every apply, so that `terraform plan -detailed-exitcode` ends with 2
   * even where nothing has changed. Where a job looks for drift in that way, run `mtasts check --expect` instead.
   *
   * @default no check block
   */
  readonly checks?: boolean | undefined;
}

/**
 * A move to other MX hosts: what is to come, and how far it is. Times are those at which a change was seen at the name servers,
 * as `"2026-11-01T12:00:00Z"`.
 */
export interface MxMigrationArgs {
  /** The domain's MX hosts afterwards, each as in `mx`. */
  readonly to: readonly string[];
  /**
   * When the policy that names all hosts was first seen announced.
   *
   * @default no date is told for the move of the MX records
   */
  readonly announcedSince?: string | undefined;
  /**
   * When the MX records were first seen to name the new hosts alone.
   *
   * @default they have not moved yet
   */
  readonly movedSince?: string | undefined;
  /**
   * The TTL in seconds that the MX records had before they moved.
   *
   * @default 86400 (a day), the longest that is usual
   */
  readonly mxTtl?: number | undefined;
  /**
   * Takes the old hosts out of the policy. Refused until `movedSince` and `mxTtl` are over.
   *
   * @default false: the policy names the old hosts and the new ones
   */
  readonly narrow?: boolean | undefined;
}

/** The zone that a domain leaves, and how far the move is. */
export interface PreviousDnsArgs {
  /** The DNS provider that was `dns` until now, with the same options. */
  readonly dns: DnsProvider;
  /**
   * The longest TTL of the domain's NS records, in seconds, in the parent zone and in the zone itself.
   *
   * @default 172800 (two days), which is what most top-level domains use
   */
  readonly nsTtl?: number | undefined;
  /**
   * When the parent zone was first seen to name the new name servers only, as `"2026-11-01T12:00:00Z"`.
   *
   * @default - not set: the NS records have not changed yet
   */
  readonly delegatedSince?: string | undefined;
}

/** The DNS records of the construct itself, as the DNS provider's resources. */
export interface RecordNodes<R extends TerraformResource | undefined> {
  /** The CNAME at `mta-sts.<domain>`. Absent where the host publishes that name itself. */
  readonly hostRecord: R | undefined;
  /** The TXT at `_mta-sts.<domain>`. */
  readonly stsRecord: R;
  /** The TXT at `_smtp._tls.<domain>`. Absent without `tlsRpt`. */
  readonly tlsRptRecord: R | undefined;
}
