import { jest } from "@jest/globals";
import { Provider as AwsProvider } from "@pulumi/aws/provider.js";
import { Provider as CloudflareProvider } from "@pulumi/cloudflare/provider.js";
import * as pulumi from "@pulumi/pulumi";
import { external, manualDns, MtaSts, type MtaStsArgs } from "pulumi-mtasts";
import { cloudfront, route53 } from "pulumi-mtasts/aws";
import { cloudflareDns, r2, r2ObjectProvider, worker } from "pulumi-mtasts/cloudflare";
import { attributeName, inTerraformNames, types } from "./names";
import {
  R2_OBJECTS,
  reference,
  type Arguments,
  type Outcome,
  type Twin,
  type TwinDeployment,
  type TwinResource,
  type World,
} from "./twin";

const NAME = "mail";
const PROVIDER = "pulumi:providers:";
const COMPONENT = "mtasts:index:MtaSts";

/** What the SDK sends to the engine, which mocks show only in part. */
interface RegisterRequest {
  getType(): string;
  getName(): string;
  getProvider(): string;
  getProtect(): boolean;
  getDeletebeforereplace(): boolean;
  getDependenciesList(): readonly string[];
}

interface Registered {
  readonly request: RegisterRequest;
  readonly inputs: Arguments;
}

type Register = (request: RegisterRequest, answer: (error: unknown, response: unknown) => void) => Promise<void>;

/** The Pulumi component, under the SDK's own mocks. */
export const pulumiTwin: Twin = {
  async run(args) {
    const warnings: string[] = [];
    const { stackTraceLimit } = Error;
    // The SDK takes a trace for each promise, which takes it most of its time.
    Error.stackTraceLimit = 0;
    const warn = jest.spyOn(pulumi.log, "warn").mockImplementation((text) => {
      warnings.push(text);
      return Promise.resolve();
    });
    try {
      return await outcomeOf(args, await recordProgram(), warnings);
    } finally {
      warn.mockRestore();
      Error.stackTraceLimit = stackTraceLimit;
    }
  },
};

/** Begins a program. What it registers is in the list once the program has ended. */
async function recordProgram(): Promise<readonly Registered[]> {
  const registered: Registered[] = [];
  const inputs = new Map<string, Arguments>();
  await pulumi.runtime.setMocks(mocks(inputs), "project", "stack", false);
  const monitor = pulumi.runtime.getMonitor() as unknown as { registerResource: Register };
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = async (request, answer) => {
    await register(request, answer);
    registered.push({ request, inputs: inputs.get(request.getName()) ?? {} });
  };
  return registered;
}

async function outcomeOf(
  args: (world: World) => unknown,
  registered: readonly Registered[],
  warnings: readonly string[],
): Promise<Outcome> {
  let outputs: Promise<unknown>;
  try {
    const mtaSts = new MtaSts(NAME, args(world) as MtaStsArgs);
    const { policyId, policyText, policyUrl, records, mxMigration, retirement } = mtaSts;
    outputs = new Promise((resolve) => {
      pulumi.output({ policyId, policyText, policyUrl, records, mxMigration, retirement }).apply(resolve);
    });
  } catch (error) {
    await pulumi.runtime.disconnect();
    if (!(error instanceof pulumi.ResourceError)) throw error;
    return { kind: "refused", message: error.message, created: children(registered).map(({ key }) => key) };
  }
  await pulumi.runtime.disconnect();
  const told = (await outputs) as Omit<TwinDeployment, "warnings" | "resources" | "r2Objects">;
  const deployment = { ...told, warnings, resources: children(registered), r2Objects: r2Objects(registered) };
  return { kind: "deployed", deployment };
}

const world: World = {
  cloudfront: cloudfront as World["cloudfront"],
  route53: route53 as World["route53"],
  worker: worker as World["worker"],
  r2: r2 as World["r2"],
  cloudflareDns: cloudflareDns as World["cloudflareDns"],
  external: external as World["external"],
  manualDns,
  provider: (kind, name) => (kind === "aws" ? new AwsProvider(name) : new CloudflareProvider(name)),
  r2ObjectProvider: () =>
    r2ObjectProvider(R2_OBJECTS, { accountId: "account", accessKeyId: "key", secretAccessKey: "secret" }),
};

/** Whatever a resource gives is a reference to it. */
function mocks(inputs: Map<string, Arguments>): pulumi.runtime.Mocks {
  return {
    newResource({ type, name, inputs: given }) {
      const known = given as Arguments;
      inputs.set(name, known);
      const key = keyOf(name);
      const texts = Object.keys(known).filter((attribute) => typeof known[attribute] === "string");
      const outputs = [...texts, "arn", ...(gives[type] ?? [])].map((attribute) => [
        attribute,
        reference(key, attributeName(attribute)),
      ]);
      const proofs = type.endsWith(":Certificate") ? { domainValidationOptions: [validationOption(key)] } : {};
      const state = { ...known, ...Object.fromEntries(outputs), ...proofs } as Record<string, unknown>;
      return { id: reference(key, "id"), state };
    },
    call: ({ inputs: asked }) => asked as Record<string, unknown>,
  };
}

/** What clouds add to the arguments. */
const gives: Readonly<Record<string, readonly string[]>> = {
  "aws:s3/bucket:Bucket": ["bucketRegionalDomainName"],
  "aws:cloudfront/distribution:Distribution": ["domainName"],
  "random:index/randomId:RandomId": ["hex"],
};

/** Names in it end in a dot, as ACM's do. */
function validationOption(key: string): Readonly<Record<string, string>> {
  const part = (name: string) => `${reference(key, `domain_validation_options.0.${name}`)}.`;
  return {
    resourceRecordName: part("resource_record_name"),
    resourceRecordValue: part("resource_record_value"),
    resourceRecordType: "CNAME",
    domainName: "",
  };
}

function children(registered: readonly Registered[]): readonly TwinResource[] {
  return registered
    .filter(({ request }) => request.getType() !== COMPONENT && !request.getType().startsWith(PROVIDER))
    .map(({ request, inputs }) => ({
      key: keyOf(request.getName()),
      type: types[request.getType()] ?? request.getType(),
      attributes: inTerraformNames(inputs) as Arguments,
      after: request
        .getDependenciesList()
        .map((urn) => keyOf(nameOf(urn)))
        .sort(),
      isProtected: request.getProtect(),
      provider: providerOf(request),
      deleteBeforeReplace: request.getDeletebeforereplace() || undefined,
    }));
}

function r2Objects(registered: readonly Registered[]): Arguments | undefined {
  const found = registered.find(
    ({ request }) => request.getType().startsWith(PROVIDER) && request.getName() === R2_OBJECTS,
  );
  if (found === undefined) return undefined;
  const known = Object.entries(found.inputs).map(([name, value]) => [name, parsed(value)]);
  return inTerraformNames(Object.fromEntries(known)) as Arguments;
}

/** Under this name the SDK tells a secret from other objects. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** The SDK hands a provider everything that is no text as JSON. */
function parsed(value: unknown): unknown {
  if (typeof value === "object" && value !== null && SIGNATURE in value) return (value as Arguments)["value"];
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

function providerOf(request: RegisterRequest): string | undefined {
  const urn = request.getProvider().split("::").slice(0, -1).join("::");
  return urn === "" ? undefined : nameOf(urn);
}

function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? urn;
}

function keyOf(name: string): string {
  return name.startsWith(`${NAME}-`) ? name.slice(NAME.length + 1) : name;
}
