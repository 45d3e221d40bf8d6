import { type Readable } from "node:stream";
import { type Miniflare, type MiniflareOptions } from "miniflare";
import {
  type RunningWorker,
  type WorkerRequest,
  type WorkerResponse,
  type WorkerSource,
} from "../cloud/services/cloudflare/worker-source.js";

/** What stands before the Worker: it shows an exception as the edge does, by a number. */
const front = {
  name: "front",
  modules: [
    {
      type: "ESModule" as const,
      path: "front.js",
      contents: `
        export default {
          async fetch(request, env) {
            try {
              return await env.WORKER.fetch(request);
            } catch {
              return new Response("error code: 1101", { status: 500 });
            }
          },
        };`,
    },
  ],
};

/** Runs a Worker on workerd, Cloudflare's own runtime, with nothing but the loopback around it. */
export async function startWorker(source: WorkerSource): Promise<RunningWorker> {
  // a quarter of a second, which only those pay who deploy a Worker
  const { Miniflare, NoOpLog } = await import("miniflare");
  const printed: string[] = [];
  const { name, bindings, compatibilityDate, compatibilityFlags } = source;
  const options: MiniflareOptions = {
    cf: false,
    host: "127.0.0.1",
    port: 0,
    log: new NoOpLog(),
    handleRuntimeStdio: (_stdout: Readable, stderr: Readable) => {
      stderr.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
    },
    workers: [
      { ...front, serviceBindings: { WORKER: `worker:${name}` } },
      {
        ...programOf(source),
        name: `worker:${name}`,
        bindings: bindings as Readonly<Record<string, string>>,
        compatibilityFlags: [...compatibilityFlags],
        ...(compatibilityDate === undefined ? {} : { compatibilityDate }),
      },
    ],
  };
  const worker = new Miniflare(options);
  try {
    await worker.ready;
  } catch {
    await worker.dispose().catch(() => undefined); // it never ran
    throw new Error(complaint(printed.join("")));
  }
  return running(worker);
}

function running(worker: Miniflare): RunningWorker {
  const pending = new Set<Promise<unknown>>();
  return {
    fetch: async (request) => {
      const answer = ask(worker, request);
      pending.add(answer);
      return await answer.finally(() => pending.delete(answer));
    },
    stop: async () => {
      await Promise.allSettled(pending);
      await worker.dispose();
    },
  };
}

async function ask(worker: Miniflare, { method, url, headers, body }: WorkerRequest): Promise<WorkerResponse> {
  const { connection: _, ...forwarded } = headers;
  const response = await worker.dispatchFetch(url, {
    method,
    headers: { ...forwarded, "accept-encoding": "identity" },
    redirect: "manual",
    ...(body === undefined ? {} : { body }),
  });
  const told = [...response.headers].filter(
    ([name]) => !/^(mf-|transfer-encoding|connection|keep-alive|date)/.test(name),
  );
  return {
    status: response.status,
    headers: Object.fromEntries(told),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

function programOf({ content, mainModule }: WorkerSource) {
  if (mainModule === undefined) return { modules: false, script: content };
  return { modules: [{ type: "ESModule" as const, path: mainModule, contents: content }] };
}

/** What workerd says about a script that does not load, without where it says so. */
function complaint(printed: string): string {
  const line = /Uncaught .*|.*Error: .*/.exec(printed)?.[0];
  return line ?? (printed.trim() || "The script does not load.");
}
