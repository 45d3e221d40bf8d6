import { createHash } from "node:crypto";
import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { bucketPolicy, cloudfrontHost, planDeployment, route53TxtValue } from "@mtasts/core";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { realProviderFor } from "../parity/schema/real-provider";
import type { Observed } from "./client";
import { unexplained } from "./gaps";
import { liveEdited, liveWhole, type Deployed, type RepairedLife, type Seen, type WholeLife } from "./lives";
import { provideMoto } from "./moto";
import { page } from "./page";
import { actionsOf, differencesOf } from "./plan";
import { openWorld, type Policy, type World } from "./world";

jest.setTimeout(600_000);

const real = realProviderFor("nothing is applied to moto");

/** In all, longer than what a character-string of DNS takes. */
const longRua = ["mailto:tls-reports@example.org", `https://reports.example.org/v1/${"a".repeat(230)}`];

const first: Policy = { mode: "testing", mx: ["mail.example.com", "*.example.net"], rua: longRua };
const widened: Policy = { ...first, mode: "enforce", mx: [...first.mx, "backup.example.com"] };
const other: Policy = { mode: "enforce", mx: ["mail.example.org"], rua: ["mailto:tls-reports@example.org"] };

let whole: WholeLife;
let edited: RepairedLife;
/** Run even where the set-up fails half-way: what stays open keeps the process alive. */
const worlds: Promise<World>[] = [];

/** Nearly all of the time goes by in the provider's waits, so that one domain's hide the other's. */
beforeAll(async () => {
  if (real === undefined) return;
  // Once, and not for both at the same time.
  await provideMoto();
  const [com, org] = [openWorld(real, "example.com", first), openWorld(real, "example.org", other)];
  worlds.push(com, org);
  const lived = await Promise.all([
    com.then((world) => liveWhole(world, widened)),
    org.then((world) => liveEdited(world)),
  ]);
  [whole, edited] = lived;
}, 900_000);

afterAll(async () => {
  const opened = await Promise.allSettled(worlds);
  await Promise.all(opened.flatMap((world) => (world.status === "fulfilled" ? [world.value.close()] : [])));
});

/** What core plans for a domain, with which everything that is read back is compared. */
function planned(domain: string, { rua, allowDestroy: _, ...policy }: Policy) {
  const plan = planDeployment({ domain, ...policy, tlsRpt: { rua } });
  if (!plan.ok) throw new Error("the configuration is wrong");
  return plan.value;
}

function only<T>(items: readonly T[]): T {
  expect(items).toHaveLength(1);
  return items[0]!;
}

function recordOf({ records }: Observed, name: string, type: string) {
  return only(records.filter((record) => record.name === name && record.type === type));
}

/** Everything that senders rely on, compared with what core plans. */
function expectPublished({ outputs, observed }: Seen, domain: string, policy: Policy): void {
  const plan = planned(domain, policy);
  const { objects } = only(observed.buckets);
  const { base64, ...object } = only(objects);
  const body = Buffer.from(base64, "base64");
  expect(body.toString("latin1")).toBe(plan.site.body);
  expect(object).toEqual({
    key: ".well-known/mta-sts.txt",
    contentType: "text/plain",
    cacheControl: "no-store",
    etag: createHash("md5").update(body).digest("hex"),
  });
  expect(outputs).toMatchObject({ policyText: plan.site.body, policyId: plan.policyId });
  expect(plan.policyId).toBe(createHash("sha256").update(body).digest("hex").slice(0, 32));
  expect(recordOf(observed, `_mta-sts.${domain}`, "TXT")).toMatchObject({
    ttl: 300,
    values: [`"v=STSv1; id=${plan.policyId};"`],
  });
  expect(recordOf(observed, `_smtp._tls.${domain}`, "TXT")).toMatchObject({
    ttl: 300,
    values: [`"${route53TxtValue(plan.records.tlsRpt!.value)}"`],
  });
  expect(recordOf(observed, `mta-sts.${domain}`, "CNAME").values).toEqual([only(observed.distributions).domainName]);
}

