import { describe, expect, it } from "@jest/globals";
import { senderBehaviours } from "@mtasts/core/lifecycle";
import { Publisher } from "./publisher";

const WEEK = 604_800;
const enforce = { mode: "enforce", maxAge: WEEK } as const;

describe("a population of senders", () => {
  it("has every behaviour in it, twice from the start", async () => {
    const { population, cloud } = new Publisher();
    await population.idle();
    const kinds = population.senders.map(({ name }) => name.replace(/-\d+$/u, ""));
    for (const kind of Object.keys(senderBehaviours)) {
      expect(kinds.filter((each) => each === kind).length).toBeGreaterThanOrEqual(2);
    }
    await cloud.close();
  });

  it("has nothing to say against a life that keeps every rule", async () => {
    const publisher = new Publisher();
    const { population } = publisher;
    await publisher.first(publisher.plan());
    await population.pass(3 * 86_400);
    await publisher.change(publisher.plan(enforce));
    await population.pass(WEEK);
    // more MX hosts, after the strict wait
    const wide = publisher.plan({ ...enforce, mx: ["mail.example.com", "mail.example.net"] });
    await publisher.change(wide);
    await population.pass(WEEK + 300);
    publisher.mx("mail.example.com", "mail.example.net");
    await population.pass(3600);
    await publisher.change(
      publisher.plan({ mode: "testing", revision: 1, mx: ["mail.example.com", "mail.example.net"] }),
    );
    await population.pass(86_400);
    await publisher.change(publisher.plan({ mode: "none", mx: [] }));
    await population.pass(WEEK + 300);
    await population.expect({ kind: "remove" });
    publisher.removeTxt();
    publisher.removeHost();
    await population.settle();
    expect(population.violations).toEqual([]);
    expect(population.outages).toEqual([]);
    expect(population.looks).toBeGreaterThan(60);
    expect(await publisher.broken()).toEqual([]);
  });

  it("does the same again for the same seed", async () => {
    const lives = [7, 7, 8].map(async (seed) => {
      const publisher = new Publisher({ seed });
      await publisher.first(publisher.plan(enforce));
      await publisher.population.pass(10 * 86_400);
      await publisher.broken();
      return publisher.population.senders.map(({ name }) => name);
    });
    const [one, same, other] = await Promise.all(lives);
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
  });
});

describe("an emergency roll-back", () => {
  it("ends refusals after the TTL, the day or the age, by what a sender does", async () => {
    const publisher = new Publisher({ perBehaviour: 6 });
    const { population, cloud } = publisher;
    // a slip of the pen: no host of the domain is covered
    await publisher.first(publisher.plan({ ...enforce, mx: ["mail.example.org"] }));
    await population.pass(86_400);
    await publisher.change(publisher.plan({ revision: 1 }));
    const announced = cloud.runtime.now() / 1000;
    const last = (kind: string): number => (population.lastRefusals.get(kind) ?? announced) - announced;
    await population.pass(1800);
    await population.pass(3 * 86_400);
    await population.pass(WEEK);
    for (const kind of ["eager", "extending", "reviving", "lazy"]) expect(last(kind)).toBeLessThanOrEqual(300);
    for (const kind of ["lazyDaily", "revivingDaily"]) expect(last(kind)).toBeLessThanOrEqual(86_400 + 300);
    for (const kind of ["lazyForgetful", "lazyRaising"]) {
      expect(last(kind)).toBeGreaterThan(86_400 + 300);
      expect(last(kind)).toBeLessThanOrEqual(WEEK + 300);
    }
    expect(await publisher.broken()).toEqual(["I3", "I7"]);
  });
});

