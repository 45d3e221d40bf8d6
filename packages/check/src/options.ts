/** How a domain is checked. */
export interface CheckOptions {
  /**
   * Whether to connect to port 25 of every MX host.
   *
   * @default false: the MX records are compared with the policy, and no mail host is contacted
   */
  readonly smtp?: boolean;
  /**
   * Whether to search for a record, or a policy file, that stands at a name or a path at which others put it by mistake. Nothing
   * is asked for where the right place holds one.
   *
   * @default true
   */
  readonly search?: boolean;
  /**
   * Milliseconds after which the report is made of what is known by then.
   *
   * @default 60000, the minute that RFC 8461 §3.3 suggests
   */
  readonly timeoutMs?: number;
  /**
   * The text of the policy that was deployed last: other text at the host raises `fetch-stale`.
   *
   * @default - any text will do
   */
  readonly expectedText?: string;
}

/** How `nodePorts` of `@mtasts/check/node` reaches the world. */
export interface NodePortsOptions {
  /**
   * The name server to ask.
   *
   * @default - those of the system
   */
  readonly resolver?: ServerAddress;
  /**
   * PEM certificates to trust, for policy hosts and MX hosts.
   *
   * @default - the authorities that Node.js brings along
   */
  readonly ca?: string | readonly string[];
  /**
   * Whether to connect to addresses that are not public: loopback, private, link-local and the like.
   *
   * @default false: such addresses are refused, so that a stranger's DNS cannot point the check into this network
   */
  readonly allowPrivate?: boolean;
  /**
   * The port of policy hosts.
   *
   * @default 443
   */
  readonly httpsPort?: number;
  /**
   * The port of the name servers of zones, which are asked directly for names that may not exist yet.
   *
   * @default 53
   */
  readonly zonePort?: number;
  /**
   * The port of MX hosts.
   *
   * @default 25
   */
  readonly smtpPort?: number;
}

/** An address and a port, such as `{ address: "192.0.2.53", port: 53 }`. */
export interface ServerAddress {
  readonly address: string;
  readonly port: number;
}
