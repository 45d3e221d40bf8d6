import { describe, expect, it } from "@jest/globals";
import { isPublicAddress } from "../src";

const PUBLIC = [
  "168.63.129.15",
  "168.63.129.17",
  "1.1.1.1",
  "8.8.8.8",
  "93.184.216.34",
  "223.255.255.254",
  "2606:4700::1111",
  "2a00:1450:4001:81a::2005",
  "64:ff9b::8.8.8.8",
  "::ffff:8.8.8.8",
  "2002:808:808::1",
];

const NOT_PUBLIC: readonly (readonly [address: string, what: string])[] = [
  ["127.0.0.1", "loopback"],
  ["127.255.255.254", "loopback"],
  ["0.0.0.0", "this host"],
  ["0.1.2.3", "this network"],
  ["10.0.0.1", "private"],
  ["172.16.0.1", "private"],
  ["172.31.255.255", "private"],
  ["192.168.1.1", "private"],
  ["169.254.169.254", "link-local: metadata of clouds"],
  ["100.64.0.1", "shared by carriers"],
  ["100.100.100.200", "metadata of a cloud, in the shared range"],
  ["192.0.0.192", "protocol assignments: metadata of a cloud"],
  ["168.63.129.16", "the host of machines on Azure"],
  ["192.31.196.1", "the sink of reverse names"],
  ["192.52.193.1", "automatic multicast tunnels"],
  ["192.88.99.1", "the former relays of 6to4"],
  ["192.175.48.1", "the sink of reverse names"],
  ["192.0.2.1", "documentation"],
  ["198.51.100.1", "documentation"],
  ["203.0.113.1", "documentation"],
  ["198.18.0.1", "benchmarks"],
  ["224.0.0.1", "multicast"],
  ["240.0.0.1", "reserved"],
  ["255.255.255.255", "broadcast"],
  ["::", "unspecified"],
  ["::1", "loopback"],
  ["fe80::1", "link-local"],
  ["fe80::1%eth0", "link-local, with a zone"],
  ["fc00::1", "unique local"],
  ["fd00:ec2::254", "unique local: metadata of a cloud"],
  ["fec0::1", "site-local"],
  ["ff02::1", "multicast"],
  ["2001:db8::1", "documentation"],
  ["3fff::1", "documentation"],
  ["100::1", "discard"],
  ["100:0:0:1::1", "a dummy prefix"],
  ["2620:4f:8000::1", "the sink of reverse names"],
  ["2001:20::1", "identifiers of hosts"],
  ["64:ff9b::168.63.129.16", "the host of machines on Azure, behind NAT64"],
  ["::ffff:168.63.129.16", "the host of machines on Azure, mapped"],
  ["5f00::1", "segment routing"],
  ["::ffff:127.0.0.1", "loopback, mapped"],
  ["::ffff:a9fe:a9fe", "metadata, mapped"],
  ["::127.0.0.1", "loopback, in the old form"],
  ["64:ff9b::10.0.0.1", "private behind NAT64"],
  ["64:ff9b:1::1", "NAT64 of a network"],
  ["2002:7f00:1::1", "loopback behind 6to4"],
  ["2002:a00:1::1", "private behind 6to4"],
  ["2001:0:4136:e378:8000:63bf:f5ff:fffe", "private behind Teredo"],
  ["4000::1", "not assigned"],
  ["", "no address"],
  ["localhost", "no address"],
  ["127.1", "another way to write loopback"],
  ["2130706433", "another way to write loopback"],
  ["0177.0.0.1", "another way to write loopback"],
  ["0x7f.1", "another way to write loopback"],
  ["1.1.1.1 ", "no address"],
];

describe("isPublicAddress", () => {
  it.each(PUBLIC)("%s is public", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  it.each(NOT_PUBLIC)("%s is not: %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
