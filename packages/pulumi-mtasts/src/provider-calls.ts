import type * as pulumi from "@pulumi/pulumi";

/** As long as the provider may take to answer, in milliseconds: it works while DNS is asked. */
const LIMIT_MS = 2_000;

/** A provider that fails or is slow, for lack of permission or because this very deployment makes it, tells nothing. */
export async function inTime<T>(ask: () => Promise<T>): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, LIMIT_MS, undefined);
  });
  try {
    return await Promise.race([ask(), late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Options that name the provider that the component's records will have, as far as the component's own options do. */
export function invokeOptions(type: string, opts: pulumi.ComponentResourceOptions): pulumi.InvokeOptions {
  const [pkg = ""] = type.split(":");
  const { provider, providers = [], parent } = opts;
  const given = Array.isArray(providers) ? providers : Object.values(providers);
  const own = [provider, ...given].find((one) => one !== undefined && packageOf(one) === pkg);
  return { ...(own === undefined ? {} : { provider: own }), ...(parent === undefined ? {} : { parent }) };
}

function packageOf(provider: pulumi.ProviderResource): unknown {
  return (provider as unknown as { readonly getPackage?: () => unknown }).getPackage?.();
}
