import * as pulumi from "@pulumi/pulumi";

/**
 * Loads a module of a package that only some users need.
 *
 * @throws pulumi.RunError that names the command which installs it.
 */
export function loadOptionalPeer<T>(load: () => T, name: string, purpose: string): T {
  try {
    return load();
  } catch (error) {
    if (!isMissing(error, name)) throw error;
    throw new pulumi.RunError(`${purpose} needs the package ${name}; run "npm install ${name}"`);
  }
}

function isMissing(error: unknown, name: string): boolean {
  return error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND" && error.message.includes(name);
}
