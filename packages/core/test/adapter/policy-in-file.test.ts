import { expect, it } from "@jest/globals";
import { planDeployment, workerSource } from "../../src";
import { policyIn } from "../../src/adapter/policy-in-file";

const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
const site = plan.ok ? plan.value.site : undefined;

it("finds the policy in a file and in a Worker's source", () => {
  expect(policyIn(site?.body)).toBe(site?.body);
  expect(policyIn(site && workerSource(site))).toBe(site?.body);
});

it.each([
  undefined,
  5,
  "a text",
  '"v=STSv1; id=1;"',
  '\nconst body = "version: STSv1',
  '\nconst body = "\\x";\n',
  '\nconst body = "hello";\n',
  "version:".repeat(100_000),
])("finds none in %s", (content) => {
  expect(policyIn(content)).toBeUndefined();
});
