import { describe, expect, it } from "@jest/globals";
import { create, newCloud, settings } from "../harness.js";

const type = "aws_s3_bucket";

describe("failures on purpose", () => {
  it("hit the n-th matching call, once, before it has any effect", async () => {
    const cloud = newCloud();
    cloud.control.fail({ type, operation: "create", nth: 2, error: "boom" });
    await create(cloud, type, { bucket: "one" });
    await expect(create(cloud, type, { bucket: "two" })).rejects.toThrow("boom");
    await create(cloud, type, { bucket: "two" });
    expect(cloud.s3.buckets.map(({ name }) => name)).toEqual(["one", "two"]);
  });

  it("can come after the effect, so that only the answer is lost", async () => {
    const cloud = newCloud();
    cloud.control.fail({ type, when: "after" });
    await expect(create(cloud, type, { bucket: "one" })).rejects.toThrow("create aws_s3_bucket: InternalError");
    expect(cloud.s3.find("one")).toBeDefined();
  });

  it("can meet the resource of one name alone, and tell when", async () => {
    const cloud = newCloud();
    const record = { zone_id: "Z0EXAMPLECOM", type: "TXT", ttl: 300, records: ["a"] };
    const failed: string[] = [];
    const onFail = (): void =>
      void failed.push(String(cloud.route53.find("Z0EXAMPLECOM", "b.example.com", "TXT")?.ttl));
    cloud.control.fail({ subject: "b.example.com", when: "after", onFail });
    await create(cloud, "aws_route53_record", { ...record, name: "a.example.com" });
    await expect(create(cloud, "aws_route53_record", { ...record, name: "b.example.com" })).rejects.toThrow();
    expect(failed).toEqual(["300"]);
    expect(cloud.control.calls.map(({ subject }) => subject)).toEqual(["a.example.com", "b.example.com"]);
  });

  it("can last for good, until they are taken back", async () => {
    const cloud = newCloud();
    const repair = cloud.control.fail({ type, times: Infinity });
    await expect(create(cloud, type, { bucket: "one" })).rejects.toThrow();
    await expect(create(cloud, type, { bucket: "one" })).rejects.toThrow();
    repair();
    await create(cloud, type, { bucket: "one" });
  });
});

describe("the call log", () => {
  it("tells order, times and errors", async () => {
    const cloud = newCloud();
    cloud.control.slow({ type, operation: "create", ms: 20 });
    const bucket = await create(cloud, type, { bucket: "one" });
    await cloud.resources.delete(type, bucket, settings);
    cloud.control.fail({});
    await create(cloud, type, { bucket: "one" }).catch(() => undefined);
    const [first, second, third] = cloud.control.calls;
    expect(first).toMatchObject({ number: 1, type, operation: "create", id: "" });
    expect((first?.endedAt ?? 0) - (first?.startedAt ?? 0)).toBeGreaterThanOrEqual(15);
    expect(second).toMatchObject({ number: 2, operation: "delete", id: "one" });
    expect(third?.error).toContain("InternalError");
    cloud.control.reset();
    expect(cloud.control.calls).toEqual([]);
  });
});

describe("observers", () => {
  it("are told of each change until they leave", () => {
    const cloud = newCloud();
    const seen: string[] = [];
    const leave = cloud.observe(({ service, action, resource }) => seen.push(`${service} ${action} ${resource}`));
    cloud.s3.createBucket("one", settings);
    cloud.route53.upsert("Z0EXAMPLECOM", { name: "a.example.com", type: "A", ttl: 60, values: ["192.0.2.1"] });
    leave();
    cloud.s3.deleteBucket("one");
    expect(seen).toEqual(["s3 CreateBucket one", "route53 UPSERT Z0EXAMPLECOM/a.example.com/A"]);
  });
});
