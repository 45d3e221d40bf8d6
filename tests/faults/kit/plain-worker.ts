import { compileFunction } from "node:vm";
import type { WorkerLoader } from "@mtasts/testbed";

interface Program {
  readonly fetch: (request: Request) => Response | Promise<Response>;
}

/**
 * Runs a Worker of one module in this process, in a millisecond where Cloudflare's runtime takes a quarter of a second to start; the
 * end-to-end tests run the same Workers on that. It has no state that its end could lose.
 */
export const plainWorker: WorkerLoader = ({ content }) => {
  const start = compileFunction(content.replace("export default", "return"), ["Request", "Response", "URL"]) as (
    ...names: readonly unknown[]
  ) => Program;
  const program = start(Request, Response, URL);
  return Promise.resolve({
    fetch: async ({ url, method, headers }) => {
      const response = await program.fetch(new Request(url, { method, headers }));
      const body = Buffer.from(await response.arrayBuffer());
      return { status: response.status, headers: Object.fromEntries(response.headers), body };
    },
    stop: () => Promise.resolve(),
  });
};
