import { describe, expect, it } from "@jest/globals";
import * as lifecycle from "../../src/lifecycle";

// API from the first day: a name that goes away breaks programs.
describe("@mtasts/core/lifecycle", () => {
  it("exports exactly its public API", () => {
    expect(Object.keys(lifecycle).sort()).toEqual([
      "OPERATIONAL_SLACK",
      "certainWait",
      "dayWait",
      "effectiveMaxAge",
      "fullWait",
      "idWait",
      "instanceEnd",
      "instanceExpiry",
      "planDelegation",
      "planMxMigration",
      "planRetirement",
      "planTransition",
      "publicationOf",
      "senderBehaviours",
      "senderDelivers",
      "senderDiscovers",
      "senderRefreshes",
      "wasAnnounced",
    ]);
  });
});
