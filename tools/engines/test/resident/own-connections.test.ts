import { describe, expect, it } from "@jest/globals";
import { credentials, Server, ServerCredentials, type ClientOptions } from "@grpc/grpc-js";
import { LanguageRuntimeClient, LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb.js";
import { Empty } from "google-protobuf/google/protobuf/empty_pb.js";
import { keepConnectionsApart } from "../../src/resident/own-connections";

/** Something that answers at a port of the loopback. */
async function serve(port: number): Promise<{ readonly port: number; readonly stop: () => void }> {
  const server = new Server();
  server.addService(LanguageRuntimeService, {
    getPluginInfo: (_: unknown, answer: (error: null, info: PluginInfo) => void) => {
      answer(null, new PluginInfo());
    },
  });
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${port}`, ServerCredentials.createInsecure(), (error, own) => {
      if (error === null) resolve(own);
      else reject(error);
    });
  });
  return {
    port: bound,
    stop: () => {
      server.forceShutdown();
    },
  };
}

/** Whether something answers at the port, to a client that nobody closes. */
async function answers(port: number, options: ClientOptions): Promise<boolean> {
  const client = new LanguageRuntimeClient(`127.0.0.1:${port}`, credentials.createInsecure(), options);
  return await new Promise((resolve) => {
    client.getPluginInfo(new Empty(), (error) => {
      resolve(error === null);
    });
  });
}

/** Whether an engine is found at the port of an earlier one, which somebody had asked when it was gone. */
async function findsTheNext(options: ClientOptions): Promise<boolean> {
  const first = await serve(0);
  first.stop();
  expect(await answers(first.port, options)).toBe(false);
  const second = await serve(first.port);
  try {
    return await answers(second.port, options);
  } finally {
    second.stop();
  }
}

/** However slow the machine is, what seems to be gone is not asked again meanwhile. */
const patient = { "grpc.initial_reconnect_backoff_ms": 60_000 };

describe("the connections of a program", () => {
  it("would be those of an earlier one", async () => {
    expect(await findsTheNext({ ...patient })).toBe(false);
  });

  it("are its own", async () => {
    const options: ClientOptions = { ...patient };
    keepConnectionsApart(options);
    expect(await findsTheNext(options)).toBe(true);
  });
});
