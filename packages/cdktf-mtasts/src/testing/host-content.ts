import type { PolicySite } from "@mtasts/core";
import { textsOf, type Leaf } from "./inputs.js";
import type { Finding } from "./problem.js";

/** What one child was told. */
export interface Told {
  readonly key: string;
  readonly leaves: readonly Leaf[];
}

/** Whether these inputs hold the policy: its bytes alone, in Base64, or as a string in the code of a function. */
export function holdsPolicy(leaves: readonly Leaf[], { body }: PolicySite): boolean {
  const literal = JSON.stringify(body).slice(1, -1);
  const base64 = Buffer.from(body, "utf8").toString("base64");
  return textsOf(leaves).some((text) => text === body || text === base64 || text.includes(literal));
}

/** Whether the policy is among what the children were told, and served as RFC 8461 §3.2 and §3.3 want it. */
export function contentFindings(told: readonly Told[], site: PolicySite): Finding[] {
  const leaves = told.flatMap((one) => one.leaves);
  const texts = textsOf(leaves);
  const findings: Finding[] = told.some((one) => holdsPolicy(one.leaves, site)) ? [] : [bytesFinding(told, site)];
  if (!texts.some((text) => /\btext\/plain\b/iu.test(text))) {
    const got = leaves.find(({ path }) => /content[-_]?type$/iu.test(path))?.value;
    // RFC 8461 §3.2: the media type is text/plain.
    const problem = "no child is told the content type";
    findings.push({ rule: "content-type", problem, got, write: "serve as text/plain" });
  }
  if (!texts.some((text) => text.includes(site.path.slice(1)))) {
    const problem = `no child is told the path ${site.path}`;
    findings.push({ rule: "path", problem, write: "pass on site.path" });
  }
  if (!texts.some((text) => text.includes(site.host))) {
    const problem = `no child is told the name ${site.host}, under which senders ask`;
    findings.push({ rule: "host-name", problem, write: "pass on site.host" });
  }
  return findings;
}

function bytesFinding(told: readonly Told[], { body }: PolicySite): Finding {
  const bare = (text: string): string => text.replace(/\s+/gu, "").toLowerCase();
  const isSimilar = ({ leaves }: Told): boolean => textsOf(leaves).some((text) => bare(text).includes(bare(body)));
  const child = told.find(isSimilar);
  const write = "serve site.body as it is, with its CRLF: the policy id is the hash of these bytes";
  if (child === undefined) return { rule: "policy-missing", problem: "no child is told the policy", write };
  return { rule: "policy-bytes", at: child.key, problem: "serves other bytes than the policy's", write };
}
