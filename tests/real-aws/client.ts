import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import type { Moto } from "./moto";

/** Everything that boto3 finds. */
export interface Observed {
  readonly buckets: readonly ObservedBucket[];
  /** Without those that every zone has. */
  readonly records: readonly ObservedRecord[];
  readonly certificates: readonly ObservedCertificate[];
  readonly distributions: readonly ObservedDistribution[];
  readonly accessControls: readonly { readonly id: string; readonly originType: string; readonly signing: string }[];
}

export interface ObservedBucket {
  readonly name: string;
  readonly region: string;
  readonly policy: unknown;
  readonly publicAccessBlock: Readonly<Record<string, boolean>>;
  readonly ownership: readonly string[];
  readonly objects: readonly {
    readonly key: string;
    readonly base64: string;
    readonly contentType: string;
    readonly cacheControl: string;
    readonly etag: string;
  }[];
}

export interface ObservedRecord {
  readonly name: string;
  readonly type: string;
  readonly ttl: number;
  /** As Route 53 keeps them: a TXT in its quotes. */
  readonly values: readonly string[];
}

export interface ObservedCertificate {
  readonly region: string;
  readonly arn: string;
  readonly domain: string;
  readonly alternatives: readonly string[];
  readonly status: string;
  readonly validations: readonly Readonly<Record<"domain" | "method" | "name" | "type" | "value", string>>[];
}

export interface ObservedDistribution {
  readonly arn: string;
  readonly domainName: string;
  readonly enabled: boolean;
  readonly aliases: readonly string[];
  readonly httpVersion: string;
  readonly ipv6: boolean;
  readonly viewerProtocolPolicy: string;
  readonly cachePolicyId: string;
  readonly methods: readonly string[];
  readonly compress: boolean;
  readonly originDomain: string;
  readonly certificateArn: string;
  readonly tlsFloor: string;
  readonly sslSupportMethod: string;
}

/** Somebody with another AWS client than Terraform's. */
export interface Client {
  readonly createZone: (domain: string) => Promise<string>;
  readonly observe: (zone: string) => Promise<Observed>;
  /** Overwrites the policy in the one bucket. */
  readonly editObject: (text: string) => Promise<void>;
  readonly editTxt: (zone: string, name: string, text: string) => Promise<void>;
}

const script = path.join(__dirname, "python", "client.py");

export function clientOf({ url, python }: Moto): Client {
  // Whatever account this machine has, it is not asked.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("AWS_")));
  const run = async (...args: readonly string[]): Promise<unknown> => {
    const { stdout } = await promisify(execFile)(python, [script, url, ...args], { env, encoding: "utf8" });
    return JSON.parse(stdout);
  };
  return {
    createZone: async (domain) => (await run("create-zone", domain)) as string,
    observe: async (zone) => (await run("observe", zone)) as Observed,
    editObject: async (text) => {
      await run("edit-object", text);
    },
    editTxt: async (zone, name, text) => {
      await run("edit-txt", zone, name, text);
    },
  };
}
