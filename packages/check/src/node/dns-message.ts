import { randomInt } from "node:crypto";
import {
  AUTHENTIC_DATA,
  decode,
  encode,
  RECURSION_DESIRED,
  type Answer,
  type DecodedPacket,
  type Question,
} from "dns-packet";

/** The types of record that a check asks for. */
export type QueryType = "A" | "AAAA" | "CAA" | "MX" | "NS" | "SOA" | "TLSA" | "TXT";

export interface Query {
  readonly name: string;
  readonly type: QueryType;
  /** Whether the server is not to ask others, as a zone's own name server never does. */
  readonly isDirect?: boolean;
}

/** A query on the wire, with the id that its answer must have. */
export interface QueryMessage {
  readonly id: number;
  readonly query: Query;
  readonly bytes: Buffer;
}

/** An answer that belongs to its query. */
export interface Response {
  readonly rcode: string;
  readonly answers: readonly Answer[];
  /** The authority section: whose zone it is, or to whom the name is delegated. */
  readonly authorities: readonly Answer[];
  /** Whether the authority section tells that there is nothing more. */
  readonly isNegative: boolean;
  readonly isTruncated: boolean;
  readonly isAuthentic: boolean;
  /** Whether the server answers for the zone itself, and not from what it has cached. */
  readonly isAuthoritative: boolean;
}

/** What fits into a packet of every network (DNS Flag Day 2020). */
const UDP_PAYLOAD_OCTETS = 1232;

const OPT: Answer = {
  type: "OPT",
  name: ".",
  udpPayloadSize: UDP_PAYLOAD_OCTETS,
  extendedRcode: 0,
  ednsVersion: 0,
  flags: 0,
  flag_do: false,
  options: [],
};

/** More records than any honest answer has. */
const MAX_RECORDS = 200;

/** Whether the wire can carry the name: the library writes any label, however long. */
export function isWireName(name: string): boolean {
  if (name === ".") return true;
  return name.length <= 253 && name.split(".").every((label) => label !== "" && Buffer.byteLength(label) <= 63);
}

/** @param hasEdns - Without it, for servers that refuse what they do not know: answers above 512 octets come over TCP then. */
export function queryMessage(query: Query, hasEdns = true): QueryMessage {
  const id = randomInt(0x10000);
  const bytes = encode({
    type: "query",
    id,
    // RFC 6840 §5.7: AD in a query asks for AD in the answer, without the signatures that DO would bring
    flags: query.isDirect === true ? 0 : RECURSION_DESIRED | AUTHENTIC_DATA,
    questions: [{ name: query.name, type: query.type, class: "IN" }],
    additionals: hasEdns ? [OPT] : [],
  });
  return { id, query, bytes };
}

/** The answer that the bytes hold; `undefined` where they are no answer to this query. */
export function readResponse(bytes: Buffer, { id, query }: QueryMessage): Response | undefined {
  const packet = decoded(bytes);
  if (packet?.type !== "response" || packet.id !== id) return undefined;
  const rcode = rcodeOf(packet);
  // A server that understood nothing of a query need not repeat its question.
  const isBare = refusesEdns({ rcode }) && (packet.questions ?? []).length === 0;
  if (!isBare && !isAbout(packet.questions, query)) return undefined;
  return {
    rcode,
    answers: (packet.answers ?? []).slice(0, MAX_RECORDS),
    authorities: (packet.authorities ?? []).slice(0, MAX_RECORDS),
    isNegative: (packet.authorities ?? []).some(({ type }) => type === "SOA"),
    isTruncated: packet.flag_tc,
    isAuthentic: packet.flag_ad,
    isAuthoritative: packet.flag_aa,
  };
}

/** RFC 6891 §6.2.2, §6.1.3: how a server says that it does not know EDNS, or not this version of it. */
export function refusesEdns({ rcode }: Pick<Response, "rcode">): boolean {
  return rcode === "FORMERR" || rcode === "NOTIMP" || rcode === "BADVERS";
}

/** RFC 6891 §6.1.3: the upper eight bits stand in the OPT record. */
function rcodeOf(packet: DecodedPacket): string {
  const { rcode } = packet as { readonly rcode?: unknown };
  const extended = (packet.additionals ?? []).find(({ type }) => type === "OPT");
  if (extended?.type === "OPT" && extended.extendedRcode !== 0) {
    return extended.extendedRcode === 1 && rcode === "NOERROR" ? "BADVERS" : "UNKNOWN";
  }
  return typeof rcode === "string" ? rcode : "UNKNOWN";
}

function decoded(bytes: Buffer): DecodedPacket | undefined {
  try {
    return decode(bytes);
  } catch {
    return undefined;
  }
}

function isAbout(questions: readonly Question[] = [], { name, type }: Query): boolean {
  const [question, ...others] = questions;
  return (
    question?.type === type &&
    (question.class ?? "IN") === "IN" &&
    question.name.toLowerCase() === (name === "." ? name : name.toLowerCase()) &&
    others.length === 0
  );
}
