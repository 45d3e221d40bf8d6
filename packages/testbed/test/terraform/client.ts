import { type Client, credentials, makeGenericClientConstructor } from "@grpc/grpc-js";
import { decode, encode, ExtData, ExtensionCodec } from "@msgpack/msgpack";
import { type SchemaMessage, providerService } from "../../src/terraform/protocol.js";

/** A state or a configuration as the engine has it: every attribute is there. */
export type Plain = Readonly<Record<string, unknown>>;

/** A value that is not known yet, as the engine sends it where it knows nothing about it. */
export const unknown = new ExtData(0, Uint8Array.of(0));

interface Answer {
  readonly diagnostics?: readonly { readonly summary: string; readonly attribute: AttributePath | null }[];
  readonly planned_state?: Wire;
  readonly new_state?: Wire;
  readonly upgraded_state?: Wire;
  readonly imported_resources?: readonly { readonly type_name: string; readonly state: Wire }[];
  readonly requires_replace?: readonly AttributePath[];
  readonly legacy_type_system?: boolean;
  readonly provider?: SchemaMessage;
  readonly resource_schemas?: Readonly<Record<string, SchemaMessage>>;
}

interface AttributePath {
  readonly steps: readonly { readonly attribute_name: string; readonly element_key_int: number }[];
}

interface Wire {
  readonly msgpack: Uint8Array;
}

type Method = (request: object, done: (error: Error | null, answer: Answer) => void) => void;

const extensions = new ExtensionCodec();
extensions.register({ type: 0, encode: () => null, decode: () => "unknown" });

/** Speaks to a provider as either engine does. */
export class Engine {
  readonly #client: Client;

  constructor(port: number) {
    const ServiceClient = makeGenericClientConstructor(providerService, "Provider");
    // a channel of its own, as each provider instance of the engine has
    this.#client = new ServiceClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  close(): void {
    this.#client.close();
  }

  async call(name: string, request: object = {}): Promise<Answer> {
    const method = (this.#client as unknown as Readonly<Record<string, Method>>)[name]!.bind(this.#client);
    return await new Promise((resolve, reject) => {
      method(request, (error, answer) => {
        if (error === null) resolve(answer);
        else reject(error);
      });
    });
  }

  async configure(config: Plain): Promise<readonly string[]> {
    return summaries(await this.call("ConfigureProvider", { config: wire(config) }));
  }

  async validate(type: string, config: Plain) {
    const { diagnostics = [] } = await this.call("ValidateResourceConfig", { type_name: type, config: wire(config) });
    return diagnostics.map(({ summary, attribute }) => ({ summary, path: attribute === null ? "" : path(attribute) }));
  }

  async plan(type: string, config: Plain | null, prior: Plain | null = null) {
    const answer = await this.call("PlanResourceChange", {
      type_name: type,
      prior_state: wire(prior),
      proposed_new_state: wire(config),
      config: wire(config),
    });
    return {
      planned: plain(answer.planned_state),
      raw: answer.planned_state,
      replacedBy: (answer.requires_replace ?? []).map(path),
      isLegacy: answer.legacy_type_system,
      problems: summaries(answer),
    };
  }

  /** Plans and applies; null for a configuration destroys. */
  async apply(type: string, config: Plain | null, prior: Plain | null = null) {
    const { raw } = await this.plan(type, config, prior);
    const answer = await this.call("ApplyResourceChange", {
      type_name: type,
      prior_state: wire(prior),
      planned_state: raw,
    });
    return { state: plain(answer.new_state), problems: summaries(answer) };
  }

  async read(type: string, state: Plain) {
    const answer = await this.call("ReadResource", { type_name: type, current_state: wire(state) });
    return { state: plain(answer.new_state), problems: summaries(answer) };
  }

  async import(type: string, id: string) {
    const answer = await this.call("ImportResourceState", { type_name: type, id });
    return { state: plain(answer.imported_resources?.[0]?.state), problems: summaries(answer) };
  }

  async upgrade(type: string, stored: object) {
    const raw_state = { json: Buffer.from(JSON.stringify(stored)) };
    const answer = await this.call("UpgradeResourceState", { type_name: type, version: 0, raw_state });
    return { state: plain(answer.upgraded_state), problems: summaries(answer) };
  }
}

export function wire(value: Plain | null): Wire {
  return { msgpack: encode(value) };
}

function plain(value: Wire | null | undefined): Plain | null {
  if (value === undefined || value === null) return null;
  return decode(value.msgpack, { extensionCodec: extensions }) as Plain | null;
}

function summaries({ diagnostics = [] }: Answer): readonly string[] {
  return diagnostics.map(({ summary }) => summary);
}

function path({ steps }: AttributePath): string {
  return steps.map((step) => step.attribute_name || step.element_key_int).join(".");
}