/** The `<Name>` of a request's XML. */
function element(xml: string, name: string): string | undefined {
  return new RegExp(`<${name}>([^<]*)</${name}>`, "u").exec(xml)?.[1];
}

const lives = [
  ["example.com", first, (): Deployed => whole],
  ["example.org", other, (): Deployed => edited],
] as const;

(real === undefined ? describe.skip : describe)("the real AWS provider, with moto for AWS", () => {
  describe.each(lives)("a first apply for %s", (domain, policy, life) => {
    it("publishes the policy and the records, byte by byte", () => {
      expectPublished(life().seen, domain, policy);
    });

    it("keeps the policy in a private bucket, which one distribution may read", () => {
      const { buckets, distributions } = life().seen.observed;
      const bucket = only(buckets);
      const { arn } = only(distributions);
      expect(bucket.region).toBe("eu-central-1");
      expect(bucket.publicAccessBlock).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
      expect(bucket.ownership).toEqual(["BucketOwnerEnforced"]);
      const wanted = bucketPolicy({ bucketArn: `arn:aws:s3:::${bucket.name}`, distributionArn: arn });
      expect(bucket.policy).toEqual(JSON.parse(wanted));
    });

    it("gets one certificate, in us-east-1, with the record that proves the name", () => {
      const { observed } = life().seen;
      const { validations, arn: _, ...certificate } = only(observed.certificates);
      const host = `mta-sts.${domain}`;
      expect(certificate).toEqual({ region: "us-east-1", domain: host, alternatives: [host], status: "ISSUED" });
      const { name, type, value, ...validation } = only(validations);
      expect(validation).toEqual({ domain: host, method: "DNS" });
      expect(recordOf(observed, name, type).values).toEqual([value]);
      expect(observed.records).toHaveLength(4);
    });

    it("sets the distribution up: HTTPS only, TLS 1.2, IPv6, HTTP/3, no cache", () => {
      const { distributions, certificates, buckets } = life().seen.observed;
      const { arn: _, domainName: __, ...distribution } = only(distributions);
      expect(distribution).toEqual({
        enabled: true,
        aliases: [`mta-sts.${domain}`],
        httpVersion: "http2and3",
        ipv6: true,
        viewerProtocolPolicy: "https-only",
        cachePolicyId: cloudfrontHost.cachePolicyId,
        methods: ["GET", "HEAD"],
        compress: false,
        originDomain: `${only(buckets).name}.s3.eu-central-1.amazonaws.com`,
        certificateArn: only(certificates).arn,
        tlsFloor: "TLSv1.2_2021",
        sslSupportMethod: "sni-only",
      });
    });

    it("has the distribution sign its requests to the bucket: what moto forgets is read from the request", () => {
      const { seen, sent } = life();
      const { id, ...control } = only(seen.observed.accessControls);
      expect(control).toEqual({ originType: "s3", signing: "always sigv4" });
      const { body } = only(sent.filter(({ method, url }) => method === "POST" && url.includes("/distribution?")));
      expect(element(body, "OriginAccessControlId")).toBe(id);
      expect(element(body, "CachePolicyId")).toBe(cloudfrontHost.cachePolicyId);
      expect(element(body, "CloudFrontDefaultCertificate")).toBeUndefined();
      expect(body).not.toContain("<ForwardedValues>");
    });

    it("leaves a second plan nothing but moto's gaps, each of them", () => {
      expect(actionsOf(life().secondPlan)).toEqual({ distribution: "update" });
      expect(unexplained(life().secondPlan)).toEqual({ differences: [], gaps: [] });
    });

    it("and what the plan gives the origin back is the access control that there is", () => {
      const { secondPlan, seen } = life();
      const found = differencesOf(secondPlan).filter(({ place }) => place.endsWith("origin_access_control_id"));
      expect(only(found).after).toBe(only(seen.observed.accessControls).id);
    });
  });

  it("splits a record that is longer than a character-string, and quotes each part once", () => {
    const { values } = recordOf(whole.seen.observed, "_smtp._tls.example.com", "TXT");
    const parts = [...only(values).matchAll(/"([^"]*)"/gu)].map(([, part]) => part!);
    expect(parts.map(({ length }) => length)).toEqual([255, expect.any(Number)]);
    expect(parts.join("")).toBe(`v=TLSRPTv1; rua=${longRua.join(",")}`);
    expect(parts.map((part) => `"${part}"`).join("")).toBe(only(values));
  });

  describe("a wider policy in enforce", () => {
    const changed = new Set(["policy-file.content", "policy-file.etag", "sts-record.records.0"]);

    it("is planned as three updates, and no replacement", () => {
      const actions = actionsOf(whole.changePlan);
      expect(actions).toEqual({ "policy-file": "update", "sts-record": "update", distribution: "update" });
      const { differences } = unexplained(whole.changePlan, ({ place }) => changed.has(place));
      expect(differences.map(({ place }) => place).filter((place) => !isComputed(place))).toEqual([]);
    });

    it("is what is served and announced afterwards, under a new id", () => {
      expectPublished(whole.changed, "example.com", widened);
      expect(whole.changed.outputs.policyId).not.toBe(whole.seen.outputs.policyId);
      const identity = ({ observed }: Seen) => [only(observed.buckets).name, only(observed.distributions).arn];
      expect(identity(whole.changed)).toEqual(identity(whole.seen));
    });

    it("is not destroyed: that is refused before anything happens", () => {
      expect(whole.refusal.exitCode).toBe(1);
      expect(whole.refusal.output).toContain("lifecycle.prevent_destroy");
      expect(whole.afterRefusal).toEqual(whole.changed.observed);
    });

    it("is destroyed with allowDestroy, and nothing is left", () => {
      const nothing = { buckets: [], records: [], certificates: [], distributions: [], accessControls: [] };
      expect(whole.left).toEqual(nothing);
    });
  });

  describe("an edited object and an edited record", () => {
    it("show in a plan, which ends with 2", () => {
      expect(recordOf(edited.edited, "_mta-sts.example.org", "TXT").values).toEqual(['"v=STSv1; id=somebody;"']);
      expect(edited.driftExitCode).toBe(2);
      const wanted = { "policy-file": "update", "sts-record": "update", distribution: "update" };
      expect(actionsOf(edited.driftPlan)).toEqual(wanted);
      const places = unexplained(edited.driftPlan).differences.map(({ place }) => place);
      expect(places).toEqual(expect.arrayContaining(["policy-file.etag", "sts-record.records.0"]));
    });

    it("are as they were after the next apply", () => {
      expectPublished(edited.repaired, "example.org", other);
      expect(edited.repaired.observed).toEqual(edited.seen.observed);
    });
  });

  it("is shown in docs/reference/real-aws.md", async () => {
    const file = path.join(__dirname, "..", "..", "docs", "reference", "real-aws.md");
    const text = formatted(page(whole), file);
    if (process.env["WRITE_DOCS"] !== undefined) await writeFile(file, text);
    // npm run docs:real-aws brings it up to date.
    expect(await readFile(file, "utf8")).toBe(text);
  });
});

/** What is known only once an object was stored again. */
function isComputed(place: string): boolean {
  return ["policy-file.version_id", "policy-file.checksum_crc32"].includes(place);
}

/** In a process of its own, because Prettier loads its parts in a way that Jest does not allow. */
function formatted(text: string, file: string): string {
  const prettier = require.resolve("prettier/bin/prettier.cjs");
  return execFileSync(process.execPath, [prettier, "--stdin-filepath", file], { input: text, encoding: "utf8" });
}
