import { describe, expect, it } from "@jest/globals";
import * as lifecycle from "../../src/lifecycle";

// API from the first day: a name that goes away breaks programs.
describe("@mtasts/core/lifecycle", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(lifecycle).sort()).toEqual([
      "OPERATIONAL_SLACK",
      "certainWait",
      "dayWait",
      "duration",
      "effectiveMaxAge",
      "fullWait",
      "idWait",
      "instanceEnd",
      "instanceExpiry",
      "moment",
      "planDelegation",
      "planMxMigration",
      "planRetirement",
      "planTransition",
      "publicationOf",
      "readMoment",
      "senderBehaviours",
      "senderDelivers",
      "senderDiscovers",
      "senderRefreshes",
      "wasAnnounced",
    ]);
  });
});
