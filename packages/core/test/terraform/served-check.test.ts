import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { planDeployment } from "../../src/plan";
import { servedCheck } from "../../src/terraform/served-check";
import { valueOf } from "../fixtures/expect-issues";

const { site, policyId } = valueOf(planDeployment({ domain: "example.com", mx: ["mail.example.com"] }));

describe("servedCheck", () => {
  it("reads the policy's URL, and compares the bytes by their hash", () => {
    const hash = createHash("sha256").update(site.body).digest("hex").slice(0, 32);
    expect(servedCheck({ url: site.url, policyId }, "mail")).toEqual({
      data: { http: { mail: { url: "https://mta-sts.example.com/.well-known/mta-sts.txt" } } },
      assert: [
        {
          condition: "data.http.mail.status_code == 200",
          errorMessage: "https://mta-sts.example.com/.well-known/mta-sts.txt does not answer with 200.",
        },
        {
          condition: `substr(sha256(data.http.mail.response_body), 0, 32) == "${hash}"`,
          errorMessage:
            "https://mta-sts.example.com/.well-known/mta-sts.txt serves another policy than the one that was deployed.",
        },
      ],
    });
  });
});
