// Runs a program for one deployment after the other, each time anew, in a process that has loaded its packages once. The engine
// is given its address and talks to it as to a language host.
import path from "node:path";
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import type * as TsNode from "ts-node";
import { keepConnectionsApart } from "./own-connections.js";

/** The server of the Automation API's inline programs; its types leave it out. */
interface AutomationServer {
  readonly LanguageServer: new (program: () => Promise<object>) => UntypedServiceImplementation;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- as its types leave it out, so do they the module's members
const { LanguageServer } = require("@pulumi/pulumi/automation/server.js") as AutomationServer;
const [main = ""] = process.argv.slice(2);
if (main.endsWith(".ts")) compileTypeScript();
keepConnectionsApart();
const server = new Server();
server.addService(LanguageRuntimeService, new LanguageServer(runProgram));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${port}\n`);
});
// The process that started this one has ended.
process.stdin.on("end", () => process.exit()).resume();

/** Returns the program's exports, which are the stack's outputs. */
function runProgram(): Promise<object> {
  const folder = path.dirname(main) + path.sep;
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(folder)) Reflect.deleteProperty(require.cache, file);
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it is the loading that runs it
  return Promise.resolve({ ...(require(main) as object) });
}

/** As Pulumi's own language host does where the types have been checked before. */
function compileTypeScript(): void {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only programs in TypeScript need the compiler
  (require("ts-node") as typeof TsNode).register({ transpileOnly: true, cwd: path.dirname(main) });
}
