import { describe, expect, it } from "@jest/globals";
import { external, manualDns, MtaSts, type MtaStsArgs } from "cdktf-mtasts";
import { route53 } from "cdktf-mtasts/aws";
import { r2, r2ObjectProvider, worker } from "cdktf-mtasts/cloudflare";
import { children, config, dependencies, deploy, find, newStack, synth, type Attributes } from "./harness";

const account = { accountId: "a1", zoneId: "z1" };

describe("waitUntilServed", () => {
  it("is a resource between what serves and the announcement, replaced with the policy", () => {
    const deployed = (args: Partial<MtaStsArgs>) => {
      const stack = newStack();
      const { policyId } = deploy(stack, { waitUntilServed: { timeoutSeconds: 600 }, ...args });
      return { policyId, synthesised: synth(stack) };
    };
    const { policyId, synthesised } = deployed({});
    const serving = ["bucket-policy", "distribution", "host-record", "policy-file"];
    expect(dependencies(synthesised, "policy-served")).toEqual(serving);
    expect(dependencies(synthesised, "sts-record")).toEqual([...serving, "policy-served"].sort());
    expect(find(synthesised, "policy-served").attributes).toMatchObject({ triggers_replace: policyId });
    const other = deployed({ revision: 1 });
    expect(find(other.synthesised, "policy-served").attributes["triggers_replace"]).toBe(other.policyId);
    expect(other.policyId).not.toBe(policyId);
  });

  it("runs a command that holds nothing of the policy", () => {
    const stack = newStack();
    const { policyId } = deploy(stack, { waitUntilServed: { timeoutSeconds: 600 } });
    const { provisioner } = find(synth(stack), "policy-served").attributes as { readonly provisioner: Attributes[] };
    expect(provisioner).toEqual([
      {
        "local-exec": {
          command: expect.stringContaining("curl") as unknown,
          interpreter: ["sh", "-c"],
          environment: {
            MTA_STS_URL: "https://mta-sts.example.com/.well-known/mta-sts.txt",
            MTA_STS_POLICY_ID: policyId,
            MTA_STS_TIMEOUT: "600",
          },
        },
      },
    ]);
  });

  // Protected, it could not be replaced, and no policy could be changed any more.
  it("is never protected", () => {
    const stack = newStack();
    deploy(stack, { mode: "enforce", waitUntilServed: { timeoutSeconds: 600 } });
    const unprotected = children(synth(stack)).filter(({ attributes }) => attributes["lifecycle"] === undefined);
    expect(unprotected.map(({ key }) => key)).toEqual(["policy-served"]);
  });
});

describe("checks", () => {
  it("are none by default", () => {
    const stack = newStack();
    deploy(stack);
    expect(synth(stack)).not.toHaveProperty("check");
  });

  it("read the policy, and compare it with what was deployed", () => {
    const stack = newStack();
    const { policyId, policyUrl: url } = deploy(stack, { checks: true });
    expect(synth(stack).check).toEqual({
      mail: {
        data: { http: { mail: { url } } },
        assert: [
          { condition: "${data.http.mail.status_code == 200}", error_message: `${url} does not answer with 200.` },
          {
            condition: `\${substr(sha256(data.http.mail.response_body), 0, 32) == "${policyId}"}`,
            error_message: `${url} serves another policy than the one that was deployed.`,
          },
        ],
      },
    });
  });
});

describe("what Terraform takes for a template", () => {
  /** References to other resources, and functions of them. */
  const reference = /^\$\{[a-z][a-z0-9_.()]*[\w.", ()-]*\}$/u;

  it("is nothing but references", () => {
    const stack = newStack();
    const objects = r2ObjectProvider(stack, "r2", { accountId: "a1", accessKeyId: "key", secretAccessKey: "secret" });
    const dns = route53({ zoneId: "Z1" });
    // A name with whatever the grammar lets pass.
    const tlsRpt = { rua: "https://reports.example.org/%7Bdomain%7D?a=$&b=%25" };
    const all = { ...config, tlsRpt, dns, checks: false, waitUntilServed: { timeoutSeconds: 60 } };
    new MtaSts(stack, "worker", { ...all, host: worker(account) });
    new MtaSts(stack, "r2-host", { ...all, host: r2({ ...account, objects }) });
    new MtaSts(stack, "external", { ...all, host: external({ target: "a.example" }), dns: manualDns() });
    deploy(stack, all);
    const text = JSON.stringify(synth(stack));
    const templates = [...text.matchAll(/[$%]\{[^}]*\}/gu)].map(([template]) => template.replaceAll('\\"', '"'));
    expect(templates.length).toBeGreaterThan(20);
    expect(templates.filter((template) => !reference.test(template))).toEqual([]);
  });
});
