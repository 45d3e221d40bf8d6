import { describe, expect, it } from "@jest/globals";
import { announcementIn } from "../../src/preflight/announcement";
import { judgeFormer, judgeMove, type HostName, type Move } from "../../src/preflight/judge-move";
import type { SeenInternet, SeenName } from "../../src/preflight/seen";
import { liveOf, planOf } from "../fixtures/preflight-issues";

const live = planOf();
const changed = planOf({ mx: ["mail.example.com", "mx2.example.com"] });
const cloudfront: HostName = { ownsName: false, leadsTo: "*.cloudfront.net" };
const custom: HostName = { ownsName: true };
const alias = (...aliases: readonly string[]): SeenName => ({ aliases, hasAddress: true });
const own = alias();

function severitiesOf(name: SeenName, host: HostName, keepsFormer = false, plan = changed): readonly string[] {
  const seen = liveOf(live, { name });
  return judgeMove(plan, seen, announcementIn(seen)!, { host, keepsFormer }).map(({ severity }) => severity);
}

describe("judgeMove", () => {
  it.each<[string, SeenName, HostName, readonly string[]]>([
    ["CloudFront stays", alias("d1.cloudfront.net"), cloudfront, []],
    ["an alias leads on to CloudFront", alias("cdn.example.net", "d1.cloudfront.net"), cloudfront, []],
    ["from CloudFront to a custom domain", alias("d1.cloudfront.net"), custom, ["error"]],
    ["from a custom domain to CloudFront", own, cloudfront, ["error"]],
    ["between custom domains, which share their addresses", own, custom, []],
    ["to a host that says nothing of its name", alias("d1.cloudfront.net"), { ownsName: false }, []],
    [
      "the external host stays",
      alias("sts.provider.example"),
      { ownsName: false, leadsTo: "sts.provider.example" },
      [],
    ],
    ["from a name that leads nowhere", { aliases: ["d1.cloudfront.net"], hasAddress: false }, custom, []],
  ])("%s", (_, name, host, severities) => {
    expect(severitiesOf(name, host)).toEqual(severities);
  });

  it("warns where the former host stays, since both get the policy", () => {
    expect(severitiesOf(own, cloudfront, true)).toEqual(["warning"]);
  });

  it("lets a move with the same bytes pass", () => {
    expect(severitiesOf(own, cloudfront, false, live)).toEqual([]);
  });
});

describe("judgeFormer", () => {
  const former: HostName = { ownsName: false, leadsTo: "policies.provider.example" };
  const codesOf = (
    name: SeenInternet["name"],
    host: HostName,
    more: Pick<Move, "former"> = { former },
  ): readonly string[] =>
    judgeFormer({ ...liveOf(live), ...(name === undefined ? {} : { name }) }, { host, ...more }).map(
      ({ code }) => code,
    );

  it.each<[string, SeenInternet["name"], HostName, readonly string[]]>([
    ["the name leads to the former host", alias("policies.provider.example"), cloudfront, []],
    ["the name leads to the new host", alias("d1.cloudfront.net"), cloudfront, []],
    ["the name is flattened, or the new host's own", own, custom, []],
    ["the name leads to a third host", alias("third.example.net"), cloudfront, ["previous-host-elsewhere"]],
    ["a third host, and the new one owns the name", alias("third.example.net"), custom, ["previous-host-elsewhere"]],
    ["the new host says nothing of its name", alias("third.example.net"), { ownsName: false }, []],
    ["the name was not seen", { unseen: "TIMEOUT" }, cloudfront, []],
  ])("%s", (_, name, host, codes) => {
    expect(codesOf(name, host)).toEqual(codes);
  });

  it("says nothing of a former host that says nothing of its name", () => {
    expect(codesOf(alias("third.example.net"), cloudfront, {})).toEqual([]);
  });
});
