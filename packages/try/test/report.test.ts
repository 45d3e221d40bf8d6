import { describe, expect, it } from "@jest/globals";
import { Cloud, type SenderView } from "@mtasts/testbed";
import { describeChanges, describeNext, describeView, describeWatch, isAccepted } from "../src/report";

const url = "https://mta-sts.example.com/.well-known/mta-sts.txt";
const body = "version: STSv1\r\nmode: enforce\r\nmx: mail.example.com\r\nmax_age: 604800\r\n";

const accepted: SenderView = {
  domain: "example.com",
  txt: "v=STSv1; id=1;",
  id: "1",
  url,
  status: 200,
  headers: { "content-type": "text/plain" },
  body,
  tlsVersion: "TLSv1.3",
  certificate: { names: ["mta-sts.example.com"], issuer: "CA", validTo: "" },
  policy: { version: "STSv1", mode: "enforce", maxAge: 604_800, mx: ["mail.example.com"] },
  verdict: "accepted",
  tlsRpt: "v=TLSRPTv1; rua=mailto:a@example.com",
  rua: [],
} as SenderView;

const nothing: SenderView = { domain: "example.com", url, headers: {}, verdict: "no _mta-sts TXT record", rua: [] };

describe("what a sender sees", () => {
  it("is shown with its conclusion", () => {
    expect(describeView(accepted)).toEqual([
      "What a sending mail server sees for example.com:",
      "  TXT _mta-sts.example.com: v=STSv1; id=1;",
      `  GET ${url}: 200, text/plain`,
      "    TLSv1.3, certificate for mta-sts.example.com",
      "    version: STSv1",
      "    mode: enforce",
      "    mx: mail.example.com",
      "    max_age: 604800",
      "  TXT _smtp._tls.example.com: v=TLSRPTv1; rua=mailto:a@example.com",
      "  accepted: it delivers only to hosts that match this policy, over verified TLS",
    ]);
    expect(isAccepted(accepted)).toBe(true);
  });

  it.each([
    [nothing, true, "  no MTA-STS: nothing is published"],
    [{ ...accepted, verdict: "HTTP status 500" }, false, "  not accepted: HTTP status 500"],
    [
      { ...accepted, txt: undefined, verdict: "no _mta-sts TXT record" },
      false,
      "  not accepted: no _mta-sts TXT record",
    ],
    [
      { ...nothing, txt: "v=STSv1; id=1;", verdict: "no address for mta-sts.example.com: ENODATA" },
      true,
      "  the policy host is not in the emulated clouds, so nothing can be fetched from it here",
    ],
  ])("%j is judged", (view, isFine, conclusion) => {
    expect(isAccepted(view as SenderView)).toBe(isFine);
    expect(describeView(view as SenderView).at(-1)).toBe(conclusion);
  });
});

describe("the changes of the clouds", () => {
  it("are counted by what was done, without what failed", async () => {
    const cloud = new Cloud();
    const call = (operation: "create" | "delete", type: string, effect: () => Promise<void>) =>
      cloud.control.run({ type, operation, id: "", subject: "" }, effect).catch(() => undefined);
    await call("create", "aws_s3_bucket", () => Promise.resolve());
    await call("create", "aws_route53_record", () => Promise.resolve());
    await call("create", "aws_route53_record", () => Promise.resolve());
    await call("create", "aws_s3_object", () => Promise.reject(new Error("no")));
    await call("delete", "aws_s3_bucket", () => Promise.resolve());
    expect(describeChanges(cloud)).toEqual([
      "Emulated clouds: created 3: aws_s3_bucket, aws_route53_record (2)",
      "Emulated clouds: deleted 1: aws_s3_bucket",
    ]);
    await cloud.close();
  });

  it("are told with what senders saw", () => {
    expect(describeWatch({ changes: 0, gaps: [] })).toEqual([]);
    expect(describeWatch({ changes: 3, gaps: [] })).toEqual([
      "Senders looked after each of 3 changes: no policy was announced that they could not fetch.",
    ]);
    expect(describeWatch({ changes: 3, gaps: ["example.com: HTTP status 404"] })).toEqual([
      "Senders looked after each of 3 changes, and found a policy announced that they could not fetch:",
      "  example.com: HTTP status 404",
    ]);
  });
});

describe("what to try next", () => {
  const testing = { ...accepted, policy: { ...accepted.policy, mode: "testing" } } as SenderView;

  it("follows from the mode", () => {
    expect(describeNext({ action: "up", exitCode: 0, views: [testing] })[2]).toBe(
      '  - set mode to "enforce" in your program, and run mtasts try again',
    );
    expect(describeNext({ action: "up", exitCode: 0, views: [accepted] })[2]).toBe(
      "  - run mtasts try destroy, which the engine refuses",
    );
    expect(describeNext({ action: "preview", exitCode: 0, views: [accepted] })).toEqual([]);
  });

  it("explains a refusal and a failure", () => {
    expect(describeNext({ action: "destroy", exitCode: 255, views: [accepted] })[1]).toMatch(
      /^The engine refused, as it should/u,
    );
    expect(describeNext({ action: "up", exitCode: 1, views: [] })[1]).toMatch(/^Only what MTA-STS needs of AWS/u);
    expect(describeNext({ action: undefined, exitCode: 1, views: [] })).toEqual([]);
  });
});
