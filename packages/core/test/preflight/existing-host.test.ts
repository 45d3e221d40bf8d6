import { describe, expect, it } from "@jest/globals";
import { judgeExistingHost } from "../../src/preflight/existing-host";
import { emptyZone, first, later, unknown } from "../fixtures/existing-issues";
import { nothing } from "../fixtures/preflight-issues";

function codesAt(
  aliases: readonly string[],
  setting: typeof first,
  host = { ownsName: false, leadsTo: "*.cloudfront.net" },
) {
  const seen = { ...nothing, zone: { ...emptyZone, host: { aliases, hasAddress: true } } };
  return judgeExistingHost({ seen, announced: undefined, publishing: setting.publishing! }, host).map(
    ({ code }) => code,
  );
}

describe("judgeExistingHost", () => {
  it("leaves a name alone that the stack holds, or that may be its own", () => {
    expect(codesAt(["d1.cloudfront.net"], later)).toEqual([]);
    expect(codesAt(["d1.cloudfront.net"], unknown)).toEqual([]);
    expect(codesAt(["web.example.net"], unknown)).toEqual(["host-name-taken"]);
  });

  it("names an alias of CloudFront only where a distribution is to take it", () => {
    expect(codesAt(["d1.cloudfront.net"], first)).toEqual(["cloudfront-alias-taken"]);
    expect(codesAt(["cdn.example.net", "d1.cloudfront.net"], first)).toEqual(["cloudfront-alias-taken"]);
    const external = { ownsName: false, leadsTo: "policies.provider.example" };
    expect(codesAt(["d1.cloudfront.net"], first, external)).toEqual(["host-name-taken"]);
  });
});
