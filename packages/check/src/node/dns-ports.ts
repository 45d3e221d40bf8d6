import type { Answer } from "dns-packet";
import type { CaaData, MxData, Ports, TlsaData, TxtData } from "../ports";
import type { DnsClient } from "./dns-client";

type DnsPorts = Pick<Ports, "resolveTxt" | "resolveMx" | "resolveAddress" | "resolveTlsa"> &
  Required<Pick<Ports, "resolveCaa">>;

/** The ports that ask DNS. */
export function dnsPorts(ask: DnsClient): DnsPorts {
  return {
    resolveTxt: async (name, signal) => await ask({ name, type: "TXT", read: readTxt }, signal),
    resolveMx: async (name, signal) => await ask({ name, type: "MX", read: readMx }, signal),
    resolveCaa: async (name, signal) => await ask({ name, type: "CAA", read: readCaa }, signal),
    resolveTlsa: async (name, signal) => await ask({ name, type: "TLSA", read: readTlsa }, signal),
    resolveAddress: async (name, signal) => {
      const [ipv4, ipv6] = await Promise.all([
        ask({ name, type: "A", read: readAddress }, signal),
        ask({ name, type: "AAAA", read: readAddress }, signal),
      ]);
      return { ipv4, ipv6 };
    },
  };
}

export function readTxt(answer: Answer): TxtData | undefined {
  if (answer.type !== "TXT") return undefined;
  const strings = Array.isArray(answer.data) ? answer.data : [answer.data];
  return strings.map((one) => (typeof one === "string" ? one : one.toString("latin1")));
}

function readMx(answer: Answer): MxData | undefined {
  if (answer.type !== "MX") return undefined;
  const { preference = 0, exchange } = answer.data;
  return { preference, exchange: exchange === "." ? "" : exchange };
}

function readTlsa(answer: Answer): TlsaData | undefined {
  return answer.type === "TLSA" ? { usage: answer.data.usage } : undefined;
}

export function readAddress(answer: Answer): string | undefined {
  return answer.type === "A" || answer.type === "AAAA" ? answer.data : undefined;
}

export function readCaa(answer: Answer): CaaData | undefined {
  return answer.type === "CAA" ? { tag: answer.data.tag, value: answer.data.value } : undefined;
}
