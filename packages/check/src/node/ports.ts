import { getServers } from "node:dns";
import type { NodePortsOptions, ServerAddress } from "../options";
import type { Ports } from "../ports";
import { dnsClient } from "./dns-client";
import { dnsPorts } from "./dns-ports";
import { fetchFrom } from "./fetch-policy";
import { probeAt } from "./probe-smtp";
import { zonePorts } from "./zone-ports";

/**
 * The ports on a real network. They connect only to public addresses, to exactly those that were looked up, and bound all that
 * a stranger sends: bytes, lines, records and time. They never throw.
 *
 * @example
 * import { checkDomain } from "@mtasts/check";
 * import { nodePorts } from "@mtasts/check/node";
 *
 * export const report = checkDomain("example.com", nodePorts({ resolver: { address: "192.0.2.53", port: 53 } }));
 */
export function nodePorts(options: NodePortsOptions = {}): Ports {
  const { resolver } = options;
  return {
    nameServers: resolver === undefined ? getServers() : [nameOf(resolver)],
    ...dnsPorts(dnsClient(options.resolver)),
    ...zonePorts(options),
    fetchPolicy: async (request, signal) => await fetchFrom(request, options, signal),
    probeSmtp: async (request, signal) => await probeAt(request, options, signal),
    clock: { now: () => Date.now(), monotonic: () => performance.now() },
  };
}

function nameOf({ address, port }: ServerAddress): string {
  const shown = address.includes(":") ? `[${address}]` : address;
  return port === 53 ? address : `${shown}:${port}`;
}
