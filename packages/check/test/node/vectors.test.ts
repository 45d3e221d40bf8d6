import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { https, page, policyFor, startStage, type Stage } from "@mtasts/testbed/stage";
import { checkOn, codesOf } from "../harness/stage-check";
import { worldOf } from "../harness/vector-worlds";
import { certificateVectors, fetchVectors, txtVectors, type CertificateVector } from "../harness/vectors";

let stage: Stage;
beforeAll(async () => {
  stage = await startStage();
});
afterAll(async () => {
  await stage.stop();
});

const named = <T extends { readonly name: string }>(vectors: readonly T[]) =>
  vectors.map((one) => [one.name, one] as const);

/** What no server can be made to say: nothing listens at all. */
const answering = fetchVectors.filter(({ status }) => status !== 0);

describe("F3, F5: answers of a real policy host", () => {
  it.each(named(answering))("%s", async (name, vector) => {
    const domain = `${name}.example`;
    const { status, headers, bodyBytes, bodyIsPolicy = true } = vector;
    const policy = policyFor(domain);
    const filler = (bodyBytes ?? 0) - policy.length;
    const padded = filler > 5 ? `${policy}x: ${"x".repeat(filler - 5)}\r\n` : policy;
    const body = status === 304 ? "" : bodyIsPolicy ? padded : "<html>";
    await stage.publish(domain, { page: { status, headers, body } });
    const report = await checkOn(stage, domain);
    expect(report.policy.status).toBe(status);
    expect(report.verdict).toBe(vector.verdict === "reject" ? "broken" : "enforced");
    expect(report.policy.resultType).toBe(vector.verdict === "reject" ? vector.resultType : undefined);
    expect(codesOf(report)).toEqual(expect.arrayContaining([...(vector.lint ?? [])]));
  });

  it("redirect-http-only", async () => {
    await stage.publish("refused.example");
    stage.zone.set("mta-sts.refused.example", { a: [stage.freeAddress()] });
    const report = await checkOn(stage, "refused.example");
    expect(report).toMatchObject({ verdict: "broken", policy: { attempts: [{ outcome: "refused" }] } });
    expect(codesOf(report)).toContain("fetch-tls");
  });
});

/** The certificate of a vector, as an authority can issue it. */
function specOf({ certificate }: CertificateVector) {
  const { dnsNames, ipAddresses = [], expired, notYetValid, trusted } = certificate;
  return {
    dnsNames,
    ipAddresses,
    fromDays: notYetValid ? 10 : -90,
    toDays: expired ? -1 : 60,
    signedBy: trusted ? "trusted" : "itself",
  } as const;
}

const policyHosts = certificateVectors.filter(({ role }) => role === "policyHost");

describe("F1, F2: certificates of a real policy host", () => {
  it.each(named(policyHosts))("%s", async (_name, vector) => {
    const { host, verdict, resultType, certificate, lint = [] } = vector;
    const domain = host.replace("mta-sts.", "");
    await stage.publish(domain);
    const [keyPair, right] = await Promise.all([stage.issue(specOf(vector)), stage.issue({ dnsNames: [host] })]);
    // A server that knows the name only by SNI answers a client that sends it, which is what ours must do.
    const tls = certificate.servedWithoutSni === true ? { keyPair: right, fallback: { host, keyPair } } : { keyPair };
    const { address } = await stage.web(https(tls, page({ body: policyFor(domain) })));
    stage.zone.set(host, { a: [address] });
    const report = await checkOn(stage, domain);
    const isAccepted = verdict === "accept" || certificate.servedWithoutSni === true;
    expect(report.verdict).toBe(isAccepted ? "enforced" : "broken");
    expect(report.policy.certificate?.isValid).toBe(isAccepted);
    expect(report.policy.resultType).toBe(isAccepted ? undefined : resultType);
    if (!isAccepted) expect(codesOf(report)).toEqual(expect.arrayContaining([...lint]));
  });

  it("takes no common name for a DNS name", async () => {
    await stage.publish("cn.example", { certificate: { dnsNames: [], commonName: "mta-sts.cn.example" } });
    const report = await checkOn(stage, "cn.example");
    expect(report.policy).toMatchObject({ outcome: "failed", resultType: "sts-webpki-invalid" });
  });

  it("sends nothing to a host whose certificate does not hold", async () => {
    await stage.publish("silent.example");
    const keyPair = await stage.issue({ dnsNames: ["other.example"] });
    let requests = 0;
    const { address } = await stage.web(https({ keyPair }, () => (requests += 1)));
    stage.zone.set("mta-sts.silent.example", { a: [address] });
    expect((await checkOn(stage, "silent.example")).verdict).toBe("broken");
    expect(requests).toBe(0);
  });
});

const mailHosts = certificateVectors.filter(({ role }) => role === "mx");

describe("A2: certificates of a real MX host", () => {
  it.each(named(mailHosts))("%s", async (_name, vector) => {
    const { host, verdict, resultType, lint = [] } = vector;
    await stage.publish("example.com", {
      policy: `version: STSv1\r\nmode: enforce\r\nmx: ${host}\r\nmax_age: 1209600\r\n`,
    });
    const { address } = await stage.mailServer({ keyPair: await stage.issue(specOf(vector)) });
    stage.zone.set("example.com", { mx: [[10, host]] });
    stage.zone.set(host, { a: [address] });
    const report = await checkOn(stage, "example.com", { smtp: true });
    const smtp = report.mx.hosts[0]?.smtp;
    expect(smtp).toMatchObject({ outcome: "tls", certificate: { isValid: verdict === "accept" } });
    expect(smtp?.resultType).toBe(resultType);
    expect(codesOf(report)).toEqual(expect.arrayContaining([...lint]));
    expect(report.verdict).toBe("enforced");
  });
});

describe("T1, T11, T12: answers of a real name server", () => {
  it.each(named(txtVectors))(
    "%s",
    async (_name, vector) => {
      const { domain, zone } = worldOf(vector);
      for (const [name, data] of Object.entries(zone)) {
        if (data === null) stage.zone.delete(name);
        else stage.zone.set(name, data);
      }
      const { record, verdict } = await checkOn(stage, domain, { timeoutMs: 1_500 });
      expect(record.outcome).toBe(vector.outcome);
      expect(record.id).toBe(vector.expect?.id);
      if (vector.outcome === "temperror") expect(verdict).toBe("unknown");
    },
    10_000,
  );
});
