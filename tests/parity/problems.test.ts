import { describe, expect, it, jest } from "@jest/globals";
import { cdktfTwin } from "./cdktf-twin";
import { problems } from "./problems";
import { pulumiTwin } from "./pulumi-twin";
import type { Twin, World } from "./twin";
import { wordings, type Wording } from "./wordings";

jest.setTimeout(60_000);

/** What a user is told, one problem a line. */
async function told(twin: Twin, args: (world: World) => unknown): Promise<readonly string[]> {
  const outcome = await twin.run(args);
  if (outcome.kind === "deployed") throw new Error("it is not refused");
  expect(outcome.created).toEqual([]);
  const [title = "", ...lines] = outcome.message.split("\n");
  expect(title).toMatch(/^MtaSts "(stack\/)?mail": \d+ problems? in the arguments$/u);
  return [title.replace("stack/", ""), ...lines.map((line) => line.trim())];
}

const used = new Set<Wording>();

/** The line without what is meant to be worded otherwise. */
function comparable(line: string): string {
  return wordings.reduce((text, wording) => {
    if (!wording.at.test(text)) return text;
    used.add(wording);
    return text.replace(wording.worded, "…");
  }, line);
}

describe("both frameworks refuse alike", () => {
  it.each(Object.entries(problems))("%s", async (_, args) => {
    const pulumi = await told(pulumiTwin, args);
    const cdktf = await told(cdktfTwin, args);
    expect(pulumi.length).toBeGreaterThan(1);
    expect(cdktf.map(comparable)).toEqual(pulumi.map(comparable));
  });

  it("in more than 130 ways", () => {
    expect(Object.keys(problems).length).toBeGreaterThan(130);
  });

  it.each(wordings)("worded otherwise at $at: $reason", (wording) => {
    expect(used.has(wording)).toBe(true);
  });
});
