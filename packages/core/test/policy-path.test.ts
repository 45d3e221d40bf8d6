import { describe, expect, it } from "@jest/globals";
import { policyPathIssue, WRONG_POLICY_PATHS } from "../src/policy-path";

describe("policyPathIssue", () => {
  it.each([
    "/srv/.well-known/mta-sts.txt",
    "C:\\site\\.well-known\\mta-sts.txt",
    "/home/me/policy.txt",
    "/home/me/enforce.txt",
    "",
  ])("has nothing to say of %j", (path) => {
    expect(policyPathIssue(path)).toBeUndefined();
  });

  it.each(["/srv/wellknown/mta-sts.txt", "well-known\\mta-sts.txt", "/.well-known/mta-sts", "/.well-known/policy.txt"])(
    "finds that %j will not be found",
    (path) => {
      expect(policyPathIssue(path)).toMatchObject({ code: "policy-file-path", severity: "warning" });
    },
  );

  it("judges every path at which a check searches", () => {
    expect(WRONG_POLICY_PATHS.filter((path) => policyPathIssue(path) === undefined)).toEqual([]);
    expect(WRONG_POLICY_PATHS).toHaveLength(8);
  });

  it("only notes a file of the right name in another folder", () => {
    expect(policyPathIssue("/srv/policies/mta-sts.txt")?.severity).toBe("info");
    expect(policyPathIssue("/srv/.wellknown/mta-sts.txt")?.severity).toBe("warning");
  });
});
