import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "@jest/globals";
import { run } from "../src/run";
import { folderWith, lines, programs } from "./fixtures";

/** A stand-in for an engine, which writes down how it was called. */
const recorder = `
  const fs = require("node:fs");
  const [, , ...args] = process.argv;
  fs.appendFileSync(process.env.RECORD, JSON.stringify({ args, cwd: process.cwd(), env: process.env, files: fs.readdirSync(".") }) + "\\n");`;

const pulumi = `${recorder}
  const file = "Pulumi.mtasts-try.yaml";
  if (args[0] === "stack") fs.appendFileSync(file, "encryptionsalt: v1:abc\\n");
  if (args[0] === "config") fs.appendFileSync(file, "set: by hand\\n");
  process.exitCode = args[0] === "destroy" ? 255 : 0;`;

const terraform = `${recorder}
  if (args[0] === "init") fs.writeFileSync(".terraform.lock.hcl", "changed");
  process.exitCode = args[0] === "destroy" ? 1 : 0;`;

interface Call {
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

function inFolder(files: Readonly<Record<string, string>>, engines: Readonly<Record<string, string>>) {
  const cwd = folderWith(files);
  const record = path.join(folderWith(), "calls");
  const { HOME = "" } = process.env;
  const env = {
    PATH: [programs(engines), "/usr/bin", "/bin"].join(path.delimiter),
    HOME,
    RECORD: record,
    AWS_ACCESS_KEY_ID: "real",
  };
  return {
    cwd,
    tried: async (...args: readonly string[]) => {
      const [out, err] = [lines(), lines()];
      const code = await run(args, { out: out.say, err: err.say, env, cwd });
      return { code, out: out.said.join("\n"), err: err.said.join("\n") };
    },
    calls: (): readonly Call[] =>
      readFileSync(record, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as Call),
  };
}

describe("without a program or an engine", () => {
  it.each([
    [{}, {}, /^error: no program in /u],
    [{ "Pulumi.yaml": "name: a" }, {}, /^error: pulumi is not on PATH; install it from https:\/\/www\.pulumi\.com/u],
    [{ "main.tf": "" }, {}, /^error: terraform or tofu is not on PATH; install OpenTofu from https:\/\/opentofu\.org/u],
  ])("of %j and %j it says what is missing", async (files, engines, message) => {
    const { tried, cwd } = inFolder(files, { ...engines });
    const narrow = { out: () => undefined, err: lines(), env: { PATH: folderWith() }, cwd };
    expect(await run([], { ...narrow, err: narrow.err.say })).toBe(2);
    expect(narrow.err.said.join("\n")).toMatch(message);
    expect((await tried("check")).code).toBe(0);
  });

  it("makes nothing where there is no program", async () => {
    const { tried, cwd } = inFolder({}, {});
    expect((await tried()).code).toBe(2);
    expect(readdirSync(cwd)).toEqual([]);
    expect(await tried("reset")).toMatchObject({ code: 0, out: "nothing to forget: there is no .mtasts-try" });
    expect(await tried("nothing")).toMatchObject({ code: 64 });
    expect((await tried("--version")).out).toMatch(/^\d+\.\d+\.\d+$/u);
  });
});

describe("a Pulumi program", () => {
  it("runs on a stack, a back end, and a home of its own, without the user's accounts", async () => {
    const { tried, calls, cwd } = inFolder(
      { "Pulumi.yaml": "name: a", "Pulumi.dev.yaml": "config:\n  a:b: c\n" },
      { pulumi },
    );
    const { code, out } = await tried();
    expect(code).toBe(0);
    expect(out).toMatch(/^\$ pulumi up --yes --skip-preview --stack mtasts-try/u);
    expect(out).toContain("No domain has MTA-STS or TLS-RPT records in the emulated DNS.");
    const state = path.join(cwd, ".mtasts-try");
    const [init, up] = calls();
    expect(init?.args.slice(0, 3)).toEqual(["stack", "init", "mtasts-try"]);
    expect(up).toMatchObject({
      cwd,
      env: {
        PULUMI_HOME: path.join(state, "pulumi", "home"),
        PULUMI_BACKEND_URL: `file://${path.join(state, "pulumi", "backend")}`,
        PULUMI_CONFIG_PASSPHRASE: "",
        PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
        PULUMI_DEBUG_PROVIDERS: expect.stringMatching(/^aws:\d+,cloudflare:\d+,random:\d+$/u),
        MTASTS_RESOLVER: expect.stringMatching(/^127\.0\.0\.1:\d+$/u),
        // No zone is known yet.
        MTASTS_OFFLINE: "1",
        NODE_EXTRA_CA_CERTS: path.join(state, "authorities.pem"),
      },
      files: expect.arrayContaining(["Pulumi.mtasts-try.yaml"]),
    });
    expect(up?.env).not.toHaveProperty("AWS_ACCESS_KEY_ID");
    expect(readdirSync(cwd).sort()).toEqual([".mtasts-try", "Pulumi.dev.yaml", "Pulumi.yaml"]);
    expect(readFileSync(path.join(state, "Pulumi.mtasts-try.yaml"), "utf8")).toBe(
      "config:\n  aws:region: us-east-1\n  a:b: c\nencryptionsalt: v1:abc\n",
    );
  });

  it("keeps what a command of the user's has set, and follows the user's stack", async () => {
    const { tried, calls, cwd } = inFolder(
      { "Pulumi.yaml": "name: a", "Pulumi.dev.yaml": "config:\n  a:b: c\n" },
      { pulumi },
    );
    expect(await tried("--", "pulumi", "config", "set")).toEqual({ code: 0, out: "", err: "" });
    writeFileSync(path.join(cwd, "Pulumi.dev.yaml"), "config:\n  a:b: d\n");
    expect((await tried("destroy")).code).toBe(255);
    expect(calls().map(({ args }) => args[0])).toEqual(["stack", "config", "destroy"]);
    const kept = readFileSync(path.join(cwd, ".mtasts-try", "Pulumi.mtasts-try.yaml"), "utf8");
    expect(kept).toContain("a:b: d\n");
    expect(kept).toContain("set: by hand\n");
    expect((await tried("reset")).code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(["Pulumi.dev.yaml", "Pulumi.yaml"]);
  });

  it("knows its zones from --zone on, so that preflight checks run", async () => {
    const { tried, calls } = inFolder({ "Pulumi.yaml": "name: a" }, { pulumi });
    await tried("--zone", "Z1=example.com", "--zone", `${"0".repeat(32)}=example.org`);
    await tried("preview");
    expect(calls().map(({ env }) => env["MTASTS_OFFLINE"])).toEqual(["0", "0", "0"]);
  });

  it("gets no plugin of the user's but that of this project", async () => {
    const plugins = { "plugins/resource-mtasts-v0.1.0/x": "", "plugins/resource-gcp-v8.0.0/x": "" };
    const home = folderWith(plugins);
    const { cwd } = inFolder({ "Pulumi.yaml": "name: a" }, {});
    const env = {
      PATH: [programs({ pulumi }), "/usr/bin", "/bin"].join(":"),
      PULUMI_HOME: home,
      RECORD: path.join(home, "calls"),
    };
    await run([], { out: () => undefined, err: () => undefined, env, cwd });
    expect(readdirSync(path.join(cwd, ".mtasts-try", "pulumi", "home", "plugins"))).toEqual(["resource-mtasts-v0.1.0"]);
  });

  it("whose stack cannot be made fails with what Pulumi said", async () => {
    const { tried, cwd } = inFolder(
      { "Pulumi.yaml": "name: a" },
      { pulumi: "console.log('no project'); process.exit(1);" },
    );
    expect(await tried()).toMatchObject({
      code: 2,
      err: "error: pulumi could not make a throw-away stack:\nno project",
    });
    expect(readdirSync(cwd).sort()).toEqual([".mtasts-try", "Pulumi.yaml"]);
  });
});

describe("a Terraform configuration", () => {
  it("keeps its state with us, whatever back end it names, and its files as they were", async () => {
    const { tried, calls, cwd } = inFolder({ "main.tf": "", ".terraform.lock.hcl": "theirs" }, { terraform });
    const { code, out } = await tried();
    expect(code).toBe(0);
    expect(out).toMatch(/^\$ terraform apply -auto-approve -input=false$/mu);
    const state = path.join(cwd, ".mtasts-try", "terraform");
    const [init, apply] = calls();
    expect(init?.args[0]).toBe("init");
    expect(apply).toMatchObject({
      cwd,
      env: {
        TF_DATA_DIR: path.join(state, "main.data"),
        TF_REATTACH_PROVIDERS: expect.stringContaining("hashicorp/aws"),
      },
      files: expect.arrayContaining(["mtasts_try_override.tf.json"]),
    });
    expect(readdirSync(cwd).sort()).toEqual([".mtasts-try", ".terraform.lock.hcl", "main.tf"]);
    expect(readFileSync(path.join(cwd, ".terraform.lock.hcl"), "utf8")).toBe("theirs");
    expect((await tried("destroy")).code).toBe(1);
  });

  it("is applied by the engine that was asked for", async () => {
    const { tried } = inFolder({ "main.tf": "" }, { terraform, tofu: terraform });
    expect((await tried("--engine", "tofu", "preview")).out).toMatch(/^\$ tofu plan -input=false$/mu);
    expect(await tried("--", "terraform", "version")).toMatchObject({ code: 0 });
  });
});

describe("a CDKTF program", () => {
  const stack = {
    terraform: { backend: { s3: { bucket: "real" } }, required_providers: { aws: { source: "aws" } } },
    provider: { aws: [{}] },
    resource: { aws_s3_bucket: {} },
  };

  /** A program that writes these stacks as CDKTF does. */
  function app(stacks: Readonly<Record<string, object>>): Readonly<Record<string, string>> {
    const main = `
      const fs = require("node:fs");
      const out = process.env.CDKTF_OUTDIR;
      fs.mkdirSync(out);
      const stacks = ${JSON.stringify(stacks)};
      const manifest = { version: "0.21.0", stacks: {} };
      for (const [name, content] of Object.entries(stacks)) {
        fs.mkdirSync(out + "/stacks/" + name, { recursive: true });
        fs.writeFileSync(out + "/stacks/" + name + "/cdk.tf.json", JSON.stringify(content));
        manifest.stacks[name] = { workingDirectory: "stacks/" + name };
      }
      fs.writeFileSync(out + "/manifest.json", JSON.stringify(manifest));`;
    return { "cdktf.json": JSON.stringify({ app: `"${process.execPath}" main.js` }), "main.js": main };
  }

  it("is synthesized into our folder, and its stacks keep their states there", async () => {
    const { tried, calls, cwd } = inFolder(app({ mail: stack, other: stack }), { terraform });
    expect((await tried()).code).toBe(0);
    const out = path.join(cwd, ".mtasts-try", "cdktf.out", "stacks");
    expect(calls().map(({ args, cwd: where }) => [args[0], where])).toEqual([
      ["init", path.join(out, "mail")],
      ["apply", path.join(out, "mail")],
      ["init", path.join(out, "other")],
      ["apply", path.join(out, "other")],
    ]);
    expect(JSON.parse(readFileSync(path.join(out, "mail", "cdk.tf.json"), "utf8"))).toMatchObject({
      terraform: { backend: { local: { path: path.join(cwd, ".mtasts-try", "terraform", "mail.tfstate") } } },
      provider: { aws: [{ region: "us-east-1" }] },
    });
    expect(readdirSync(cwd).sort()).toEqual([".mtasts-try", "cdktf.json", "main.js"]);
    await tried("destroy", "--stack", "other");
    expect(calls().at(-1)?.cwd).toBe(path.join(out, "other"));
    expect((await tried("--", "terraform", "state", "list")).err).toBe(
      "error: choose one of the stacks with --stack: mail, other",
    );
    expect(await tried("--stack", "mail", "--", "terraform", "state", "list")).toMatchObject({ code: 0 });
    expect((await tried("--stack", "none")).err).toBe('error: the program has no stack "none"; it has mail, other');
    expect((await tried("--", "cdktf", "deploy")).err).toMatch(/^error: cdktf keeps its state next to your program/u);
  });

  it.each([
    ["fails", { "main.js": "process.exit(3);" }, /^error: the program failed with exit code 3: /u],
    [
      "writes nothing",
      { "main.js": "" },
      /^error: the program wrote no stack where CDKTF_OUTDIR says; call app\.synth\(\)/u,
    ],
    ["has no stack", app({}), /^error: the program has no stack$/u],
    [
      "has what is not emulated",
      app({
        mail: {
          terraform: { required_providers: { aws: { source: "hashicorp/aws" }, gcp: { source: "hashicorp/google" } } },
          resource: { aws_sns_topic: {}, google_x: {} },
          data: { aws_route53_zone: {} },
        },
      }),
      /^error: stack "mail": provider hashicorp\/google is not emulated; only hashicorp\/aws, cloudflare\/cloudflare, hashicorp\/random are\nresource aws_sns_topic is not emulated; only .*aws_s3_bucket, .* are\ndata source aws_route53_zone is not emulated; give the value instead$/u,
    ],
  ])("that %s is told so", async (_what, files, message) => {
    const cdktf = { "cdktf.json": JSON.stringify({ app: `"${process.execPath}" main.js` }) };
    const { tried, cwd } = inFolder({ ...cdktf, ...files }, { terraform });
    mkdirSync(path.join(cwd, "cdktf.out"));
    const { code, err } = await tried();
    expect(err).toMatch(message);
    expect(code).toBe(2);
    expect(existsSync(path.join(cwd, ".mtasts-try", "lock"))).toBe(false);
  });
});
