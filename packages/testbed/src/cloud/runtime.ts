import { defaultAccount } from "./account.js";
import { type Restore } from "./saved.js";

/** A change of the cloud's state, after it took place. */
export interface CloudEvent {
  /** Milliseconds of the emulated clock. */
  readonly at: number;
  readonly service: "s3" | "cloudfront" | "acm" | "route53" | "cloudflare";
  /** The service's own word for it: "PutObject", "Deployed", "CertificateIssued". */
  readonly action: string;
  /** What changed: "bucket/key", a distribution's id, "zone/name/type". */
  readonly resource: string;
}

export type CloudObserver = (event: CloudEvent) => void;

/** How long things take here, in milliseconds. */
export interface Delays {
  /** Until a changed distribution is live at the edge. @default 10 */
  readonly distributionDeployMs: number;
  /** Until a certificate is issued after its validation record can be seen. @default 5 */
  readonly certificateIssueMs: number;
  /** How long the provider waits for a certificate. @default 3000 */
  readonly certificateTimeoutMs: number;
  /** Until Route 53 says INSYNC; the answer itself changes at once. @default 1 */
  readonly dnsSyncMs: number;
  /** How long the provider repeats the deletion of something that is still in use. @default 200 */
  readonly inUseTimeoutMs: number;
  /** Until the certificate of a Cloudflare custom domain is issued; the provider does not wait for it. @default 5 */
  readonly edgeCertificateMs: number;
  /** Until an uploaded Worker is live; the provider does not wait for it. @default 0, live when the upload returns */
  readonly workerDeployMs: number;
}

export const defaultDelays: Delays = {
  distributionDeployMs: 10,
  certificateIssueMs: 5,
  certificateTimeoutMs: 3000,
  dnsSyncMs: 1,
  inUseTimeoutMs: 200,
  edgeCertificateMs: 5,
  workerDeployMs: 0,
};

/** What a `Runtime` keeps. */
export interface KeptRuntime {
  readonly skewMs: number;
  readonly serial: number;
}

/** Time, events and the account's facts: what every service of the cloud shares. */
export class Runtime {
  readonly account = defaultAccount;
  readonly partition = "aws";
  readonly #observers = new Set<CloudObserver>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #skewMs = 0;
  #serial = 0;

  constructor(readonly delays: Delays = defaultDelays) {}

  now(): number {
    return Date.now() + this.#skewMs;
  }

  /** Moves the emulated clock, so that caches and certificates age; running timers are not hurried. */
  advance(ms: number): void {
    this.#skewMs += ms;
  }

  /** A number that was never handed out before, for ids. */
  next(): number {
    return ++this.#serial;
  }

  emit(service: CloudEvent["service"], action: string, resource: string): void {
    const event = { at: this.now(), service, action, resource };
    for (const observer of [...this.#observers]) observer(event);
  }

  observe(observer: CloudObserver): () => void {
    this.#observers.add(observer);
    return () => void this.#observers.delete(observer);
  }

  after(ms: number, action: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      action();
    }, ms);
    this.#timers.add(timer);
  }

  async sleep(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.after(ms, resolve);
    });
  }

  /** Waits until the condition holds, or tells after `timeoutMs` that it does not. */
  async until(condition: () => boolean, timeoutMs: number): Promise<boolean> {
    const deadline = Date.now() + timeoutMs;
    while (!condition()) {
      if (Date.now() >= deadline) return false;
      await this.sleep(Math.min(5, timeoutMs));
    }
    return true;
  }

  /** Waits until nothing is under way. */
  async idle(): Promise<void> {
    while (this.#timers.size > 0) await new Promise((resolve) => setTimeout(resolve, 2));
    // What a timer has begun may go on for some turns, as the signing of a certificate does.
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Remembers the time; numbers are never handed out twice. */
  save(): Restore {
    const skewMs = this.#skewMs;
    return () => {
      this.#skewMs = skewMs;
    };
  }

  /** The clock and the serial as plain values, so that a later process goes on with them. */
  keep(): KeptRuntime {
    return { skewMs: this.#skewMs, serial: this.#serial };
  }

  bringBack({ skewMs, serial }: KeptRuntime): void {
    this.#skewMs = skewMs;
    this.#serial = serial;
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    this.#observers.clear();
  }
}
