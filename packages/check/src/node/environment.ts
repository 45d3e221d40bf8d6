import { isIP } from "node:net";
import { toIssue, type Issue, type Parsed } from "@mtasts/core";
import type { NodePortsOptions, ServerAddress } from "../options";

/** The variables by which whoever runs a program says how it reaches the world, without a change of the program. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Whether the environment forbids every look at what is live: `MTASTS_OFFLINE` is set, and not to "0".
 *
 * @example
 * import { isOffline } from "@mtasts/check/node";
 *
 * const mayLook: boolean = !isOffline(process.env);
 */
export function isOffline({ MTASTS_OFFLINE: offline = "" }: Environment): boolean {
  return offline !== "" && offline !== "0";
}

/**
 * The options of `nodePorts` that the environment gives, or what is wrong with them:
 *
 * - `MTASTS_RESOLVER`: the name server to ask, such as `192.0.2.53`, `192.0.2.53:5353` or `[2001:db8::53]:53`.
 * - `MTASTS_ALLOW_PRIVATE`: `1` allows policy hosts at addresses that are not public, as behind a split horizon.
 * - `MTASTS_HTTPS_PORT`: the port of policy hosts.
 *
 * Authorities of one's own are told to Node.js itself, by `NODE_EXTRA_CA_CERTS`.
 *
 * @example
 * import { nodePorts, readEnvironment } from "@mtasts/check/node";
 *
 * const options = readEnvironment(process.env);
 * const ports = options.ok ? nodePorts(options.value) : nodePorts();
 */
export function readEnvironment(env: Environment): Parsed<NodePortsOptions> {
  const { MTASTS_RESOLVER: resolver = "", MTASTS_HTTPS_PORT: port = "", MTASTS_ALLOW_PRIVATE: allow = "" } = env;
  const server = resolver === "" ? undefined : serverAddress(resolver);
  const httpsPort = port === "" ? undefined : portNumber(port);
  const issues: readonly Issue[] = [
    ...(resolver !== "" && server === undefined ? [wrong("MTASTS_RESOLVER", resolver, "192.0.2.53:53")] : []),
    ...(port !== "" && httpsPort === undefined ? [wrong("MTASTS_HTTPS_PORT", port, "443")] : []),
  ];
  if (issues.length > 0) return { ok: false, issues };
  const value: NodePortsOptions = {
    ...(server === undefined ? {} : { resolver: server }),
    ...(httpsPort === undefined ? {} : { httpsPort }),
    ...(allow === "" || allow === "0" ? {} : { allowPrivate: true }),
  };
  return { ok: true, value, warnings: [] };
}

function wrong(name: string, got: string, like: string): Issue {
  const problem = name === "MTASTS_RESOLVER" ? "must be an address, with a port or without" : "must be a port";
  return toIssue({ code: "argument-type", got, problem, like }, [name]);
}

const DNS_PORT = 53;

function serverAddress(text: string): ServerAddress | undefined {
  if (isIP(text) !== 0) return { address: text, port: DNS_PORT };
  const [, ipv6, other, digits = ""] = /^(?:\[([^\]]+)\]|([^:]+)):(\d+)$/u.exec(text) ?? [];
  const address = ipv6 ?? other ?? "";
  const port = portNumber(digits);
  if (port === undefined || isIP(address) !== (ipv6 === undefined ? 4 : 6)) return undefined;
  return { address, port };
}

function portNumber(text: string): number | undefined {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : undefined;
}