describe("what a population tells", () => {
  it("I1: an id that leads to an older policy", async () => {
    const publisher = new Publisher();
    await publisher.first(publisher.plan());
    const next = publisher.plan({ mode: "enforce" });
    await publisher.expect(next);
    publisher.txt(next);
    publisher.file(next);
    await publisher.population.idle();
    const [violation] = publisher.population.violations;
    expect(violation).toMatchObject({ invariant: "I1", sender: "anybody" });
    expect(violation?.saw).toEqual({ id: next.policyId, announces: 2, network: "cloudflare", serves: 1 });
    expect(await publisher.broken()).toEqual(["I1"]);
  });

  it("I1: an id that leads to nothing", async () => {
    const publisher = new Publisher();
    const plan = publisher.plan();
    await publisher.expect(plan);
    publisher.txt(plan);
    expect(await publisher.broken()).toEqual(["I1"]);
  });

  it("I1: an old host that goes although it is to be kept", async () => {
    for (const keepsOldHost of [true, false]) {
      const publisher = new Publisher();
      await publisher.first(publisher.plan());
      await publisher.population.pass(60);
      await publisher.population.expect({ kind: "move", keepsOldHost });
      publisher.removeHost(); // the name goes with it, and resolvers still hold it
      await publisher.population.idle();
      expect(publisher.population.outages).toHaveLength(1);
      expect(await publisher.broken()).toEqual(keepsOldHost ? ["I1"] : []);
    }
  });

  it("I1: a name that leads nowhere when a move has ended", async () => {
    const publisher = new Publisher();
    await publisher.first(publisher.plan());
    await publisher.population.expect({ kind: "move" });
    publisher.removeHost();
    await publisher.population.settle();
    expect(await publisher.broken()).toEqual(["I1"]);
  });

  it("I2: an id that is used again", async () => {
    const publisher = new Publisher();
    await publisher.first(publisher.plan());
    await publisher.change(publisher.plan({ mode: "enforce" }));
    await publisher.change(publisher.plan());
    expect(await publisher.broken()).toEqual(["I2"]);
  });

  it("I2: a change that is given up after others have fetched it", async () => {
    const publisher = new Publisher();
    const first = publisher.plan();
    await publisher.first(first);
    const second = publisher.plan({ mode: "enforce" });
    await publisher.expect(second);
    publisher.file(second);
    await publisher.population.pass(100);
    await publisher.expect(first);
    publisher.file(first);
    await publisher.population.settle();
    expect(publisher.population.violations.map(({ sender }) => sender)).toContain("anybody");
    expect(await publisher.broken()).toEqual(["I2"]);
  });

  it("nothing, where a change is given up before it showed", async () => {
    const publisher = new Publisher();
    const first = publisher.plan();
    await publisher.first(first);
    await publisher.expect(publisher.plan({ mode: "enforce" }));
    await publisher.change(first);
    expect(await publisher.broken()).toEqual([]);
  });

  it("I3, I6 and I7: a mail host that comes before the wait is over", async () => {
    const publisher = new Publisher();
    await publisher.first(publisher.plan(enforce));
    await publisher.population.pass(3600);
    await publisher.change(publisher.plan({ ...enforce, mx: ["mail.example.com", "mail.example.net"] }));
    await publisher.population.pass(600);
    publisher.mx("mail.example.net");
    await publisher.population.pass(3600);
    expect(await publisher.broken()).toEqual(["I3", "I6", "I7"]);
    const lazy = publisher.population.violations.filter(({ invariant }) => invariant === "I7");
    expect(lazy.map(({ sender }) => sender.replace(/-\d+$/u, ""))).toContain("lazyForgetful");
    expect(lazy.map(({ sender }) => sender).join()).not.toMatch(/eager/u);
  });

  it("I4 and I6: an end while a policy is enforced", async () => {
    const publisher = new Publisher();
    await publisher.first(publisher.plan(enforce));
    await publisher.change(publisher.plan({ revision: 1 }));
    await publisher.population.expect({ kind: "remove" });
    publisher.removeTxt();
    publisher.removeHost();
    expect(await publisher.broken()).toEqual(["I4", "I6"]);
  });

  it("I4: a host that goes before the record", async () => {
    const publisher = new Publisher();
    await publisher.first(publisher.plan());
    await publisher.population.expect({ kind: "remove" });
    publisher.removeHost();
    publisher.removeTxt();
    expect(await publisher.broken()).toEqual(["I4"]);
  });

  it("I5: a record that is away for a moment", async () => {
    const publisher = new Publisher();
    const plan = publisher.plan();
    await publisher.first(plan);
    await publisher.expect(plan);
    publisher.removeTxt();
    publisher.txt(plan);
    expect(await publisher.broken()).toEqual(["I5"]);
  });

  it("I7: what a real sender refuses", async () => {
    const peers = [{ name: "mta", deliver: () => Promise.resolve(["mail.example.com"]) }];
    const publisher = new Publisher({ peers });
    await publisher.first(publisher.plan());
    expect(publisher.population.violations).toMatchObject([
      { invariant: "I7", sender: "mta", saw: { refuses: ["mail.example.com"] } },
    ]);
    expect(await publisher.broken()).toEqual(["I7"]);
  });
});
