import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { startTestbed } from "@mtasts/testbed";
import { openRealSenders, type RealSenders } from "./real-senders.js";
import { startSender } from "./sender-process.js";

describe("openRealSenders", () => {
  let real: RealSenders;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    const bed = await startTestbed();
    closers.push(bed.stop);
    real = await openRealSenders({ dns: bed.dns, httpsPort: bed.https.port, caPem: bed.caPem });
    closers.push(real.close);
  }, 600_000);
  afterAll(async () => {
    for (const close of closers) await close();
  });

  it("looks at the emulated cloud too, where nothing is announced yet", async () => {
    const answers = await Promise.all(real.senders.map(async (sender) => await sender.ask({ domain: "example.com" })));
    expect(answers.map(({ outcome }) => outcome)).toEqual(["no-record", "no-record"]);
  });
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
