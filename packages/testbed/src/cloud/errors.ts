/** How a service of the emulated cloud refuses a call. The message is what its SDK for Go would print. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";

  constructor(
    readonly code: string,
    readonly detail: string,
    readonly call: { readonly service: string; readonly operation: string; readonly status: number },
  ) {
    const response = `https response error StatusCode: ${call.status}, RequestID: emulated`;
    super(`operation error ${call.service}: ${call.operation}, ${response}, ${code}: ${detail}`);
  }
}

/** How a provider reports that an operation on a resource failed. */
export class ProviderError extends Error {
  override readonly name = "ProviderError";
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs a step and says in front of its error what was being done, as providers do: "creating S3 Bucket (x): ...". */
export async function doing<T>(what: string, step: () => T | Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw new ProviderError(`${what}: ${messageOf(error)}`, { cause: error });
  }
}

export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof ServiceError && codes.includes(error.code);
}
