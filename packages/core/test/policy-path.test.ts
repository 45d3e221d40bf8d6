import { describe, expect, it } from "@jest/globals";
import { policyPathFault, WRONG_POLICY_PATHS } from "../src/policy-path";

describe("policyPathFault", () => {
  it.each([
    "/srv/.well-known/mta-sts.txt",
    "C:\\site\\.well-known\\mta-sts.txt",
    "/home/me/policy.txt",
    "/home/me/enforce.txt",
    "",
  ])("has nothing to say of %j", (path) => {
    expect(policyPathFault(path)).toBeUndefined();
  });

  it.each(["/srv/wellknown/mta-sts.txt", "well-known\\mta-sts.txt", "/.well-known/mta-sts", "/.well-known/policy.txt"])(
    "finds that %j will not be found",
    (path) => {
      expect(policyPathFault(path)).toMatchObject({ code: "policy-file-path", write: ".well-known/mta-sts.txt" });
    },
  );

  it("judges every path at which a check searches", () => {
    expect(WRONG_POLICY_PATHS.filter((path) => policyPathFault(path) === undefined)).toEqual([]);
    expect(WRONG_POLICY_PATHS).toHaveLength(8);
  });

  it("only notes a file of the right name in another folder", () => {
    expect(policyPathFault("/srv/policies/mta-sts.txt")?.severity).toBe("info");
    expect(policyPathFault("/srv/.wellknown/mta-sts.txt")?.severity).toBeUndefined();
  });
});
