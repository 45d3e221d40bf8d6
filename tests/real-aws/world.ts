import { TerraformOutput } from "cdktf";
import { type Mode, MtaSts } from "cdktf-mtasts";
import { cloudfront, route53 } from "cdktf-mtasts/aws";
import { RealFolder, type RealProvider } from "../parity/schema/real-provider";
import { offline, realStack } from "../terraform/real-stack";
import { clientOf, type Client } from "./client";
import { type Moto, provideMoto, startMoto } from "./moto";
import type { Plan } from "./plan";

/** What a domain publishes. */
export interface Policy {
  readonly mode: Mode;
  readonly mx: readonly string[];
  readonly rua: readonly string[];
  readonly allowDestroy?: boolean;
}

/** The construct's outputs, as Terraform keeps them. */
export interface Outputs {
  readonly policyId: string;
  readonly policyText: string;
  readonly records: readonly { readonly name: string; readonly type: string; readonly value: string }[];
}

/** A domain in an AWS of its own, with Terraform and with somebody who has another client. */
export interface World {
  readonly domain: string;
  readonly zone: string;
  readonly moto: Moto;
  readonly terraform: RealFolder;
  readonly client: Client;
  /** Writes the stack anew. */
  readonly configure: (policy: Policy) => void;
  readonly plan: () => Promise<Plan>;
  /** Applies what was planned last. */
  readonly applyPlanned: () => Promise<void>;
  readonly outputs: () => Promise<Outputs>;
  readonly close: () => Promise<void>;
}

/** The construct for CloudFront and Route 53, as it writes itself for that provider. */
function stackOf(
  domain: string,
  { url, zone }: { readonly url: string; readonly zone: string },
  policy: Policy,
): object {
  const { rua, ...args } = policy;
  const endpoints = [{ acm: url, cloudfront: url, route53: url, s3: url, sts: url }];
  return realStack({ ...offline, endpoints, s3_use_path_style: true }, (stack, usEast1Provider) => {
    const mtaSts = new MtaSts(stack, "mail", {
      domain,
      ...args,
      tlsRpt: { rua },
      host: cloudfront({ usEast1Provider }),
      dns: route53({ zoneId: zone }),
    });
    new TerraformOutput(stack, "mta_sts", { value: mtaSts.outputs });
  });
}

export async function openWorld(provider: RealProvider, domain: string, policy: Policy): Promise<World> {
  const moto = await startMoto(await provideMoto());
  try {
    return await worldOn(moto, provider, { domain, policy });
  } catch (error) {
    await moto.stop();
    throw error;
  }
}

async function worldOn(
  moto: Moto,
  provider: RealProvider,
  { domain, policy }: { readonly domain: string; readonly policy: Policy },
): Promise<World> {
  const client = clientOf(moto);
  const zone = await client.createZone(domain);
  const place = { url: moto.url, zone };
  const terraform = await RealFolder.open(provider, "mta-sts", stackOf(domain, place, policy));
  return {
    domain,
    zone,
    moto,
    terraform,
    client,
    configure: (changed) => {
      terraform.write(stackOf(domain, place, changed));
    },
    plan: async () => {
      await terraform.must("plan", "-out=planned");
      return JSON.parse(await terraform.must("show", "-json", "planned")) as Plan;
    },
    applyPlanned: async () => {
      await terraform.must("apply", "planned");
    },
    outputs: async () => JSON.parse(await terraform.must("output", "-json", "mta_sts")) as Outputs,
    close: async () => {
      await moto.stop();
      terraform.close();
    },
  };
}
