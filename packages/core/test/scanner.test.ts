import { describe, expect, it } from "@jest/globals";
import {
  every,
  isAlphanumeric,
  isDigit,
  isFieldName,
  isWhitespace,
  Scanner,
  withoutTrailingWhitespace,
} from "../src/scanner";

describe("Scanner", () => {
  it("moves forward over what it takes and stays at what it does not", () => {
    const scanner = new Scanner("ab12 ");
    expect(scanner.take("b")).toBe(false);
    expect(scanner.take("a")).toBe(true);
    expect(scanner.at("b1")).toBe(true);
    expect(scanner.takeWhile(isDigit)).toBe("");
    expect(scanner.takeWhile(isAlphanumeric, 2)).toBe("b1");
    expect([scanner.offset, scanner.isAtEnd()]).toEqual([3, false]);
    expect(scanner.takeWhile(() => true)).toBe("2 ");
    expect([scanner.offset, scanner.isAtEnd()]).toEqual([5, true]);
    expect(scanner.takeWhile(() => true)).toBe("");
  });
});

describe("characters", () => {
  it.each([
    [isDigit, "0123456789"],
    [isWhitespace, "\t "],
    [isAlphanumeric, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"],
  ])("%p takes exactly its class", (test, members) => {
    const codes = Array.from({ length: 0x180 }, (_, code) => code).filter(test);
    expect(String.fromCharCode(...codes)).toBe(members);
  });
});

describe("texts", () => {
  it("are judged as a whole", () => {
    expect([every("12", isDigit), every("1a", isDigit), every("", isDigit)]).toEqual([true, false, true]);
    expect(withoutTrailingWhitespace(" a b\t \t")).toBe(" a b");
    expect(withoutTrailingWhitespace(" \t")).toBe("");
  });

  it.each([
    ["a", true],
    ["1_-.", true],
    ["a".repeat(32), true],
    ["a".repeat(33), false],
    ["", false],
    ["-a", false],
    [".a", false],
    ["_a", false],
    ["a b", false],
    ["ä", false],
  ])("%j as a field name: %s", (name, verdict) => {
    expect(isFieldName(name)).toBe(verdict);
  });
});
