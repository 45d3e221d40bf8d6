import { describe, expect, it } from "@jest/globals";
import { readRecordsJson } from "../../src/held/read-json";

describe("readRecordsJson", () => {
  it.each(["v=STSv1", "{", '"text"', "{}", "7"])("%j is nothing of the kind", (text) => {
    expect(readRecordsJson(text)).toBeUndefined();
  });

  it("reads what it knows and leaves out the rest", () => {
    const list = [
      { name: "A.example.", type: "TXT", content: "x", ttl: 60 },
      { name: "b.example", type: "A" },
      null,
      7,
    ];
    expect(readRecordsJson(JSON.stringify({ result: list }))).toEqual({
      records: [{ owner: "a.example", text: "x", line: 1, ttl: 60 }],
      aliases: [],
      isAnswer: false,
    });
  });
});
