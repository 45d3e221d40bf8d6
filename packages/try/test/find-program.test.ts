import path from "node:path";
import { expect, it } from "@jest/globals";
import { findProgram } from "../src/find-program";
import { folderWith, programs } from "./fixtures";

it("finds the first executable of that name", () => {
  const [first, second] = [programs({ tool: "" }), programs({ tool: "" })];
  const plain = folderWith({ tool: "not executable" });
  const PATH = ["", plain, first, second].join(path.delimiter);
  expect(findProgram("tool", { PATH })).toBe(path.join(first, "tool"));
  expect(findProgram("other", { PATH })).toBeUndefined();
  expect(findProgram("tool", {})).toBeUndefined();
});
