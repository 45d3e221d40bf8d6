import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { TerraformStack, Testing } from "cdktf";
import { external, manualDns, MtaSts, type MtaStsArgs } from "cdktf-mtasts";
import { route53 } from "cdktf-mtasts/aws";
import { r2, r2ObjectProvider, worker } from "cdktf-mtasts/cloudflare";
import { hasEngine, runEngine } from "./engine";
import { children, config, dependencies, deploy, find, newStack, synth, type Attributes } from "./harness";

const itRuns = hasEngine ? it : it.skip;

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
    expect(dependencies(synthesised, "sts-record")).toEqual([...serving, "policy-served", "tls-rpt-record"].sort());
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
    // Reports are no part of delivery.
    expect(unprotected.map(({ key }) => key).sort()).toEqual(["policy-served", "tls-rpt-record"]);
  });
});

describe("waitUntilServed, on the engine", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "mtasts-served-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** Applies a construct that creates nothing else, while the policy with this text is served. */
  function apply({ maxAge, serves }: { readonly maxAge: number; readonly serves: string }): string {
    const stack = new TerraformStack(Testing.app(), "stack");
    const elsewhere = { host: external({ target: "a.example" }), dns: manualDns() };
    const { policyText } = new MtaSts(stack, "mail", {
      ...config,
      ...elsewhere,
      maxAge,
      waitUntilServed: { timeoutSeconds: 1 },
    });
    writeFileSync(path.join(folder, "main.tf.json"), Testing.synth(stack, true));
    writeFileSync(path.join(folder, "body"), policyText.replace(/max_age: \d+/u, serves));
    writeFileSync(path.join(folder, "head"), "HTTP/2 200 \r\ncontent-type: text/plain\r\n\r\n");
    const curl = [
      "#!/bin/sh",
      "while [ $# -gt 1 ]; do case $1 in --dump-header) head=$2 ;; --output) body=$2 ;; esac; shift; done",
      `cat '${folder}/head' >"$head"; cat '${folder}/body' >"$body"`,
    ];
    writeFileSync(path.join(folder, "curl"), curl.join("\n"), { mode: 0o755 });
    const variables = { PATH: `${folder}${path.delimiter}${process.env["PATH"] ?? ""}` };
    return runEngine(folder, ["apply", "-auto-approve"], variables);
  }

  itRuns(
    "stops an apply until the policy is served, and waits again for the next policy",
    () => {
      runEngine(folder, ["init"]);
      const former = { maxAge: 86_400, serves: "max_age: 86399" };
      expect(() => apply(former)).toThrow(/does not serve the\s+policy\s+after\s+1\s+s:\s+it\s+is\s+another\s+policy/u);
      const served = { maxAge: 86_400, serves: "max_age: 86400" };
      expect(apply(served)).toContain("1 added, 0 changed, 1 destroyed");
      expect(apply(served)).toContain("No changes");
      expect(apply({ maxAge: 86_500, serves: "max_age: 86500" })).toContain("1 added, 0 changed, 1 destroyed");
    },
    60_000,
  );
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
