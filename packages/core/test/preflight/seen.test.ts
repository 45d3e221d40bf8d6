import { describe, expect, it } from "@jest/globals";
import { isSeen, unseenNote } from "../../src/preflight/seen";
import { liveOf, planOf } from "../fixtures/preflight-issues";

describe("unseenNote", () => {
  it("names all that could not be seen in one line", () => {
    const unseen = { unseen: "TIMEOUT" };
    expect(unseenNote({ mx: unseen, record: unseen, name: unseen, policy: { unseen: "refused" } })).toBe(
      "preflight could not see the _mta-sts record (TIMEOUT), the MX records (TIMEOUT), the name of the policy host (TIMEOUT), the served policy (refused)",
    );
  });

  it("is nothing where all was seen", () => {
    expect(unseenNote(liveOf(planOf()))).toBeUndefined();
  });
});

describe("isSeen", () => {
  it("tells what is known from what is not, and from what nobody asked for", () => {
    expect([isSeen({ aliases: [] }), isSeen({ unseen: "TIMEOUT" }), isSeen(undefined)]).toEqual([true, false, false]);
  });
});
