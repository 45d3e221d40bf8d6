import { type CertificateSpec, createAuthorities, type KeyPair } from "./certificates.js";
import { type StageDns, startDns } from "./dns.js";
import { farAway } from "./latency.js";
import { type MailServerOptions, startMailServer } from "./mail.js";
import { type Behaviour, https, listen, type Page, page, type StageServer } from "./web.js";
import { Zone } from "./zone.js";

/** How a stage is set up. */
export interface StageOptions {
  /** Milliseconds that every round trip takes. @default 0 */
  readonly roundTripMs?: number;
  /** Whether the resolver validates DNSSEC and finds everything signed. @default false */
  readonly isValidating?: boolean;
}

/**
 * An internet that is written by hand, for whoever looks at domains from outside: one resolver, and web and mail servers at
 * addresses of the loopback, each as good or as hostile as a test wants it.
 */
export interface Stage {
  readonly zone: Zone;
  readonly dns: StageDns;
  /** The authority to trust. */
  readonly caPem: string;
  /** The port of all web servers. */
  readonly httpsPort: number;
  /** The port of all mail servers. */
  readonly smtpPort: number;
  readonly issue: (spec: CertificateSpec) => Promise<KeyPair>;
  /** A loopback address that nobody listens at. */
  readonly freeAddress: () => string;
  /** Lets the behaviour have the connections to an address; a new one unless it is given. */
  readonly web: (behaviour: Behaviour, address?: string) => Promise<StageServer & { readonly address: string }>;
  readonly mail: (behaviour: Behaviour) => Promise<StageServer & { readonly address: string }>;
  /** Starts an ordinary mail server with STARTTLS, at a new address. */
  readonly mailServer: (options: MailServerOptions) => Promise<StageServer & { readonly address: string }>;
  /** Publishes a domain with everything as it should be, but for what is told. */
  readonly publish: (domain: string, parts?: PublishedParts) => Promise<void>;
  /** Closes every socket. */
  readonly stop: () => Promise<void>;
}

/** What differs from a domain that is as it should be. */
export interface PublishedParts {
  /** The text of the policy. @default - mode enforce, for the one MX host */
  readonly policy?: string;
  readonly page?: Page;
  readonly certificate?: CertificateSpec;
  /** @default "20260101T000000" */
  readonly id?: string;
}

export async function startStage({ roundTripMs = 0, isValidating = false }: StageOptions = {}): Promise<Stage> {
  const zone = new Zone();
  const [{ caPem, issue }, dns] = await Promise.all([
    createAuthorities(),
    startDns(zone, { delayMs: roundTripMs, isValidating }),
  ]);
  const servers: StageServer[] = [];
  let lastAddress = 1;
  const freeAddress = (): string => {
    lastAddress += 1;
    return `127.0.${Math.floor(lastAddress / 250) + 1}.${(lastAddress % 250) + 1}`;
  };
  // One listener holds each port, so that the others can have it at their own addresses.
  const [webKeeper, mailKeeper] = await Promise.all([reservePort(freeAddress()), reservePort(freeAddress())]);
  servers.push(webKeeper, mailKeeper);

  const serve = async (behaviour: Behaviour, address: string, port: number) => {
    if (roundTripMs === 0) return keep(await listen(address, port, behaviour), address);
    const inner = await listen("127.0.0.1", 0, behaviour);
    servers.push(inner);
    return keep(await listen(address, port, farAway(inner.port, "127.0.0.1", roundTripMs)), address);
  };
  const keep = <S extends StageServer>(server: S, address: string): S & { readonly address: string } => {
    servers.push(server);
    return { ...server, address };
  };
  const web: Stage["web"] = async (behaviour, address = freeAddress()) =>
    await serve(behaviour, address, webKeeper.port);

  return {
    zone,
    dns,
    caPem,
    issue,
    freeAddress,
    web,
    httpsPort: webKeeper.port,
    smtpPort: mailKeeper.port,
    mail: async (behaviour) => await serve(behaviour, freeAddress(), mailKeeper.port),
    mailServer: async (options) => {
      const address = freeAddress();
      if (roundTripMs === 0) return keep(await startMailServer(address, mailKeeper.port, options), address);
      const inner = await startMailServer("127.0.0.1", 0, options);
      servers.push(inner);
      return keep(await listen(address, mailKeeper.port, farAway(inner.port, "127.0.0.1", roundTripMs)), address);
    },
    publish: async (domain, parts = {}) => {
      const host = `mta-sts.${domain}`;
      const keyPair = await issue({ dnsNames: [host], ...parts.certificate });
      const { address } = await web(
        https({ keyPair }, page({ body: parts.policy ?? policyFor(domain), ...parts.page })),
      );
      zone.set(domain, { mx: [[10, `mail.${domain}`]] });
      zone.set(`mail.${domain}`, { a: [freeAddress()] });
      zone.set(host, { a: [address] });
      zone.set(`_mta-sts.${domain}`, { txt: [[`v=STSv1; id=${parts.id ?? "20260101T000000"};`]] });
      zone.set(`_smtp._tls.${domain}`, { txt: [["v=TLSRPTv1; rua=mailto:tls@reports.example"]], ttl: 3600 });
      zone.set("reports.example", { mx: [[10, "mail.reports.example"]] });
    },
    stop: async () => {
      await Promise.all([
        dns.stop(),
        ...servers.map(async (server) => {
          await server.stop();
        }),
      ]);
    },
  };
}

/** The policy of a domain whose one MX host is `mail`. */
export function policyFor(domain: string, mode = "enforce"): string {
  return `version: STSv1\r\nmode: ${mode}\r\nmx: mail.${domain}\r\nmax_age: 604800\r\n`;
}

async function reservePort(address: string): Promise<StageServer & { readonly port: number }> {
  return await listen(address, 0, (socket) => {
    socket.destroy();
  });
}
