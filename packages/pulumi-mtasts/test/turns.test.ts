import { describe, expect, it } from "@jest/globals";
import { Turns } from "../src/turns";

const patienceMs = 5_000;

/** Work that ends when it is told to. */
function openWork() {
  const began: number[] = [];
  const ends: (() => void)[] = [];
  const work = (id: number) => async () => {
    began.push(id);
    await new Promise<void>((resolve) => ends.push(resolve));
    return id;
  };
  return { began, ends, work };
}

async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe("Turns", () => {
  it("lets no more work at once, in the order in which they came", async () => {
    const turns = new Turns(2);
    const { began, ends, work } = openWork();
    const all = [1, 2, 3, 4].map((id) => turns.take(patienceMs, work(id)));
    await settled();
    expect(began).toEqual([1, 2]);
    ends[0]?.();
    await settled();
    expect(began).toEqual([1, 2, 3]);
    ends[1]?.();
    ends[2]?.();
    await settled();
    ends[3]?.();
    expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
  });

  it("does not let wait for longer than one may", async () => {
    const turns = new Turns(1);
    const { ends, work } = openWork();
    const first = turns.take(patienceMs, work(1));
    expect(await turns.take(10, work(2))).toBeUndefined();
    ends[0]?.();
    expect(await first).toBe(1);
    // Whoever gave up holds nobody back.
    const third = turns.take(patienceMs, work(3));
    await settled();
    ends[1]?.();
    expect(await third).toBe(3);
  });

  it("goes on after work that fails", async () => {
    const turns = new Turns(1);
    await expect(turns.take(patienceMs, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await turns.take(patienceMs, () => Promise.resolve("yes"))).toBe("yes");
  });
});
