import { doing } from "../../errors.js";
import { type Attributes } from "../../value.js";

/** Runs a call of the API and fails as Cloudflare's provider does. */
export async function requesting<T>(step: () => T | Promise<T>): Promise<T> {
  return await doing("failed to make http request", step);
}

export function time(ms: number): string {
  return new Date(ms).toISOString();
}

/** The parts of an import id, `<account_id>/<name>`; undefined where there are too few or too many. */
export function idParts(id: string, names: readonly string[]): Attributes | undefined {
  const parts = id.split("/");
  if (parts.length !== names.length || parts.includes("")) return undefined;
  return Object.fromEntries(names.map((name, i) => [name, parts[i]]));
}

/** Without the attributes that are absent, so that optional properties stay out. */
export function given<T extends object>(properties: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as T;
}
