import { describe, expect, it } from "@jest/globals";
import { staticSite } from "../../src/generate";
import { examplePlan } from "./parts";

describe("staticSite", () => {
  it("has the policy byte by byte, and what keeps its bytes and its media type", () => {
    const plan = examplePlan();
    expect(staticSite(plan)).toEqual([
      { path: ".well-known/mta-sts.txt", content: plan.site.body },
      { path: ".nojekyll", content: "" },
      { path: "CNAME", content: "mta-sts.example.com\n" },
      {
        path: "_headers",
        content: "/.well-known/mta-sts.txt\n  Content-Type: text/plain\n  Cache-Control: no-store\n",
      },
      { path: ".gitattributes", content: ".well-known/mta-sts.txt -text\n" },
    ]);
  });
});
