import * as pulumi from "@pulumi/pulumi";

/** A resource as it was registered. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly provider: string;
}

/** Everything that was registered since the last `startProgram`. */
export const registered: Registered[] = [];

/** Begins a program under Pulumi's mocks. With `preview`, computed values are unknown. */
export async function startProgram(preview = false): Promise<void> {
  registered.length = 0;
  await pulumi.runtime.setMocks(
    {
      newResource({ type, name, inputs, provider, id }) {
        const known = inputs as Record<string, unknown>;
        registered.push({ type, name, inputs: known, provider: provider ?? "" });
        return {
          id: preview ? undefined : (id ?? "") || `${name}-id`,
          state: { ...computed(type, name, known), ...known },
        };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "project",
    "stack",
    preview,
  );
}

/** Waits until everything that the program has begun is registered. */
export async function endProgram(): Promise<void> {
  await pulumi.runtime.disconnect();
}

/** What the clouds add to the inputs. */
export function computed(type: string, name: string, inputs: Record<string, unknown>): Record<string, unknown> {
  const arn = `arn:aws:${name}`;
  switch (type) {
    case "aws:s3/bucket:Bucket":
      return { bucket: name, arn, bucketRegionalDomainName: `${name}.s3.eu-central-1.amazonaws.com` };
    case "aws:cloudfront/distribution:Distribution":
      return { arn, domainName: "d111111abcdef8.cloudfront.net" };
    case "aws:acm/certificate:Certificate": {
      const domain = String(inputs["domainName"]);
      const option = {
        domainName: domain,
        resourceRecordName: `_token.${domain}.`,
        resourceRecordType: "CNAME",
        resourceRecordValue: "_proof.acm-validations.aws.",
      };
      return { arn, domainValidationOptions: [option] };
    }
    case "random:index/randomId:RandomId":
      return { hex: "0a0b0c0d" };
    default:
      return { arn };
  }
}

/** The one registered resource whose name ends in this key. */
export function find(key: string): Registered {
  const found = registered.filter(({ name }) => name.endsWith(`-${key}`));
  if (found.length !== 1) throw new Error(`${found.length} resources are called *-${key}`);
  return found[0]!;
}

/** What an output resolves to. */
export function valueOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => {
    output.apply((value) => {
      resolve(value);
    });
  });
}

/** The URNs of a component's children by their keys, when all are registered. */
export async function urnsOf({ nodes }: { readonly nodes: object }): Promise<Readonly<Record<string, string>>> {
  const resources = Object.entries(nodes).filter((entry): entry is [string, pulumi.Resource] => entry[1] !== undefined);
  const urns = await Promise.all(resources.map(async ([key, { urn }]) => [key, await valueOf(urn)] as const));
  return Object.fromEntries(urns);
}
