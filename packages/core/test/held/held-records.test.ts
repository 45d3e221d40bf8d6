import { expect, it } from "@jest/globals";
import { MAX_RECORDS } from "../../src/held/held-records";

it("bounds what is kept", () => {
  expect(MAX_RECORDS).toBe(1_000);
});
