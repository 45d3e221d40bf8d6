import { describe, expect, it } from "@jest/globals";
import { isExtensionValue, MAX_FAULTS, placeAt, readTxtFields, type TxtKind } from "../src/txt-record";

const kind: TxtKind = {
  spec: "RFC 0 §0",
  version: "v=X1",
  versionInvalid: "txt-version-invalid",
  versionNotFirst: "txt-version-not-first",
  spaceBeforeSemicolon: "txt-space-before-semicolon",
  known: ["k"],
};

describe("readTxtFields", () => {
  it("reads fields without the white space of the delimiters, and their places", () => {
    expect(readTxtFields("v=X1;\tk=a =b , c ; x=y;  ", kind)).toEqual({
      fields: [
        { name: "k", value: "a =b , c", nameAt: placeAt(6), valueAt: placeAt(8) },
        { name: "x", value: "y", nameAt: placeAt(19), valueAt: placeAt(21) },
      ],
      faults: [],
      notes: [],
    });
  });

  it("notes a space before the first semicolon and no other", () => {
    const text = "v=X1 ;k=1 ;";
    expect(readTxtFields(text, kind).notes).toEqual([
      { code: "txt-space-before-semicolon", got: text, at: placeAt(4), spec: "RFC 0 §0" },
    ]);
    expect(readTxtFields("v=X1;k=1 ;", kind).notes).toEqual([]);
  });

  it("leaves values of known fields to the caller and judges all others", () => {
    const { fields, faults } = readTxtFields("v=X1;k=;x=;y=1", kind);
    expect(fields?.map(({ name, value }) => [name, value])).toEqual([
      ["k", ""],
      ["y", "1"],
    ]);
    expect(faults).toEqual([{ code: "txt-extension-invalid", got: "x=", at: placeAt(8), spec: "RFC 0 §0" }]);
  });

  it.each([
    ["v=X1;k=é;", 7],
    ["v=X1\\;k=1", 4],
    ["v=X1;;k=1", 5],
    ["v=X1;k=1 ", 8],
    ['"v=X1;k=1"', 0],
  ])("says where %j goes wrong: %d", (text, offset) => {
    expect(readTxtFields(text, kind).faults[0]?.at).toEqual({ line: 1, column: offset + 1, offset });
  });

  it("has nothing to say about the fields of another kind of record", () => {
    expect(readTxtFields("v=X10;k=1", kind).fields).toBeUndefined();
  });

  it("stops after many faults", () => {
    expect(readTxtFields(`v=X1;k=1${";".repeat(5_000)}`, kind).faults).toHaveLength(MAX_FAULTS);
  });
});

describe("isExtensionValue", () => {
  it("takes printable ASCII without space, semicolon and equals sign", () => {
    const codes = Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code)).filter(isExtensionValue);
    expect(codes).toHaveLength(0x7e - 0x20 - 2);
    expect(isExtensionValue("")).toBe(false);
  });
});
