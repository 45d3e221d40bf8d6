import { noReply } from "../dns-reading";
import type {
  AddressReply,
  CaaData,
  DnsReply,
  FetchReply,
  FetchRequest,
  MxData,
  Ports,
  SmtpReply,
  SmtpRequest,
  TlsaData,
  TxtData,
  ZonePorts,
  ZoneReply,
} from "../ports";
import type { Run } from "../run";

/** As long as a search for something misplaced may delay the end of a check, in milliseconds. */
const SEARCH_MS = 4_000;

/** The ports, as steps of a check under way: each call is timed, and none fails. */
export class Asker {
  readonly #ports: Ports;
  readonly #run: Run;

  public constructor(ports: Ports, run: Run) {
    this.#ports = ports;
    this.#run = run;
  }

  public async txt(step: string, name: string): Promise<DnsReply<TxtData>> {
    return await this.#run.step(step, async (signal) => await this.#ports.resolveTxt(name, signal), noReply);
  }

  /** Asks whether something stands where it should not, and gives up soon: the answer is worth no long wait. */
  public async search<T>(
    step: string,
    ask: (ports: Ports, signal: AbortSignal) => Promise<T>,
    otherwise: (rcode: string) => T,
  ): Promise<T> {
    return await this.#run.step(
      step,
      async (signal) => {
        const limit = AbortSignal.timeout(SEARCH_MS);
        const isOver = new Promise<T>((resolve) => {
          limit.addEventListener("abort", () => {
            resolve(otherwise("TIMEOUT"));
          });
        });
        return await Promise.race([ask(this.#ports, AbortSignal.any([signal, limit])), isOver]);
      },
      otherwise,
    );
  }

  public async mx(step: string, name: string): Promise<DnsReply<MxData>> {
    return await this.#run.step(step, async (signal) => await this.#ports.resolveMx(name, signal), noReply);
  }

  public async tlsa(step: string, name: string): Promise<DnsReply<TlsaData>> {
    return await this.#run.step(step, async (signal) => await this.#ports.resolveTlsa(name, signal), noReply);
  }

  public async address(step: string, name: string): Promise<AddressReply> {
    const none = (rcode: string): AddressReply => ({ ipv4: noReply(rcode), ipv6: noReply(rcode) });
    return await this.#run.step(step, async (signal) => await this.#ports.resolveAddress(name, signal), none);
  }

  /** @returns `undefined` where the ports know nothing of CAA records. */
  public async caa(step: string, name: string): Promise<DnsReply<CaaData> | undefined> {
    const { resolveCaa } = this.#ports;
    if (resolveCaa === undefined) return undefined;
    return await this.#run.step(step, async (signal) => await resolveCaa(name, signal), noReply);
  }

  /** @returns `undefined` where the ports know nothing of zones. */
  public async zone(step: string, name: string): Promise<ZoneReply | undefined> {
    const { resolveZone } = this.#ports;
    if (resolveZone === undefined) return undefined;
    const none = (rcode: string): ZoneReply => ({ rcode, nameServers: [], addresses: [] });
    return await this.#run.step(step, async (signal) => await resolveZone(name, signal), none);
  }

  /** Asks the zone's own name servers, each question a step. */
  public directly(zone: ZoneReply): DirectAsker | undefined {
    const direct = this.#ports.askZone?.(zone);
    return direct === undefined ? undefined : new DirectAsker(direct, this.#run);
  }

  public async fetch(step: string, request: FetchRequest): Promise<FetchReply> {
    return await this.#run.step(
      step,
      async (signal) => await this.#ports.fetchPolicy(request, signal),
      () => ({ attempts: [] }),
    );
  }

  public async smtp(step: string, request: SmtpRequest): Promise<SmtpReply> {
    return await this.#run.step(
      step,
      async (signal) => await this.#ports.probeSmtp(request, signal),
      (reason): SmtpReply => ({ outcome: "unknown", detail: reason }),
    );
  }
}

/** The zone's own name servers, as steps of a check under way. */
export class DirectAsker {
  readonly #ports: ZonePorts;
  readonly #run: Run;

  public constructor(ports: ZonePorts, run: Run) {
    this.#ports = ports;
    this.#run = run;
  }

  public async txt(name: string): Promise<DnsReply<TxtData>> {
    return await this.#run.step("zone txt", async (signal) => await this.#ports.txt(name, signal), noReply);
  }

  public async caa(name: string): Promise<DnsReply<CaaData>> {
    return await this.#run.step("zone caa", async (signal) => await this.#ports.caa(name, signal), noReply);
  }

  public async address(name: string): Promise<AddressReply> {
    const none = (rcode: string): AddressReply => ({ ipv4: noReply(rcode), ipv6: noReply(rcode) });
    return await this.#run.step("zone address", async (signal) => await this.#ports.address(name, signal), none);
  }

  public async isZone(name: string): Promise<boolean | undefined> {
    return await this.#run.step(
      "zone ns",
      async (signal) => await this.#ports.isZone(name, signal),
      () => undefined,
    );
  }
}
