import type * as pulumi from "@pulumi/pulumi";
import type { Dns } from "./dns.js";
import type { Host, PreviousHost } from "./host.js";
import type { Mode } from "./mode.js";

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
   * Lifts the protection from what senders rely on. Deploy it alone, before the removal or the move that it is for. By default every
   * child is protected in `enforce`, in `none`, and in `testing` after a roll-back.
   */
  allowDestroy?: boolean;
  /** Makes errors of warnings. By default warnings are shown, and nothing is refused for them. */
  strict?: boolean;
}

/** Where senders report to. */
export interface TlsRpt {
  /** One or more `mailto:` or `https:` URIs. */
  rua: pulumi.Input<pulumi.Input<string>[]>;
}
