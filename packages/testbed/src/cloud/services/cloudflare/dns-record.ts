/** What a caller says of a DNS record. */
export interface DnsRecordInput {
  /** The whole name, or "@" for the zone's own. */
  readonly name: string;
  readonly type: string;
  /** Stored exactly as given: the quotes of a TXT are the caller's. */
  readonly content: string;
  /** Seconds; 1 leaves it to Cloudflare. */
  readonly ttl: number;
  readonly proxied?: boolean;
  readonly priority?: number;
  readonly comment?: string;
  readonly tags?: readonly string[];
}

/** What made a record that nobody asked for: a custom domain. */
export type RecordOwner =
  { readonly kind: "worker"; readonly service: string } | { readonly kind: "r2"; readonly bucket: string };

export interface DnsRecord extends DnsRecordInput {
  readonly id: string;
  readonly proxied: boolean;
  readonly createdOn: number;
  readonly modifiedOn: number;
  readonly owner?: RecordOwner;
  /** What the dashboard shows beside the record. */
  readonly warning?: string;
}

const hostTypes = new Set(["A", "AAAA", "CNAME"]);

/** Whether the type says where a host is, so that Cloudflare can stand in front of it. */
export function isHostType(type: string): boolean {
  return hostTypes.has(type);
}

/** Cloudflare stores a TXT without quotes, and serves it, but asks for quotes. */
export function warningFor({ type, content }: Pick<DnsRecordInput, "type" | "content">): string | undefined {
  if (type !== "TXT" || /^\s*"(?:[^"\\]|\\.)*"/s.test(content)) return undefined;
  return "The content field of TXT records must be in quotation marks. Cloudflare may add quotation marks on your behalf, which will not affect how the record works.";
}
