import { credentials } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb.js";

type Properties = Readonly<Record<string, unknown>>;
type Unary<Q, S> = (request: Q, callback: (error: Error | null, response: S) => void) => unknown;

export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Speaks to the provider as the engine does. */
export class Engine {
  readonly #client: ResourceProviderClient;

  constructor(port: number) {
    // a channel of its own, as each provider instance of the engine has
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure(), {
      "grpc.use_local_subchannel_pool": 1,
    });
  }

  close(): void {
    this.#client.close();
  }

  async configure(config: Properties): Promise<string[]> {
    const check = new pb.CheckRequest().setNews(struct(config));
    const { failuresList } = (
      await this.#call<pb.CheckRequest, pb.CheckResponse>((q, done) => this.#client.checkConfig(q, done), check)
    ).toObject();
    await this.#call<pb.ConfigureRequest, pb.ConfigureResponse>(
      (q, done) => this.#client.configure(q, done),
      new pb.ConfigureRequest().setArgs(struct(config)),
    );
    return failuresList.map(({ reason }) => reason);
  }

  async diffConfig(olds: Properties, news: Properties): Promise<string[]> {
    const request = new pb.DiffRequest().setOldInputs(struct(olds)).setNews(struct(news));
    const response = await this.#call<pb.DiffRequest, pb.DiffResponse>(
      (q, done) => this.#client.diffConfig(q, done),
      request,
    );
    return response.getDiffsList();
  }

  async check(token: string, news: Properties, options: { olds?: Properties; seed?: string } = {}) {
    const request = new pb.CheckRequest()
      .setUrn(urn(token))
      .setNews(struct(news))
      .setOlds(struct(options.olds ?? {}));
    request.setRandomseed(Buffer.from(options.seed ?? "seed"));
    const response = await this.#call<pb.CheckRequest, pb.CheckResponse>(
      (q, done) => this.#client.check(q, done),
      request,
    );
    return { inputs: properties(response.getInputs()), failures: response.toObject().failuresList };
  }

  async diff(token: string, options: { olds: Properties; news: Properties; ignore?: string[] }) {
    const request = new pb.DiffRequest()
      .setUrn(urn(token))
      .setId("id")
      .setOlds(struct(options.olds))
      .setNews(struct(options.news));
    request.setIgnorechangesList(options.ignore ?? []);
    const response = await this.#call<pb.DiffRequest, pb.DiffResponse>(
      (q, done) => this.#client.diff(q, done),
      request,
    );
    const kinds: Record<string, number> = {};
    response.getDetaileddiffMap().forEach((diff, path) => {
      kinds[path] = diff.getKind();
    });
    const { changes, replacesList, deletebeforereplace } = response.toObject();
    return { changes, replacesList, deletebeforereplace, kinds };
  }

  async create(token: string, news: Properties, preview = false) {
    const request = new pb.CreateRequest().setUrn(urn(token)).setProperties(struct(news)).setPreview(preview);
    const response = await this.#call<pb.CreateRequest, pb.CreateResponse>(
      (q, done) => this.#client.create(q, done),
      request,
    );
    return { id: response.getId(), state: properties(response.getProperties()) };
  }

  async read(token: string, id: string, known: { state?: Properties; inputs?: Properties } = {}) {
    const request = new pb.ReadRequest()
      .setUrn(urn(token))
      .setId(id)
      .setProperties(struct(known.state ?? {}))
      .setInputs(struct(known.inputs ?? {}));
    const response = await this.#call<pb.ReadRequest, pb.ReadResponse>(
      (q, done) => this.#client.read(q, done),
      request,
    );
    return {
      id: response.getId(),
      state: properties(response.getProperties()),
      inputs: properties(response.getInputs()),
    };
  }

  async update(token: string, id: string, options: { olds: Properties; news: Properties; preview?: boolean }) {
    const request = new pb.UpdateRequest()
      .setUrn(urn(token))
      .setId(id)
      .setOlds(struct(options.olds))
      .setNews(struct(options.news));
    request.setPreview(options.preview ?? false);
    return properties(
      (
        await this.#call<pb.UpdateRequest, pb.UpdateResponse>((q, done) => this.#client.update(q, done), request)
      ).getProperties(),
    );
  }

  async delete(token: string, id: string, state: Properties): Promise<void> {
    const request = new pb.DeleteRequest().setUrn(urn(token)).setId(id).setProperties(struct(state));
    await this.#call<pb.DeleteRequest, unknown>((q, done) => this.#client.delete(q, done), request);
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    const request = new pb.InvokeRequest().setTok(token).setArgs(struct(args));
    return properties(
      (
        await this.#call<pb.InvokeRequest, pb.InvokeResponse>((q, done) => this.#client.invoke(q, done), request)
      ).getReturn(),
    );
  }

  async #call<Q, S>(method: Unary<Q, S>, request: Q): Promise<S> {
    return await new Promise((resolve, reject) => {
      method(request, (error, response) => {
        if (error === null) resolve(response);
        else reject(error);
      });
    });
  }
}

function urn(token: string): string {
  return `urn:pulumi:stack::project::mtasts:index:MtaSts$${token}::Example`;
}

function struct(value: Properties): Struct {
  return Struct.fromJavaScript(value as Record<string, JavaScriptValue>);
}

function properties(value: Struct | undefined): Properties {
  return value?.toJavaScript() ?? {};
}
