import { isIPv4, isIPv6 } from "node:net";
import { isInZone } from "../route53.js";
import { type DnsRecord, type DnsRecordInput, isHostType } from "./dns-record.js";

export interface RecordProblem {
  readonly code: number;
  readonly detail: string;
}

const problem = (code: number, detail: string): RecordProblem => ({ code, detail });

/** The first reason for which Cloudflare refuses a record among the others of its zone, if there is one. */
export function recordProblem(
  record: DnsRecordInput,
  zone: string,
  others: readonly DnsRecord[],
): RecordProblem | undefined {
  if (!isInZone(record.name, zone)) {
    return problem(9000, `DNS name is invalid: ${record.name} is not in the zone ${zone}.`);
  }
  return valueProblem(record) ?? conflict(record, zone, others);
}

function valueProblem({ type, content, ttl, proxied, priority }: DnsRecordInput): RecordProblem | undefined {
  if (ttl !== 1 && (ttl < 60 || ttl > 86_400)) {
    return problem(9021, "Invalid TTL. Must be between 60 and 86400 seconds, or 1 for Automatic.");
  }
  if (proxied === true && !isHostType(type)) return problem(9004, "This record type cannot be proxied.");
  if (content === "") return problem(9207, "DNS record content is empty.");
  if (type === "A" && !isIPv4(content)) return problem(9005, "Content for A record must be a valid IPv4 address.");
  if (type === "AAAA" && !isIPv6(content))
    return problem(9006, "Content for AAAA record must be a valid IPv6 address.");
  if (type === "CNAME" && !/^([a-z0-9_-]{1,63}\.)*[a-z0-9-]{1,63}\.?$/i.test(content)) {
    return problem(9007, "Content for CNAME record is invalid.");
  }
  if (type === "MX" && priority === undefined) return problem(9102, "MX record needs a priority.");
  return undefined;
}

function conflict(record: DnsRecordInput, zone: string, others: readonly DnsRecord[]): RecordProblem | undefined {
  const { type, content } = record;
  const here = others.filter(({ name }) => name === record.name);
  if (here.some((other) => other.type === type && other.content === content)) {
    return problem(81058, "An identical record already exists.");
  }
  if (isHostType(type) && here.some(({ owner }) => owner?.kind === "worker")) {
    return problem(81062, "A DNS record managed by Workers already exists on that host.");
  }
  // a CNAME at the zone's own name is flattened, so that it can stand beside what must be there
  const alone = type === "CNAME" && record.name !== zone;
  if (here.some((other) => alone || (type === "CNAME" && isHostType(other.type)))) {
    return problem(81053, "An A, AAAA, or CNAME record with that host already exists.");
  }
  if (here.some((other) => other.type === "CNAME" && (record.name !== zone || isHostType(type)))) {
    return problem(81054, "A CNAME record with that host already exists.");
  }
  return undefined;
}
