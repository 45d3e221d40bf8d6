import { type UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import * as pb from "@pulumi/pulumi/proto/provider_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { type Cloud } from "../cloud/cloud.js";
import { ConfiguredPeers } from "../configured-peers.js";
import { unary } from "../grpc.js";
import { type Difference, EmulatedProvider, type Failure } from "./provider.js";
import { configChanges } from "./provider-config.js";
import { type ProviderPackage } from "./provider-package.js";
import { fromStruct, toStruct } from "./struct.js";
import { resourceNameOf, tokenOf } from "./urn.js";

/** The ResourceProvider service of Pulumi's engine for one provider, answered by the emulated cloud. */
export function resourceProviderService(cloud: Cloud, pkg: ProviderPackage): UntypedServiceImplementation {
  const peers = new ConfiguredPeers();
  const providerOf = (peer: string): EmulatedProvider => new EmulatedProvider(cloud, pkg, peers.settings(peer));
  return {
    ...pluginMethods(pkg),
    ...configurationMethods(pkg, peers),
    ...resourceMethods(providerOf),
    invoke: unary((request: pb.InvokeRequest, peer) => {
      const token = request.getTok();
      const invoke = pkg.invokes[token];
      if (invoke === undefined) {
        const known = Object.keys(pkg.invokes).join(", ") || "none";
        throw new Error(`the emulated ${pkg.name} has no function ${token}; it has ${known}`);
      }
      const result = invoke(cloud, fromStruct(request.getArgs()), peers.settings(peer));
      return new pb.InvokeResponse().setReturn(toStruct(result));
    }),
  };
}

function pluginMethods({ name, version }: ProviderPackage): UntypedServiceImplementation {
  return {
    handshake: unary(() => new pb.ProviderHandshakeResponse()),
    attach: unary(() => new Empty()),
    cancel: unary(() => new Empty()),
    getPluginInfo: unary(() => new PluginInfo().setVersion(version)),
    getSchema: unary(() => new pb.GetSchemaResponse().setSchema(JSON.stringify({ name, version }))),
  };
}

function configurationMethods(pkg: ProviderPackage, peers: ConfiguredPeers): UntypedServiceImplementation {
  return {
    checkConfig: unary((request: pb.CheckRequest) => {
      const problems = pkg.configProblems(fromStruct(request.getNews()));
      const failures = problems.map((reason): Failure => ({ property: "", reason }));
      return checkResponse(request.getNews(), failures);
    }),
    diffConfig: unary((request: pb.DiffRequest) => {
      const changes = configChanges(fromStruct(request.getOldInputs()), fromStruct(request.getNews()));
      return diffResponse({ changes, deleteBeforeReplace: false });
    }),
    configure: unary((request: pb.ConfigureRequest, peer) => {
      peers.configure(peer, pkg.settingsOf(fromStruct(request.getArgs())));
      return new pb.ConfigureResponse().setSupportspreview(true);
    }),
  };
}

function resourceMethods(providerOf: (peer: string) => EmulatedProvider): UntypedServiceImplementation {
  return {
    check: unary((request: pb.CheckRequest, peer) => {
      const urn = request.getUrn();
      const { inputs, failures } = providerOf(peer).check(tokenOf(urn), fromStruct(request.getNews()), {
        olds: fromStruct(request.getOlds()),
        name: resourceNameOf(urn),
        seed: request.getRandomseed_asU8(),
      });
      return checkResponse(toStruct(inputs), failures);
    }),
    diff: unary((request: pb.DiffRequest, peer) => {
      const context = { state: fromStruct(request.getOlds()), ignored: request.getIgnorechangesList() };
      return diffResponse(providerOf(peer).diff(tokenOf(request.getUrn()), fromStruct(request.getNews()), context));
    }),
    create: unary(async (request: pb.CreateRequest, peer) => {
      const token = tokenOf(request.getUrn());
      const news = fromStruct(request.getProperties());
      if (request.getPreview()) {
        return new pb.CreateResponse().setProperties(toStruct(providerOf(peer).preview(token, news)));
      }
      const { id, state } = await providerOf(peer).create(token, news);
      return new pb.CreateResponse().setId(id).setProperties(toStruct(state));
    }),
    read: unary(async (request: pb.ReadRequest, peer) => {
      const known = { state: fromStruct(request.getProperties()), inputs: fromStruct(request.getInputs()) };
      const found = await providerOf(peer).read(tokenOf(request.getUrn()), request.getId(), known);
      if (found === undefined) return new pb.ReadResponse();
      const { id, state, inputs } = found;
      return new pb.ReadResponse().setId(id).setProperties(toStruct(state)).setInputs(toStruct(inputs));
    }),
    update: unary(async (request: pb.UpdateRequest, peer) => {
      const token = tokenOf(request.getUrn());
      const news = fromStruct(request.getNews());
      const prior = { id: request.getId(), state: fromStruct(request.getOlds()) };
      const provider = providerOf(peer);
      const state = request.getPreview()
        ? provider.preview(token, news, prior.state)
        : await provider.update(token, news, prior);
      return new pb.UpdateResponse().setProperties(toStruct(state));
    }),
    delete: unary(async (request: pb.DeleteRequest, peer) => {
      const state = fromStruct(request.getProperties());
      await providerOf(peer).delete(tokenOf(request.getUrn()), request.getId(), state);
      return new Empty();
    }),
  };
}

function checkResponse(inputs: ReturnType<pb.CheckResponse["getInputs"]>, failures: readonly Failure[]) {
  const messages = failures.map(({ property, reason }) =>
    new pb.CheckFailure().setProperty(property).setReason(reason),
  );
  return new pb.CheckResponse().setInputs(inputs).setFailuresList(messages);
}

const kinds = {
  add: [pb.PropertyDiff.Kind.ADD, pb.PropertyDiff.Kind.ADD_REPLACE],
  update: [pb.PropertyDiff.Kind.UPDATE, pb.PropertyDiff.Kind.UPDATE_REPLACE],
  delete: [pb.PropertyDiff.Kind.DELETE, pb.PropertyDiff.Kind.DELETE_REPLACE],
} as const;

function diffResponse({ changes, deleteBeforeReplace }: Difference): pb.DiffResponse {
  const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
  const response = new pb.DiffResponse()
    .setChanges(changes.length === 0 ? DIFF_NONE : DIFF_SOME)
    .setHasdetaileddiff(true)
    .setDeletebeforereplace(deleteBeforeReplace)
    .setDiffsList([...new Set(changes.map(({ path }) => topLevel(path)))])
    .setReplacesList([...new Set(changes.filter(({ replaces }) => replaces).map(({ path }) => topLevel(path)))]);
  for (const { path, kind, replaces } of changes) {
    response.getDetaileddiffMap().set(path, new pb.PropertyDiff().setKind(kinds[kind][replaces ? 1 : 0]));
  }
  return response;
}

function topLevel(path: string): string {
  return /^[^.[]+/.exec(path)?.[0] ?? path;
}
