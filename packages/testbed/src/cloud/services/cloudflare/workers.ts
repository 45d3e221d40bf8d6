import { createHash } from "node:crypto";
import { messageOf } from "../../errors.js";
import { type Stores } from "../../kept.js";
import { type Runtime } from "../../runtime.js";
import { type Restore, saved } from "../../saved.js";
import { type Attributes, text } from "../../value.js";
import { type Accounts } from "./accounts.js";
import { type ApiCall, CloudflareError } from "./api-error.js";
import { type RunningWorker, type WorkerLoader, type WorkerSource } from "./worker-source.js";

export interface ScriptInput {
  readonly content: string;
  readonly mainModule?: string;
  readonly bodyPart?: string;
  readonly compatibilityDate?: string;
  readonly compatibilityFlags?: readonly string[];
  /** As in the upload's metadata: `{ name, type: "plain_text", text }`. */
  readonly bindings?: readonly Attributes[];
  /** What the script's settings hold beside the above, which nothing here heeds. */
  readonly settings?: Attributes;
}

export interface WorkerScript extends ScriptInput {
  readonly name: string;
  readonly accountId: string;
  readonly etag: string;
  readonly createdOn: number;
  readonly modifiedOn: number;
}

/** A script as the edge has it: the upload that is live, started. */
interface Live {
  readonly script: WorkerScript;
  readonly running: RunningWorker;
}

/** Cloudflare Workers: scripts, which run from the upload on, and go live a while after it. */
export class WorkerScripts {
  readonly #scripts = new Map<string, WorkerScript>();
  readonly #live = new Map<string, Live>();

  constructor(
    private readonly runtime: Runtime,
    private readonly options: { readonly load: WorkerLoader; readonly accounts: Accounts },
  ) {}

  get all(): readonly WorkerScript[] {
    return [...this.#scripts.values()];
  }

  get stores(): Stores {
    return { scripts: this.#scripts };
  }

  /** What runs is remembered as it is: a loader whose Workers do not outlive their stop can't be brought back. */
  save(): Restore {
    const restores = [saved(this.#scripts), saved(this.#live)];
    return () => {
      for (const restore of restores) restore();
    };
  }

  find(name: string): WorkerScript | undefined {
    return this.#scripts.get(name);
  }

  /** What answers at the edge; undefined before the first upload is live. */
  running(name: string): RunningWorker | undefined {
    return this.#live.get(name)?.running;
  }

  /** Uploads a script, once the runtime has found that it loads. */
  async put(accountId: string, name: string, input: ScriptInput): Promise<WorkerScript> {
    const call: ApiCall = { method: "PUT", path: `accounts/${accountId}/workers/scripts/${name}` };
    if (!this.options.accounts.has(accountId)) {
      throw new CloudflareError(10_000, "Authentication error", { ...call, status: 403 });
    }
    if (!/^[a-z0-9][a-z0-9_-]{0,62}$/.test(name)) {
      throw new CloudflareError(10_016, "Script name may contain lowercase letters, numbers, '_' and '-' only.", call);
    }
    const running = await this.#started(sourceOf(name, input, call), call);
    const now = this.runtime.now();
    const script: WorkerScript = {
      ...input,
      name,
      accountId,
      etag: createHash("sha256").update(JSON.stringify(input)).digest("hex"),
      createdOn: this.#scripts.get(name)?.createdOn ?? now,
      modifiedOn: now,
    };
    this.#scripts.set(name, script);
    this.runtime.emit("cloudflare", "PutScript", name);
    this.#deploy({ script, running });
    return script;
  }

  /** Edits a script from outside: what somebody does in the dashboard. */
  async edit(name: string, changes: Partial<ScriptInput>): Promise<WorkerScript> {
    const before = this.#scripts.get(name);
    if (before === undefined) throw new Error(`there is no script ${name}`);
    return await this.put(before.accountId, name, { ...before, ...changes });
  }

  /** Starts every script that was brought back. */
  async restart(): Promise<void> {
    for (const script of this.all) {
      const call: ApiCall = { method: "PUT", path: `accounts/${script.accountId}/workers/scripts/${script.name}` };
      const running = await this.#started(sourceOf(script.name, script, call), call);
      this.#live.set(script.name, { script, running });
    }
  }

  delete(accountId: string, name: string): void {
    if (this.#scripts.get(name)?.accountId !== accountId) {
      const path = `accounts/${accountId}/workers/scripts/${name}`;
      throw new CloudflareError(10_007, "This Worker does not exist on your account.", {
        method: "DELETE",
        path,
        status: 404,
      });
    }
    this.#scripts.delete(name);
    const live = this.#live.get(name);
    this.#live.delete(name);
    void live?.running.stop();
    this.runtime.emit("cloudflare", "DeleteScript", name);
  }

  async stop(): Promise<void> {
    const live = [...this.#live.values()];
    this.#live.clear();
    this.#scripts.clear();
    await Promise.all(live.map(({ running }) => running.stop()));
  }

  async #started(source: WorkerSource, call: ApiCall): Promise<RunningWorker> {
    const latest = new Date(this.runtime.now()).toISOString().slice(0, 10);
    if (source.compatibilityDate !== undefined && source.compatibilityDate > latest) {
      const detail = `Can't set compatibility date in the future: "${source.compatibilityDate}".`;
      throw new CloudflareError(10_021, detail, call);
    }
    try {
      return await this.options.load(source);
    } catch (error) {
      throw new CloudflareError(10_021, messageOf(error), call);
    }
  }

  #deploy(next: Live): void {
    const { workerDeployMs } = this.runtime.delays;
    const { script } = next;
    const goLive = (): void => {
      if (this.#scripts.get(script.name) !== script) {
        void next.running.stop(); // deleted, or a later upload is on its way
        return;
      }
      const before = this.#live.get(script.name);
      this.#live.set(script.name, next);
      void before?.running.stop();
      this.runtime.emit("cloudflare", "ScriptLive", script.name);
    };
    if (workerDeployMs === 0) goLive();
    else this.runtime.after(workerDeployMs, goLive);
  }
}

function sourceOf(name: string, input: ScriptInput, call: ApiCall): WorkerSource {
  const { content, mainModule, bodyPart, compatibilityDate, compatibilityFlags = [], bindings = [] } = input;
  if ((mainModule === undefined) === (bodyPart === undefined)) {
    throw new CloudflareError(10_021, 'The metadata must name either a "main_module" or a "body_part".', call);
  }
  return {
    name,
    content,
    compatibilityFlags,
    bindings: Object.fromEntries(bindings.map((binding) => [text(binding, "name"), bound(binding, call)])),
    ...(mainModule === undefined ? {} : { mainModule }),
    ...(bodyPart === undefined ? {} : { bodyPart }),
    ...(compatibilityDate === undefined ? {} : { compatibilityDate }),
  };
}

function bound(binding: Attributes, call: ApiCall): unknown {
  switch (text(binding, "type")) {
    case "plain_text":
    case "secret_text":
      return text(binding, "text");
    case "json":
      return JSON.parse(text(binding, "json"));
    default:
      throw new CloudflareError(10_021, `The emulation has no bindings of type ${text(binding, "type")}.`, call);
  }
}
