import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { putGuestFile } from "../src/guest-files";
import { folderWith } from "./fixtures";

describe("a guest file", () => {
  it("is there while the command runs, and tells what was left in it", () => {
    const file = path.join(folderWith(), "guest");
    const guest = putGuestFile(file, "ours");
    expect(readFileSync(file, "utf8")).toBe("ours");
    writeFileSync(file, "the engine's");
    expect(guest.content()).toBe("the engine's");
    guest.leave();
    expect(existsSync(file)).toBe(false);
    expect(guest.content()).toBeUndefined();
  });

  it("leaves what was there before, byte by byte", () => {
    const folder = folderWith({ lock: "theirs\r\n" });
    const file = path.join(folder, "lock");
    for (const content of [undefined, "ours"]) {
      const guest = putGuestFile(file, content);
      expect(readFileSync(file, "utf8")).toBe(content ?? "theirs\r\n");
      writeFileSync(file, "the engine's");
      guest.leave();
      expect(readFileSync(file, "utf8")).toBe("theirs\r\n");
    }
  });

  it("takes away what the engine makes where nothing was", () => {
    const file = path.join(folderWith(), "lock");
    const guest = putGuestFile(file, undefined);
    writeFileSync(file, "the engine's");
    guest.leave();
    expect(existsSync(file)).toBe(false);
  });
});
