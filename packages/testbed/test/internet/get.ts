import { request, type RequestOptions } from "node:https";
import { type Testbed } from "../../src/index.js";
import { host } from "../harness.js";

export interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Asks the edge for the policy file, over a connection of its own. */
export async function get(
  bed: Testbed,
  { body: sent, ...options }: RequestOptions & { body?: string } = {},
): Promise<Answer> {
  const path = "/.well-known/mta-sts.txt";
  const { address, port } = bed.https;
  const target = { host: address, port, servername: host, ca: bed.caPem, agent: false as const };
  return await new Promise((resolve, reject) => {
    request({ ...target, path, headers: { host }, ...options }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => (body += chunk));
      response.on("end", () => {
        resolve({ status: response.statusCode, headers: response.headers, body });
      });
    })
      .on("error", reject)
      .end(sent);
  });
}
