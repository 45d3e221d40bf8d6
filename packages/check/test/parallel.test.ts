import { expect, it } from "@jest/globals";
import { checkDomain, type Ports } from "../src";
import { DOMAIN, portsOf } from "./harness/world";

const DNS_MS = 60;
const FETCH_MS = 180;

function slow<Args extends unknown[], T>(port: (...args: Args) => Promise<T>, ms: number) {
  return async (...args: Args): Promise<T> => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    return await port(...args);
  };
}

it("takes as long as the longest chain of what has to wait for one another", async () => {
  const both = { a: ["192.0.2.1"], aaaa: ["2001:db8::1"] };
  const zone = { "_25._tcp.mail.bank.example": { tlsa: true }, "mta-sts.bank.example": both };
  const { clock, fetchPolicy, probeSmtp, ...dns } = portsOf({ zone });
  const ports: Ports = {
    clock,
    resolveTxt: slow(dns.resolveTxt, DNS_MS),
    resolveMx: slow(dns.resolveMx, DNS_MS),
    resolveTlsa: slow(dns.resolveTlsa, DNS_MS),
    resolveAddress: slow(dns.resolveAddress, DNS_MS),
    fetchPolicy: slow(fetchPolicy, FETCH_MS),
    probeSmtp: slow(probeSmtp, FETCH_MS - DNS_MS),
  };
  const longest = DNS_MS + FETCH_MS;
  let shortest = Infinity;
  // Other work on the machine makes a round longer, and none shorter.
  for (let round = 0; round < 5 && shortest >= longest * 1.3; round += 1) {
    const began = performance.now();
    const { timings } = await checkDomain(DOMAIN, ports, { smtp: true });
    shortest = Math.min(shortest, performance.now() - began);
    expect(timings.reduce((sum, { durationMs }) => sum + durationMs, 0)).toBeGreaterThan(longest * 2);
  }
  expect(shortest).toBeLessThan(longest * 1.3);
});
