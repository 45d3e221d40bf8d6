import { describe, expect, it } from "@jest/globals";
import { decodeText } from "../../src/held/decode-text";

const TEXT = "v=STSv1; id=1;\r\n";
const little = Buffer.from(TEXT, "utf16le");
const big = Buffer.from(little).swap16();

describe("decodeText", () => {
  it.each([
    ["UTF-8", Buffer.from(TEXT), "utf-8"],
    ["UTF-8 with a mark", Buffer.from(`\ufeff${TEXT}`), "utf-8"],
    ["UTF-16 of Windows", Buffer.concat([Buffer.of(0xff, 0xfe), little]), "utf-16le"],
    ["UTF-16 of Windows without a mark", little, "utf-16le"],
    ["UTF-16, the larger octet first", Buffer.concat([Buffer.of(0xfe, 0xff), big]), "utf-16be"],
    ["UTF-16, the larger octet first, without a mark", big, "utf-16be"],
  ])("reads %s", (_, bytes, encoding) => {
    expect(decodeText(bytes)).toEqual({ text: TEXT, encoding });
  });

  it("tells UTF-16 that begins with a typographic quote", () => {
    expect(decodeText(Buffer.from("\u201cv=STSv1; id=1;\u201d", "utf16le"))?.encoding).toBe("utf-16le");
  });

  it.each([
    ["octets that are no UTF-8", Buffer.of(0x76, 0xff)],
    ["NUL within a text", Buffer.of(0x76, 0x3d, 0x00, 0x61, 0x62)],
    ["half of a character", Buffer.of(0xff, 0xfe, 0x00, 0xd8)],
    ["an image", Buffer.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00)],
  ])("takes %s for no text", (_, bytes) => {
    expect(decodeText(bytes)).toBeUndefined();
  });

  it("reads nothing as nothing", () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: "", encoding: "utf-8" });
  });
});
