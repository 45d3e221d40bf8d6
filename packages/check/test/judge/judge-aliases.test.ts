import { describe, expect, it } from "@jest/globals";
import { judgeAliases } from "../../src/judge/judge-aliases";
import { addressOf, replyOf, seenWith } from "./seen";

/** A chain of so many links from the name on. */
function chain(name: string, links: number) {
  const names = [name, ...Array.from({ length: links }, (_, i) => `link${i + 1}.example.net`)];
  return replyOf(
    "NOERROR",
    names.slice(1).map((target, i) => [names[i] ?? "", target]),
  );
}

describe("judgeAliases", () => {
  const sound = seenWith(replyOf());
  const host = "mta-sts.bank.example";
  const hostWith = (links: number) =>
    judgeAliases({ ...sound, policy: { ...sound.policy, address: addressOf(chain(host, links)) } });

  it("lets five links pass, and names the end and the length of a longer chain", () => {
    expect(hostWith(5)).toEqual([]);
    expect(hostWith(6)).toMatchObject([
      {
        code: "cname-chain-long",
        path: ["policy"],
        message: expect.stringContaining("mta-sts.bank.example, which leads to link6.example.net through 6 aliases"),
      },
    ]);
  });

  it("looks at the records as well, and at a policy host with IPv6 alone", () => {
    const { records, policy } = sound;
    const long = {
      ...sound,
      records: {
        ...records,
        sts: { ...records.sts, reply: chain(records.sts.name, 7) },
        tlsRpt: { ...records.tlsRpt, reply: chain(records.tlsRpt.name, 6) },
      },
      policy: { ...policy, address: addressOf(replyOf(), chain(host, 6)) },
    };
    expect(judgeAliases(long).map(({ path }) => path)).toEqual([["record"], ["policy"], ["tlsRpt"]]);
  });

  it("ends where a chain is a circle", () => {
    const reply = replyOf("NOERROR", [
      [host, "a.example.net"],
      ["a.example.net", host],
    ]);
    expect(judgeAliases({ ...sound, policy: { ...sound.policy, address: addressOf(reply) } })).toEqual([]);
  });
});
