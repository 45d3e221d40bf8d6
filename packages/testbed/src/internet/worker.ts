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
  name: "the edge in front",
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

/** The compatibility date that counts for a script without one, and the newest that the pinned runtime knows. */
const [oldest, newest] = ["2021-11-02", "2026-04-26"];

/** Runs a Worker on workerd, Cloudflare's own runtime. It reaches nothing outside. */
export async function startWorker(source: WorkerSource): Promise<RunningWorker> {
  // a quarter of a second, which only those pay who deploy a Worker
  const { Miniflare, NoOpLog, Response } = await import("miniflare").catch((error: unknown) => {
    throw new Error("a Worker runs on workerd, which is not installed: npm install --save-dev miniflare", {
      cause: error,
    });
  });
  const printed: string[] = [];
  const { compatibilityDate = oldest } = source;
  const options: MiniflareOptions = {
    cf: false,
    host: "127.0.0.1",
    port: 0,
    log: new NoOpLog(),
    handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
      stdout.resume();
      stderr.on("data", (chunk: Buffer) => printed.push(chunk.toString()));
    },
    workers: [
      { ...front, serviceBindings: { WORKER: source.name } },
      {
        ...programOf(source),
        // the runtime is older than the edge that it stands for
        compatibilityDate: compatibilityDate > newest ? newest : compatibilityDate,
        outboundService: () => new Response("the test bed reaches nothing outside", { status: 502 }),
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

function programOf({ name, content, mainModule, bindings, compatibilityFlags }: WorkerSource) {
  const program =
    mainModule === undefined
      ? { modules: false, script: content }
      : { modules: [{ type: "ESModule" as const, path: mainModule, contents: content }] };
  return {
    ...program,
    name,
    bindings: bindings as Readonly<Record<string, string>>,
    compatibilityFlags: [...compatibilityFlags],
  };
}

/** What workerd says about a script that does not load, without where it says so. */
function complaint(printed: string): string {
  const line = /Uncaught .*|.*Error: .*/.exec(printed)?.[0];
  return line ?? (printed.trim() || "The script does not load.");
}
