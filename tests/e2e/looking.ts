import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTestbed, type Testbed, type TestbedOptions } from "@mtasts/testbed";
import { joinDeployment, programs, type Deployment } from "./deployment";

/** What the program is told. */
export interface Settings {
  readonly host: "cloudfront" | "worker" | "external";
  readonly dns: "route53" | "cloudflare" | "manual";
  readonly previousDns?: Settings["dns"];
  readonly previousHost?: Settings["host"];
  readonly target?: string;
  readonly mx: readonly string[];
  readonly mode?: "testing" | "enforce" | "none";
  readonly maxAge?: number;
  readonly revision?: number;
  readonly mxMigration?: { readonly to: readonly string[] };
  readonly allowDestroy?: boolean;
  readonly strict?: boolean;
  readonly noneSince?: string;
  readonly preflight?: "off" | "warn" | "error" | "required";
  readonly waitUntilServed?: { readonly timeoutSeconds: number };
  /** Whether the domain is an Output, and whether that is a secret. */
  readonly isLate?: boolean;
  readonly isSecret?: boolean;
  /** Whether the program itself goes offline. */
  readonly isOffline?: boolean;
  /** How many components, each for a domain of its own. */
  readonly copies?: number;
}

/** A deployment whose program looks at the emulated internet. */
export interface LookingDeployment extends Deployment {
  /** What the next command's program is told. */
  readonly tell: (settings: Settings) => Promise<void>;
}

/** What differs from the network that the program would find. */
type Network = Readonly<Record<string, string>>;

/** A stack of the program that looks, on an internet of its own. */
export async function openLooking(options: TestbedOptions = {}, network: Network = {}): Promise<LookingDeployment> {
  const bed = await startTestbed(options);
  const folder = await mkdtemp(path.join(tmpdir(), "mtasts-looking-"));
  const settings = path.join(folder, "settings.json");
  const authority = path.join(folder, "ca.pem");
  await writeFile(authority, bed.caPem);
  const env = { ...waysTo(bed), NODE_EXTRA_CA_CERTS: authority, LOOKING_SETTINGS: settings, ...network };
  const deployment = await joinDeployment(path.join(programs, "looking"), bed, { env });
  await deployment.mustPulumi(
    ...["config", "set-all", "--plaintext", "aws:region=eu-central-1", "--plaintext", "cloudflare:apiToken=token"],
  );
  return {
    ...deployment,
    tell: (told) => writeFile(settings, JSON.stringify(told)),
    close: async () => {
      await deployment.close();
      await bed.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The variables with which the program finds the emulated internet in place of the real one. */
function waysTo({ dns, https }: Testbed): Network {
  return {
    MTASTS_OFFLINE: "",
    MTASTS_RESOLVER: `${dns.address}:${dns.port}`,
    MTASTS_HTTPS_PORT: String(https.port),
    MTASTS_ALLOW_PRIVATE: "1",
  };
}
