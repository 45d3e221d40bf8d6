import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { root } from "./snippets";

jest.setTimeout(120_000);

const name = "pulumi-resource-mtasts";
const modules = path.join(root, "node_modules");
const schema = readFileSync(path.join(root, "packages", name, "schema.json"), "utf8");
const run = promisify(execFile);

describe("the schema for other languages", () => {
  it("is what Pulumi infers from the sources: npm run docs:component", async () => {
    const script = path.join(root, "tools", "docs", "component-schema.mjs");
    const { stdout } = await run(process.execPath, [script, "--print"]);
    expect(stdout).toBe(schema);
  });

  it("marks what is secret, and nothing else", () => {
    const { types } = JSON.parse(schema) as Schema;
    const secrets = Object.entries(types).flatMap(([token, { properties = {} }]) =>
      Object.entries(properties).flatMap(([property, { secret }]) => (secret === true ? [`${token}.${property}`] : [])),
    );
    expect(secrets).toEqual(["mtasts:index:R2Host.secretAccessKey"]);
  });

  it("describes everything, and says what must be given", () => {
    const { resources, types } = JSON.parse(schema) as Schema;
    const { inputProperties, properties, requiredInputs, description } = resources["mtasts:index:MtaSts"]!;
    expect(requiredInputs).toEqual(["dns", "domain", "host"]);
    expect(types["mtasts:index:Mode"]?.enum?.map(({ value }) => value)).toEqual(["testing", "enforce", "none"]);
    const members = Object.values(types).flatMap((type) => [
      ...Object.values(type.properties ?? {}),
      ...(type.enum ?? []),
    ]);
    const told = [
      { description },
      ...[inputProperties, properties, types].flatMap((part) => Object.values<Described>(part)),
      ...members,
    ];
    expect(told.filter((one) => (one.description ?? "") === "")).toEqual([]);
    expect(told.length).toBeGreaterThan(40);
  });
});

interface Described {
  readonly description?: string;
  readonly secret?: boolean;
}

interface Schema {
  readonly resources: Readonly<
    Record<
      string,
      Described & {
        readonly inputProperties: Readonly<Record<string, Described>>;
        readonly properties: Readonly<Record<string, Described>>;
        readonly requiredInputs: readonly string[];
      }
    >
  >;
  readonly types: Readonly<
    Record<
      string,
      Described & {
        readonly properties?: Readonly<Record<string, Described>>;
        readonly enum?: readonly (Described & { readonly value: string })[];
      }
    >
  >;
}

describe("the guide", () => {
  const guide = readFileSync(path.join(root, "docs", "guides", "other-languages.md"), "utf8");
  const programs = [...guide.matchAll(/^<!-- (examples\/\S+) -->\n\n```\w+\n(.*?)^```$/gmsu)];

  it("shows a program in each language that the tests run", () => {
    expect(programs.map(([, file]) => path.extname(file ?? ""))).toEqual([".py", ".go", ".yaml"]);
  });

  it.each(programs.map(([, file, code]) => [file ?? "", code] as const))("shows %s as it is", (file, code) => {
    expect(code).toBe(readFileSync(path.join(root, file), "utf8"));
  });
});

describe("the packed plugin, in an empty folder", () => {
  const own = ["@mtasts/core", "pulumi-mtasts", name];
  let scratch: string;
  let installed: string;
  beforeAll(async () => {
    scratch = mkdtempSync(path.join(tmpdir(), "mtasts-plugin-"));
    installed = path.join(scratch, "node_modules");
    mkdirSync(path.join(installed, "@mtasts"), { recursive: true });
    // Packages of others are as large as they are everywhere: they are linked.
    for (const other of ["@pulumi", "@noble", "tldts", "tldts-core"])
      symlinkSync(path.join(modules, other), path.join(installed, other));
    const folders = own.map((one) => path.join(modules, one));
    await run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", scratch, ...folders], {
      cwd: root,
    });
    for (const one of own) {
      const prefix = `${one.replace("@", "").replace("/", "-")}-`;
      const tarball =
        readdirSync(scratch).find((file) => file.startsWith(prefix) && /-\d[^-]*\.tgz$/u.test(file)) ?? "";
      mkdirSync(path.join(installed, one));
      execFileSync("tar", [
        "-xzf",
        path.join(scratch, tarball),
        "--strip-components=1",
        "-C",
        path.join(installed, one),
      ]);
    }
  });
  afterAll(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  /** Starts a plugin as the engine does, and asks it for its version and its schema. */
  const ask = async (...command: readonly string[]) => {
    const code = `
      const { spawn } = require("node:child_process");
      const grpc = require("@grpc/grpc-js");
      const { ResourceProviderClient } = require("@pulumi/pulumi/proto/provider_grpc_pb.js");
      const { GetSchemaRequest } = require("@pulumi/pulumi/proto/provider_pb.js");
      const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
      const [program, ...args] = ${JSON.stringify(command)};
      const plugin = spawn(program, [...args, "127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
      plugin.stdout.once("data", (port) => {
        const client = new ResourceProviderClient("127.0.0.1:" + String(port).trim(), grpc.credentials.createInsecure());
        client.getPluginInfo(new Empty(), (failure, info) => {
          client.getSchema(new GetSchemaRequest(), { "grpc.max_receive_message_length": -1 }, (error, answer) => {
            plugin.kill();
            client.close();
            console.log(JSON.stringify({ version: info.getVersion(), schema: answer.getSchema() }));
          });
        });
      });`;
    const { stdout } = await run(process.execPath, ["--eval", code], { cwd: __dirname, timeout: 60_000 });
    return JSON.parse(stdout) as { readonly version: string; readonly schema: string };
  };

  it.each([
    ["an executable on PATH", () => [path.join(installed, name, "dist", "index.js")]],
    [
      "a folder with PulumiPlugin.yaml, as Pulumi's language host loads it",
      () => [
        process.execPath,
        path.join(modules, "@pulumi/pulumi/cmd/run-plugin/index.js"),
        path.join(installed, name),
      ],
    ],
  ])("serves its schema as %s", async (_, command) => {
    expect(await ask(...command())).toEqual({ version: "0.1.0", schema });
  });

  it("brings what Pulumi looks for", () => {
    const files = readdirSync(path.join(installed, name));
    expect(files.sort()).toEqual([
      "LICENSE",
      "PulumiPlugin.yaml",
      "README.md",
      "dist",
      "package.json",
      "schema.json",
      "src",
    ]);
    expect(readFileSync(path.join(installed, name, "PulumiPlugin.yaml"), "utf8")).toBe("runtime: nodejs\n");
  });
});
