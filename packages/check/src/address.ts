import { IPv4, IPv6, isValid, parse } from "ipaddr.js";

/**
 * Whether an address belongs to the public internet. Loopback, private, link-local, shared, multicast, documentation and
 * reserved addresses do not, nor does an IPv6 address that leads to such an IPv4 address: mapped, NAT64, 6to4, Teredo.
 *
 * @example
 * import { isPublicAddress } from "@mtasts/check";
 *
 * const metadata: boolean = isPublicAddress("169.254.169.254"); // false
 * const mapped: boolean = isPublicAddress("::ffff:10.0.0.1"); // false
 */
export function isPublicAddress(text: string): boolean {
  // A zone index such as %eth0 names an interface of this machine.
  if (!isValid(text) || text.includes("%")) return false;
  const address = parse(text);
  return address instanceof IPv4 ? isPublicIPv4(address) : isPublicIPv6(address);
}

function isPublicIPv4(address: IPv4): boolean {
  return address.range() === "unicast" && !MORE_IPV4.some((range) => address.match(IPv4.parseCIDR(range)));
}

/** Special ranges of the IANA registry that the library takes for ordinary ones, and what clouds keep for themselves. */
const MORE_IPV4 = [
  "0.0.0.0/8",
  // The metadata of Oracle's older machines, 192.0.0.192, is among these.
  "192.0.0.0/24",
  "192.31.196.0/24",
  "192.52.193.0/24",
  // RFC 7526: once the relays of 6to4
  "192.88.99.0/24",
  "192.175.48.0/24",
  // PROVIDER azure: every machine reaches its host under this address, which looks public
  "168.63.129.16/32",
] as const;

function isPublicIPv6(address: IPv6): boolean {
  const embedded = embeddedIPv4(address);
  if (embedded !== undefined) return isPublicIPv4(embedded);
  // RFC 4291 §2.4: what is assigned globally lies in 2000::/3
  return address.range() === "unicast" && address.match(GLOBAL) && !MORE_IPV6.some((range) => address.match(range));
}

const GLOBAL = IPv6.parseCIDR("2000::/3");

/** Protocol assignments, documentation, the sink of AS112 for reverse names, and what was once assigned for tests. */
const MORE_IPV6 = ["2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20", "3ffe::/16", "5f00::/16"].map(
  (range) => IPv6.parseCIDR(range),
);

const MAPPED = IPv6.parseCIDR("::ffff:0:0/96");
const NAT64 = IPv6.parseCIDR("64:ff9b::/96");
const SIX_TO_FOUR = IPv6.parseCIDR("2002::/16");
const TEREDO = IPv6.parseCIDR("2001::/32");

/** The IPv4 address that the packets would reach in the end, if any. */
function embeddedIPv4(address: IPv6): IPv4 | undefined {
  const octets = address.toByteArray();
  if (address.match(MAPPED) || address.match(NAT64)) return new IPv4(octets.slice(12));
  if (address.match(SIX_TO_FOUR)) return new IPv4(octets.slice(2, 6));
  // RFC 4380 §4: the client's address stands inverted at the end
  return address.match(TEREDO) ? new IPv4(octets.slice(12).map((octet) => octet ^ 0xff)) : undefined;
}
