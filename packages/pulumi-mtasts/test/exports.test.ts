import { describe, expect, it } from "@jest/globals";
import * as root from "pulumi-mtasts";
import * as aws from "pulumi-mtasts/aws";

// API from the first day: a name that goes away breaks programs.
describe("exports", () => {
  it("of the package", () => {
    expect(Object.keys(root).sort()).toEqual(["MtaSts"]);
  });

  it("of the AWS entry", () => {
    expect(Object.keys(aws).sort()).toEqual(["cloudfront", "route53"]);
  });
});
