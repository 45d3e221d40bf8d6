import { noReply } from "../dns-reading";
import type {
  AddressReply,
  DnsReply,
  FetchReply,
  FetchRequest,
  MxData,
  Ports,
  SmtpReply,
  SmtpRequest,
  TlsaData,
  TxtData,
} from "../ports";
import type { Run } from "../run";

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
