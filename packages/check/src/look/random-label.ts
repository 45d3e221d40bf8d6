/** A label that nobody has published: as long as "_mta-sts", so that the name fits wherever that one does. */
export function randomLabel(): string {
  return Math.random().toString(36).slice(2).padEnd(8, "x").slice(0, 8);
}
