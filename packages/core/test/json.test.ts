import { describe, expect, it } from "@jest/globals";
import { isRecord, recordsIn } from "../src/json";

describe("values out of JSON", () => {
  it("are objects, or are not", () => {
    expect([{}, { a: 1 }].map(isRecord)).toEqual([true, true]);
    expect([null, [], "a", 1, true, undefined].filter(isRecord)).toEqual([]);
  });

  it("are taken from a list if they are objects", () => {
    expect(recordsIn([{ a: 1 }, null, 2, []])).toEqual([{ a: 1 }]);
    expect(recordsIn("abc")).toEqual([]);
  });
});
