import { describe, expect, it } from "@jest/globals";
import type { MxMigration } from "../../src/config-lifecycle";
import { announcementIn } from "../../src/preflight/announcement";
import { statedBy } from "../../src/preflight/claim-facts";
import { judgeMigration } from "../../src/preflight/judge-migration";
import type { SeenInternet } from "../../src/preflight/seen";
import { liveOf, nothing, planOf } from "../fixtures/preflight-issues";

const NOW = 1_793_534_400; // 2026-11-01T12:00:00Z
const to = ["mail.example.net"];
const announcedSince = "2026-09-01T12:00:00Z";
const movedSince = "2026-10-31T12:00:00Z";
const old = planOf({ mode: "enforce" });
const wide = planOf({ mode: "enforce", mxMigration: { to } });
const mxOf = (exchanges: readonly string[], ttl = 3_600) => ({ mx: { isMissing: false, exchanges, ttl } });

function toldOf(migration: Omit<MxMigration, "to">, seen: SeenInternet, hosts = to): readonly string[] {
  const plan = planOf({ mode: "enforce", mxMigration: { to: hosts, ...migration } });
  const issues = judgeMigration({ ...statedBy(plan), now: NOW }, seen, announcementIn(seen));
  return issues.map(({ code, path }) => `${path.slice(1).join(".")} ${code}`);
}

const unannounced = "announcedSince hosts-not-announced";
const unmoved = "movedSince mx-not-moved";

describe("a migration as the arguments state it", () => {
  it.each<[string, Omit<MxMigration, "to">, SeenInternet, readonly string[]]>([
    ["begins", {}, liveOf(old), []],
    ["is announced", { announcedSince }, liveOf(wide), []],
    ["is announced by a wildcard", { announcedSince }, liveOf(planOf({ mode: "enforce", mx: ["*.example.net"] })), []],
    ["is said to be announced in the deployment that widens", { announcedSince }, liveOf(old), [unannounced]],
    [
      "is served and not announced",
      { announcedSince },
      liveOf(old, { policy: { body: wide.site.body } }),
      [unannounced],
    ],
    [
      "was announced a moment ago",
      { announcedSince: "2026-11-01T11:59:00Z" },
      liveOf(old, { policy: { body: wide.site.body } }),
      [],
    ],
    ["rests on a host that does not answer", { announcedSince }, liveOf(old, { policy: { unseen: "reset" } }), []],
    ["lost its record, which the deployment repairs", { announcedSince }, nothing, []],
    ["has moved", { announcedSince, movedSince }, liveOf(wide, mxOf(["mail.example.net."])), []],
    ["has moved in other letters", { announcedSince, movedSince }, liveOf(wide, mxOf(["MAIL.example.NET"])), []],
    [
      "is said to have moved, and has not",
      { announcedSince, movedSince },
      liveOf(wide, mxOf(["mail.example.com"])),
      [unmoved],
    ],
    [
      "has moved in part",
      { announcedSince, movedSince },
      liveOf(wide, mxOf(["mail.example.com", "mail.example.net"])),
      [unmoved],
    ],
    ["has moved elsewhere", { announcedSince, movedSince }, liveOf(wide, mxOf(["mail.example.org"])), [unmoved]],
    [
      "has moved, with a host of nobody's",
      { announcedSince, movedSince },
      liveOf(wide, mxOf(["mail.example.net", "x.example.org"])),
      [],
    ],
    ["has moved a domain that takes no mail", { announcedSince, movedSince }, liveOf(wide, mxOf([""])), []],
    [
      "narrows too early",
      { announcedSince, movedSince, narrow: true, mxTtl: 3_600 },
      liveOf(wide, mxOf(["mail.example.com"])),
      [unmoved, "narrow mx-narrowed-unmoved"],
    ],
    [
      "is narrowed",
      { announcedSince, movedSince, narrow: true },
      liveOf(planOf({ mode: "enforce", mx: to }), mxOf(to)),
      [],
    ],
    ["cannot see the MX records", { announcedSince, movedSince }, liveOf(wide, { mx: { unseen: "TIMEOUT" } }), []],
    [
      "has a domain that is missing",
      { announcedSince, movedSince },
      liveOf(wide, { mx: { isMissing: true, exchanges: [] } }),
      [],
    ],
    [
      "has a TTL that is too short",
      { mxTtl: 600 },
      liveOf(old, mxOf(["mail.example.com"])),
      ["mxTtl mx-ttl-too-short"],
    ],
    ["has the remaining time of its TTL", { mxTtl: 7_200 }, liveOf(old, mxOf(["mail.example.com"])), []],
    ["has another TTL after the move", { announcedSince, movedSince, mxTtl: 600 }, liveOf(wide, mxOf(to)), []],
  ])("%s", (_, migration, seen, told) => {
    expect(toldOf(migration, seen)).toEqual(told);
  });

  it("does not take a host that stays for an old one", () => {
    const stays = ["mail.example.com", "mail.example.net"];
    expect(toldOf({ movedSince }, liveOf(wide, mxOf(["mail.example.com"])), stays)).toEqual([]);
  });
});
