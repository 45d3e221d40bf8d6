import { createSocket } from "node:dgram";
import { once } from "node:events";
import { decode, encode, type RecordType } from "dns-packet";
import { type Endpoint } from "../internet/dns-server.js";
import { judgePolicyFile } from "../sender.js";
import { fetchPolicyFile } from "../sender-fetch.js";
import { type Testbed } from "../testbed.js";
import { type DnsResponse, idIn, mailHostsIn, networkIn } from "./dns-facts.js";
import { type Internet, type Network, type Served } from "./moment.js";

const timeoutMs = 2000;
const dayMs = 86_400_000;

/**
 * The internet as it is on the wire: DNS over UDP, the policy over HTTPS. What changes while it is asked may be seen half old and half
 * new, but in the order in which a sender asks: the record first. Policy hosts are told apart by their addresses; those that the
 * name has led to within the last day are still asked.
 *
 * TLS goes by the real time: what was certified after the emulated clock was moved is not valid yet.
 */
export function socketInternet(bed: Testbed): Internet {
  const { runtime } = bed.cloud;
  const addresses = new Map<Network, number>();
  return {
    now: () => runtime.now() / 1000,
    advance: (seconds) => {
      runtime.advance(seconds * 1000);
    },
    watch: (changed) => bed.cloud.observe(changed),
    look: async (domain) => {
      const host = `mta-sts.${domain}`;
      const at = runtime.now();
      const [txt, mx] = await Promise.all([ask(bed.dns, `_mta-sts.${domain}`, "TXT"), ask(bed.dns, domain, "MX")]);
      const leadsTo = networkIn(await ask(bed.dns, host, "A"), (address) => address);
      if (leadsTo.value !== undefined) addresses.set(leadsTo.value, at);
      for (const [address, seen] of addresses) if (at - seen > dayMs) addresses.delete(address);
      const fetches = [...addresses.keys()].map(async (address) => {
        return [address, await fetchFrom(bed, host, address)] as const;
      });
      const served = new Map(await Promise.all(fetches));
      return { at: at / 1000, id: idIn(txt), host: leadsTo, mx: mailHostsIn(mx), served };
    },
  };
}

/** One question to the name server; where it does not answer in time, that is the end of the test. */
async function ask(server: Endpoint, name: string, type: RecordType): Promise<DnsResponse> {
  const socket = createSocket("udp4");
  try {
    const query = encode({ type: "query", id: 1, questions: [{ name, type }] });
    const answered = once(socket, "message", { signal: AbortSignal.timeout(timeoutMs) });
    socket.send(query, server.port, server.address);
    const [message] = (await answered) as [Buffer];
    const { answers = [], authorities = [] } = decode(message);
    return { answers, authorities };
  } finally {
    socket.close();
  }
}

async function fetchFrom(bed: Testbed, host: string, address: Network): Promise<Served> {
  try {
    const file = await fetchPolicyFile({ host, address, port: bed.https.port, caPem: bed.caPem, timeoutMs });
    const { policy, problem = "" } = judgePolicyFile(file);
    return policy === undefined ? { outcome: "fetch-error", why: problem } : { outcome: "ok", policy, body: file.body };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { outcome: /certificate|altname/iu.test(why) ? "webpki-error" : "fetch-error", why };
  }
}
