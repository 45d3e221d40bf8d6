/** The token in a URN: its last type, without those of the parents. */
export function tokenOf(urn: string): string {
  return (urn.split("::")[2] ?? "").split("$").at(-1) ?? "";
}

export function resourceNameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}
