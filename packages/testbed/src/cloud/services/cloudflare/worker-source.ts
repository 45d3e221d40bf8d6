/** A Worker's program and what it is told. */
export interface WorkerSource {
  readonly name: string;
  readonly content: string;
  /** The name of the module with the `fetch` handler. */
  readonly mainModule?: string;
  /** The name of the part in the older syntax, without modules. */
  readonly bodyPart?: string;
  readonly compatibilityDate?: string;
  readonly compatibilityFlags: readonly string[];
  /** Texts and JSON values by the names under which the program finds them. */
  readonly bindings: Readonly<Record<string, unknown>>;
}

export interface WorkerRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

export interface WorkerResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A Worker that answers. */
export interface RunningWorker {
  readonly fetch: (request: WorkerRequest) => Promise<WorkerResponse>;
  /** Ends it when what it was asked is answered. */
  readonly stop: () => Promise<void>;
}

/** Starts a Worker; rejects with what the runtime says where it does not load. */
export type WorkerLoader = (source: WorkerSource) => Promise<RunningWorker>;
