import { describe, expect, it } from "@jest/globals";
import { isExtensionValue, MAX_FAULTS, readTxtFields, type TxtKind } from "../src/txt-record";

const kind: TxtKind = {
  spec: "RFC 0 §0",
  version: "v=X1",
  versionInvalid: "txt-version-invalid",
  versionNotFirst: "txt-version-not-first",
  known: ["k"],
};

describe("readTxtFields", () => {
  it("reads fields without the white space of the delimiters", () => {
    expect(readTxtFields("v=X1 ;\tk=a =b , c ; x=y;  ", kind)).toEqual({
      fields: [
        { name: "k", value: "a =b , c" },
        { name: "x", value: "y" },
      ],
      faults: [],
    });
  });

  it("leaves values of known fields to the caller and judges all others", () => {
    const { fields, faults } = readTxtFields("v=X1;k=;x=;y=1", kind);
    expect(fields).toEqual([
      { name: "k", value: "" },
      { name: "y", value: "1" },
    ]);
    expect(faults).toEqual([{ code: "txt-extension-invalid", got: "x=", spec: "RFC 0 §0" }]);
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
