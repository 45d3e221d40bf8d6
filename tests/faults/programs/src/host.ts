// Runs the programs of many deployments, each anew, in a process that has loaded their packages once: that takes longer than a
// deployment. The engine is told its address, and asks it as it would ask the language host of a program of its own.
import { Server, ServerCredentials, type UntypedServiceImplementation } from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb.js";
import { keepConnectionsApart } from "./own-connections.js";

/** What the Automation API runs inline programs with; its types leave it out. */
interface AutomationServer {
  readonly LanguageServer: new (program: () => Promise<void>) => UntypedServiceImplementation;
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- as its types leave it out, so do they the module's members
const { LanguageServer } = require("@pulumi/pulumi/automation/server.js") as AutomationServer;
keepConnectionsApart();
const server = new Server();
server.addService(LanguageRuntimeService, new LanguageServer(runProgram));
server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) throw error;
  process.stdout.write(`${port}\n`);
});
// Whoever started it has ended.
process.stdin.on("end", () => process.exit()).resume();

function runProgram(): Promise<void> {
  for (const file of Object.keys(require.cache)) {
    if (file.startsWith(__dirname)) Reflect.deleteProperty(require.cache, file);
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- it is the loading that runs it
  require("./main.js");
  return Promise.resolve();
}
