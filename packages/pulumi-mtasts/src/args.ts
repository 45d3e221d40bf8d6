import type { Mode } from "@mtasts/core";
import type * as pulumi from "@pulumi/pulumi";
import type { DnsProvider, PolicyHost } from "./ports.js";

/** What to publish for a domain, and where. */
export interface MtaStsArgs<
  N extends object = object,
  R extends pulumi.Resource | undefined = pulumi.Resource | undefined,
> {
  /**
   * The domain whose mail is protected: what stands behind the `@`. It is the component's identity: to protect another
   * domain, add another component.
   */
  readonly domain: pulumi.Input<string>;
  /**
   * What a sender does when no MX host can be reached securely: `testing` reports it and delivers, `enforce` refuses,
   * `none` acts as if there were no policy (RFC 8461 §5).
   *
   * @default "testing"
   */
  readonly mode?: pulumi.Input<Mode> | undefined;
  /**
   * The domain's MX hosts, each a host name or a pattern `*.example.net`, whose asterisk stands for one label
   * (RFC 8461 §4.1). All of them: mail for a host that is missing here is refused in `enforce`.
   *
   * @default no host, which only mode `none` allows
   */
  readonly mx?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
  /**
   * How long a sender keeps the policy, in seconds from its last fetch, 31557600 at most (RFC 8461 §3.2).
   *
   * @default 86400 (a day) in `testing` and `none`, 2419200 (four weeks) in `enforce`
   */
  readonly maxAge?: pulumi.Input<number> | undefined;
  /**
   * Raise it by one whenever the policy goes back to earlier content, as in a roll-back: it is added to `maxAge`, so
   * that no id is ever announced twice.
   *
   * @default 0
   */
  readonly revision?: pulumi.Input<number> | undefined;
  /**
   * Ids that were announced for the domain before and that this stack's state does not hold: those of another stack or another
   * tool. Leave out the one that is announced now. A policy whose id is among them is refused: no id is announced twice
   * (RFC 8461 §3.1). The ids that this stack announces are remembered in its state and need not be listed.
   *
   * @default no earlier id is known
   */
  readonly announcedIds?: pulumi.Input<readonly pulumi.Input<string>[]> | undefined;
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
  readonly longestMaxAge?: pulumi.Input<number> | undefined;
  /**
   * When mode `none` was first seen announced, as `"2026-11-01T12:00:00Z"`: the end of the retirement is reckoned from then on,
   * and `allowDestroy` is refused before (RFC 8461 §8.3).
   *
   * @default no date is told, and `allowDestroy` in `none` warns that none is known
   */
  readonly noneSince?: pulumi.Input<string> | undefined;
  /**
   * Where senders report TLS failures (RFC 8460 §3): one or more `mailto:` or `https:` URIs.
   *
   * @default no TLS-RPT record is made, and a warning says so
   */
  readonly tlsRpt?: { readonly rua: pulumi.Input<string | readonly pulumi.Input<string>[]> } | undefined;
  /** Who serves the policy, such as `cloudfront()`. */
  readonly host: PolicyHost<N>;
  /**
   * Who served the policy until now, while it moves to `host`: it stays, up to date, and the name no longer leads to it.
   * Resolvers hold the old name for its TTL, so leave this out again five minutes after the deployment. Another kind of
   * host than `host`, and none that publishes the name itself (`worker()`, `r2()`), since a name has one such host.
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
   * Lifts the protection from what senders rely on. Deploy it alone, before the removal or the move that it is for.
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
   * Whether previews and deployments check the live domain first: its MX records, its `_mta-sts` record, and its policy. That
   * takes at most 3 seconds.
   *
   * - `warn`: an argument that the live domain disproves (`noneSince` while the live policy is enforced, a `longestMaxAge` below
   *   the live `max_age`, a `movedSince` while MX records name the old hosts) is refused before anything is created, and so are a
   *   record that the provider would create a second time and a zone that is not the domain's. Everything else is a warning.
   *   What could not be checked is reported and refuses nothing.
   * - `error`: every error is refused; with `strict`, every warning too. What could not be checked is a warning: this mode does
   *   not fail closed when DNS or the policy host cannot be reached, or when `MTASTS_OFFLINE` is set.
   * - `required`: as `error`, and what could not be checked is refused as well.
   * - `off`: no check. `MTASTS_OFFLINE=1` in the environment does the same for `warn` and `error`.
   *
   * @default "warn"
   */
  readonly preflight?: "off" | "warn" | "error" | "required" | undefined;
  /**
   * Lets every `up` that announces another policy fetch it from `policyUrl` until it is there, byte by byte, before it is
   * announced. The machine that deploys needs a way to DNS and to the policy host. After `timeoutSeconds` the `up` fails, the
   * TXT record is as it was, and the next `up` waits again. An id that is announced already is not waited for.
   *
   * @default the providers' word is taken for it
   */
  readonly waitUntilServed?: { readonly timeoutSeconds: number } | undefined;
}

/**
 * A move to other MX hosts: what is to come, and how far it is. Times are those at which a change was seen at the name servers,
 * as `"2026-11-01T12:00:00Z"`.
 */
export interface MxMigrationArgs {
  /** The domain's MX hosts afterwards, each as in `mx`. */
  readonly to: pulumi.Input<readonly pulumi.Input<string>[]>;
  /**
   * When the policy that names all hosts was first seen announced.
   *
   * @default no date is told for the move of the MX records
   */
  readonly announcedSince?: pulumi.Input<string> | undefined;
  /**
   * When the MX records were first seen to name the new hosts alone.
   *
   * @default they have not moved yet
   */
  readonly movedSince?: pulumi.Input<string> | undefined;
  /**
   * The TTL in seconds that the MX records had before they moved.
   *
   * @default 86400 (a day), the longest that is usual
   */
  readonly mxTtl?: pulumi.Input<number> | undefined;
  /**
   * Takes the old hosts out of the policy. Refused until `movedSince` and `mxTtl` are over.
   *
   * @default false: the policy names the old hosts and the new ones
   */
  readonly narrow?: pulumi.Input<boolean> | undefined;
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

/** The DNS records of the component itself, as the DNS provider's resources. */
export interface RecordNodes<R extends pulumi.Resource | undefined> {
  /** The CNAME at `mta-sts.<domain>`. Absent where the host publishes that name itself. */
  readonly hostRecord: R | undefined;
  /** The TXT at `_mta-sts.<domain>`. */
  readonly stsRecord: R;
  /** The TXT at `_smtp._tls.<domain>`. Absent without `tlsRpt`. */
  readonly tlsRptRecord: R | undefined;
}
