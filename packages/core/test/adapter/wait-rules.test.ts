import { describe, expect, it } from "@jest/globals";
import { waitRules } from "../../src/adapter/wait-rules";

describe("timeoutSeconds", () => {
  it.each([1, 600, 86_400])("may be %j", (value) => {
    expect(waitRules.timeoutSeconds.accepts(value)).toBe(true);
  });

  it.each([undefined, null, 0, -1, 1.5, 86_401, "600", Number.NaN])("may not be %j", (value) => {
    expect(waitRules.timeoutSeconds.accepts(value)).toBe(false);
  });
});
