import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { providePython, provideEngines, type Engine, type PythonPackages } from "@mtasts/engines";
import { type Question, type SenderProcess, startSender } from "./sender-process.js";

/** Where senders look: a test bed or a stage. */
export interface SenderNetwork {
  readonly dns: { readonly address: string; readonly port: number };
  /** The port of policy hosts, whatever address they have. */
  readonly httpsPort: number;
  /** The authority to trust, as PEM. */
  readonly caPem: string;
}

/** What a sender concludes about a domain. */
export interface SenderAnswer {
  /**
   * - `policy`: it has a policy, of any mode.
   * - `unchanged`: the policy that it holds still counts.
   * - `no-record`: nothing valid is announced, so there is nothing to fetch.
   * - `failed`: DNS failed, or what is announced cannot be had; it falls back to what it holds.
   */
  readonly outcome: "policy" | "unchanged" | "no-record" | "failed";
  /** The result in the sender's own words, such as "FETCH_ERROR" and "ErrPolicySyntax". */
  readonly result: string;
  readonly error?: string;
  readonly id?: string;
  readonly mode?: string;
  readonly mx?: readonly string[];
  /** Seconds. */
  readonly maxAge?: number;
  /** The MX hosts in DNS that its policy covers; only from a sender that compares them itself. */
  readonly covered?: readonly string[];
  readonly uncovered?: readonly string[];
}

export type SenderName = "postfix-mta-sts-resolver" | "mox";

/** Software that sends mail on the real internet, looking at a network of ours. Questions may be asked at the same time. */
export interface RealSender {
  readonly name: SenderName;
  readonly ask: (question: Question) => Promise<SenderAnswer>;
}

export interface RealSenders {
  readonly senders: readonly RealSender[];
  /** Ends them. */
  readonly close: () => Promise<void>;
}

const resolverPackages: PythonPackages = {
  name: "postfix-mta-sts-resolver-1.5.1",
  title: "postfix-mta-sts-resolver 1.5.1",
  requirements: path.join(__dirname, "python", "requirements.txt"),
};

const moxSender: Engine = {
  name: "mtasts-mox-sender",
  title: "the program with mox's package mtasts",
  version: "0.0.15",
  goModule: path.join(__dirname, "go"),
  goPackage: ".",
  ldflags: "-s -w",
  homepage: "https://github.com/mjl-/mox",
};

/**
 * Starts postfix-mta-sts-resolver and mox's package `mtasts`, after installing and building them once. They ask anew each time:
 * what they hold is what a question tells them, and no answer of DNS outlives it.
 *
 * @throws MissingPython, MissingEngine where Python or Go is missing.
 *
 * @example
 * const { senders, close } = await openRealSenders({ dns: bed.dns, httpsPort: bed.https.port, caPem: bed.caPem });
 * const answers = await Promise.all(senders.map((sender) => sender.ask({ domain: "example.com" })));
 * await close();
 */
export async function openRealSenders(network: SenderNetwork, log?: (line: string) => void): Promise<RealSenders> {
  const [python, { programs }] = await Promise.all([
    providePython(resolverPackages, process.env, log),
    provideEngines([moxSender], process.env, log),
  ]);
  const folder = await mkdtemp(path.join(tmpdir(), "mtasts-senders-"));
  const ca = path.join(folder, "ca.pem");
  await writeFile(ca, network.caPem);
  const dns = `${network.dns.address}:${network.dns.port}`;
  const args = ["-dns", dns, "-https-port", String(network.httpsPort), "-ca", ca];
  const script = path.join(__dirname, "python", "postfix_sender.py");
  const postfix = startSender<Raw>(
    python,
    [script, ...args].map((arg) => arg.replace(/^-/u, "--")),
  );
  const mox = startSender<Raw>(programs[moxSender.name] ?? "", args);
  return {
    senders: [realSender("postfix-mta-sts-resolver", postfix), realSender("mox", mox)],
    close: async () => {
      await Promise.all([postfix.close(), mox.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Raw = Omit<SenderAnswer, "outcome">;

function realSender(name: SenderName, process: SenderProcess<Raw>): RealSender {
  return {
    name,
    ask: async (question) => {
      const raw = await process.ask(question);
      return { ...raw, outcome: OUTCOMES.get(raw.result) ?? "failed" };
    },
  };
}

/** What is not here is a failure. */
const OUTCOMES: ReadonlyMap<string, SenderAnswer["outcome"]> = new Map([
  ["VALID", "policy"],
  ["policy", "policy"],
  ["NOT_CHANGED", "unchanged"],
  ["unchanged", "unchanged"],
  ["NONE", "no-record"],
  ["ErrNoRecord", "no-record"],
  ["ErrMultipleRecords", "no-record"],
  ["ErrRecordSyntax", "no-record"],
]);
