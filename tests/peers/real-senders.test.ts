import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { defaultCloudflareZone, startTestbed, type Testbed } from "@mtasts/testbed";
import { policyFor } from "@mtasts/testbed/stage";
import { openRealSenders, type RealSenders, type SenderAnswer } from "./real-senders.js";
import { startSender } from "./sender-process.js";

describe("openRealSenders", () => {
  let bed: Testbed;
  let real: RealSenders;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    bed = await startTestbed({ authority: "cloudflare" });
    closers.push(bed.stop);
    real = await openRealSenders({ dns: bed.dns, httpsPort: bed.https.port, caPem: bed.caPem });
    closers.push(real.close);
  }, 600_000);
  afterAll(async () => {
    for (const close of closers) await close();
  });

  const ask = async (knownId?: string): Promise<readonly SenderAnswer[]> => {
    const question = { domain: "example.com", ...(knownId === undefined ? {} : { knownId }) };
    return await Promise.all(real.senders.map(async (sender) => await sender.ask(question)));
  };

  it("looks at the emulated cloud as it is at that moment", async () => {
    expect(await ask()).toMatchObject([{ outcome: "no-record" }, { outcome: "no-record" }]);
    const { accountId, id: zoneId } = defaultCloudflareZone;
    const { dns, scripts, workerDomains, certificates } = bed.cloud.cloudflare;
    dns.create(zoneId, { name: "_mta-sts.example.com", type: "TXT", ttl: 300, content: '"v=STSv1; id=1;"' });
    expect(await ask()).toMatchObject([{ outcome: "failed" }, { outcome: "failed" }]);
    const content = `export default { fetch: () => new Response(${JSON.stringify(policyFor("example.com"))}) };`;
    await scripts.put(accountId, "w", { content, mainModule: "w.js", compatibilityDate: "2026-01-01" });
    workerDomains.attach(accountId, { hostname: "mta-sts.example.com", service: "w" });
    await bed.cloud.runtime.until(() => certificates.find("mta-sts.example.com")?.keyPair !== undefined, 10_000);
    const policy = { outcome: "policy", id: "1", mode: "enforce", mx: ["mail.example.com"], maxAge: 604_800 };
    expect(await ask()).toMatchObject([policy, policy]);
    expect(await ask("1")).toMatchObject([{ outcome: "unchanged" }, { outcome: "unchanged" }]);
    expect(await ask("2")).toMatchObject([policy, policy]);
  }, 60_000);
});

describe("startSender", () => {
  it("rejects what is asked of a program that ends, with what it said", async () => {
    const sender = startSender(process.execPath, ["-e", "console.error('no luck'); process.exit(3)"]);
    await expect(sender.ask({ domain: "example.com" })).rejects.toThrow("no luck");
    await expect(sender.ask({ domain: "example.com" })).rejects.toThrow("has ended");
  });

  it("rejects what is asked of a program that cannot be started", async () => {
    const sender = startSender("/nonexistent/sender", []);
    await expect(sender.ask({ domain: "example.com" })).rejects.toThrow("ENOENT");
  });
});
