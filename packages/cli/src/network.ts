import type { NodePortsOptions } from "@mtasts/check";
import { undone } from "./exit-code";
import { readText } from "./input";
import type { Io } from "./io";
import type { NetworkFlags } from "./options";

/** How the network is reached. */
export async function portsOptions(io: Io, flags: NetworkFlags): Promise<NodePortsOptions> {
  const { resolver, ca, allowPrivate, httpsPort, smtpPort } = flags;
  return {
    ...(resolver === undefined ? {} : { resolver }),
    ...(ca === undefined ? {} : { ca: await readCertificates(io, ca) }),
    ...(allowPrivate === undefined ? {} : { allowPrivate }),
    ...(httpsPort === undefined ? {} : { httpsPort }),
    ...(smtpPort === undefined ? {} : { smtpPort }),
  };
}

async function readCertificates(io: Io, file: string): Promise<string> {
  const text = await readText(io, file);
  if (!text.includes("-----BEGIN CERTIFICATE-----")) throw undone(`${file}: holds no certificate in PEM`);
  return text;
}
