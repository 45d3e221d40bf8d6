/** A stack's state as the engine returns it: outputs by URN. */
export function stateOf(
  ...resources: readonly (readonly [path: string, name: string, outputs: unknown])[]
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    resources.map(([path, name, outputs]) => [
      `urn:pulumi:prod::mail::${path}::${name}`,
      { type: path.slice(path.lastIndexOf("$") + 1), outputs },
    ]),
  );
}

export const stack = { stack: "prod", project: "mail" };
export const component = "mtasts:index:MtaSts";
export const route53Record = `${component}$aws:route53/record:Record`;
export const cloudflareRecord = `${component}$cloudflare:index/dnsRecord:DnsRecord`;
export const s3Object = `${component}$aws:s3/bucketObjectv2:BucketObjectv2`;
export const policyUrl = "https://mta-sts.example.com/.well-known/mta-sts.txt";
