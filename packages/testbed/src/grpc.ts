import {
  type handleUnaryCall,
  Server,
  ServerCredentials,
  type ServiceDefinition,
  status,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { messageOf } from "./cloud/errors.js";

export interface GrpcServer {
  readonly port: number;
  readonly stop: () => void;
}

const unlimited = { "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 };

/** Serves one service on a loopback port, for an engine to attach to. */
export async function startGrpcServer(
  definition: ServiceDefinition,
  methods: UntypedServiceImplementation,
): Promise<GrpcServer> {
  const server = new Server(unlimited);
  server.addService(definition, methods);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    port,
    stop: () => {
      server.forceShutdown();
    },
  };
}

/** A gRPC method from a function of the request and the connection's peer; an error becomes the call's error. */
export function unary<Request, Response>(
  answer: (request: Request, peer: string) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const refuse = (error: unknown): void => {
      callback({ code: status.UNKNOWN, details: messageOf(error) });
    };
    try {
      Promise.resolve(answer(call.request, call.getPeer())).then((response) => {
        callback(null, response);
      }, refuse);
    } catch (error) {
      refuse(error);
    }
  };
}
