import type * as pulumi from "@pulumi/pulumi";
import type { Dns, PreviousDns } from "./dns.js";
import type { Host, PreviousHost } from "./host.js";
import type { Mode } from "./mode.js";
import type { Preflight } from "./preflight.js";

// The schema is inferred from these: types that it cannot say, such as `readonly` lists and unions, are not used here, and a
// default must stand in the text, since tags are dropped.

/** What to publish for a domain, and where. */
export interface MtaStsArgs {
  /**
   * The domain whose mail is protected: what stands behind the `@`. It is the component's identity: to protect another domain, add
   * another component.
   */
  domain: pulumi.Input<string>;
  /**
   * What a sender does when no MX host can be reached securely: `testing` reports it and delivers, `enforce` refuses, `none` acts as
   * if there were no policy (RFC 8461 §5). By default `testing`.
   */
  mode?: pulumi.Input<Mode>;
  /**
   * The domain's MX hosts, each a host name or a pattern `*.example.net`, whose asterisk stands for one label (RFC 8461 §4.1). All of
   * them: mail for a host that is missing here is refused in `enforce`. By default none, which only mode `none` allows.
   */
  mx?: pulumi.Input<pulumi.Input<string>[]>;
  /**
   * How long a sender keeps the policy, in seconds from its last fetch, 31557600 at most (RFC 8461 §3.2). By default 86400 (a day) in
   * `testing` and `none`, 2419200 (four weeks) in `enforce`.
   */
  maxAge?: pulumi.Input<number>;
  /**
   * Raise it by one whenever the policy goes back to earlier content, as in a roll-back: it is added to `maxAge`, so that no id is ever
   * announced twice. By default 0.
   */
  revision?: pulumi.Input<number>;
  /**
   * Ids that were announced for the domain before and that this stack's state does not hold: those of another stack or another tool.
   * Leave out the one that is announced now. A policy whose id is among them is refused: no id is announced twice (RFC 8461 §3.1). By
   * default only the ids in the stack's state are known.
   */
  announcedIds?: pulumi.Input<pulumi.Input<string>[]>;
  /** A move to other MX hosts, in several deployments; `mx` are those that are left. By default the MX records stay. */
  mxMigration?: MxMigration;
  /**
   * The longest `maxAge` that was ever served in `enforce`, in seconds, which every wait reckons with: raise it with a longer one, and
   * never lower it. 0 if nothing was ever enforced. By default 2419200 (four weeks), and 0 in `testing` until the first roll-back.
   */
  longestMaxAge?: pulumi.Input<number>;
  /**
   * When mode `none` was first seen announced, as `2026-11-01T12:00:00Z`: the end of the retirement is reckoned from then on, and
   * `allowDestroy` is refused before (RFC 8461 §8.3). By default no date is told, and `allowDestroy` in `none` warns that none is known.
   */
  noneSince?: pulumi.Input<string>;
  /** Where senders report TLS failures (RFC 8460 §3). By default no TLS-RPT record is made, and a warning says so. */
  tlsRpt?: TlsRpt;
  /** Who serves the policy. */
  host: Host;
  /**
   * Who served the policy until now, while it moves to `host`: it stays, up to date, and the name no longer leads to it. Resolvers hold
   * the old name for its TTL, so leave this out again five minutes after the deployment. By default a former host is removed in the same
   * deployment.
   */
  previousHost?: PreviousHost;
  /** Who keeps the zone. */
  dns: Dns;
  /**
   * The zone that the domain leaves, while the domain moves to the zone of `dns`: every record stays in both zones while the NS records
   * change. Remove it once `zoneMove.removableFrom` has passed. Not together with `previousHost`, nor with a host that publishes its own
   * name. By default the zone stays.
   */
  previousDns?: PreviousDns;
  /**
   * Lifts the protection from what senders rely on. Deploy it alone, before the removal or the move that it is for. By default every
   * child is protected in `enforce`, in `none`, and in `testing` after a roll-back.
   */
  allowDestroy?: boolean;
  /** Makes errors of warnings. By default warnings are shown, and nothing is refused for them. */
  strict?: boolean;
  /**
   * Whether previews and deployments check the live domain first: its MX records, its `_mta-sts` record, and its policy. That takes at
   * most 3 seconds. `MTASTS_OFFLINE=1` in the environment switches it off, except in `required`, which then fails. By default `warn`.
   */
  preflight?: Preflight;
  /**
   * Lets every deployment that announces another policy fetch it until it is there, byte by byte, before it is announced. By default
   * the providers' word is taken for it.
   */
  waitUntilServed?: WaitUntilServed;
}

/** How long to wait for the policy. */
export interface WaitUntilServed {
  /** Seconds after which the deployment fails; the TXT record is as it was then. */
  timeoutSeconds: number;
}

/**
 * A move to other MX hosts: what is to come, and how far it is. Times are those at which a change was seen at the name servers, as
 * `2026-11-01T12:00:00Z`.
 */
export interface MxMigration {
  /** The domain's MX hosts afterwards, each as in `mx`. */
  to: pulumi.Input<pulumi.Input<string>[]>;
  /** When the policy that names all hosts was first seen announced. By default no date is told for the move of the MX records. */
  announcedSince?: pulumi.Input<string>;
  /** When the MX records were first seen to name the new hosts alone. By default they have not moved yet. */
  movedSince?: pulumi.Input<string>;
  /** The TTL in seconds that the MX records had before they moved. By default 86400 (a day), the longest that is usual. */
  mxTtl?: pulumi.Input<number>;
  /**
   * Takes the old hosts out of the policy. Refused until `movedSince` and `mxTtl` are over. By default the policy names the old hosts and
   * the new ones.
   */
  narrow?: pulumi.Input<boolean>;
}

/** Where senders report to. */
export interface TlsRpt {
  /** One or more `mailto:` or `https:` URIs. */
  rua: pulumi.Input<pulumi.Input<string>[]>;
}
