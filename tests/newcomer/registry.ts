import { execFileSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo } from "node:net";
import path from "node:path";
import { manifestIn, type Manifest, type Tarball } from "../repository/tarballs";
import { type LockedPackage } from "./projects";

/** A registry that has our packages as they are packed. */
export interface Registry {
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** A package of ours: what was packed, and the folder that it was packed from. */
export interface OwnPackage {
  readonly tarball: Tarball;
  readonly file: string;
  readonly folder: string;
}

interface Entry {
  readonly latest: string;
  readonly versions: Readonly<Record<string, object>>;
}

/**
 * Starts a registry on the loopback. Of other packages it knows exactly the versions that lock files name, so that `npm install`
 * of a name without a version finds today what it found when they were written; their tarballs come from npm's cache, or
 * from the registry that npm is configured for.
 */
export async function startRegistry(own: readonly OwnPackage[], others: readonly LockedPackage[]): Promise<Registry> {
  const upstream = execFileSync("npm", ["config", "get", "registry"], { encoding: "utf8" })
    .trim()
    .replace(/\/?$/u, "/");
  const entries = new Map<string, Entry>();
  const files = new Map<string, string>();
  const server = createServer((request, response) => {
    const place = decodeURIComponent(new URL(request.url ?? "/", "http://registry").pathname.slice(1));
    const entry = entries.get(place);
    const file = files.get(place);
    if (entry !== undefined) sendJson(response, { name: place, "dist-tags": { latest: entry.latest }, ...entry });
    else if (file !== undefined) createReadStream(file).pipe(response);
    else if (/\/-\/[^/]+\.tgz$/u.test(place)) response.writeHead(302, { location: upstream + place }).end();
    else response.writeHead(404).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  for (const [name, entry] of entriesOf(others, url)) entries.set(name, entry);
  for (const { tarball, file, folder } of own) {
    const place = `${tarball.name}/-/${path.basename(file)}`;
    files.set(place, file);
    const { version }: Manifest = manifestIn(folder);
    const manifest = { ...manifestIn(folder), dist: { tarball: url + place, integrity: tarball.integrity } };
    entries.set(tarball.name, { latest: version, versions: { [version]: manifest } });
  }
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, stop };
}

/** What lock files say, as a registry says it. Of the first lock file is what is the latest. */
function entriesOf(locked: readonly LockedPackage[], url: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const { name, isTopLevel, manifest } of locked) {
    const { version, integrity } = manifest;
    const tarball = `${url}${name}/-/${name.split("/").at(-1) ?? ""}-${version}.tgz`;
    const { latest, versions } = entries.get(name) ?? { latest: undefined, versions: {} };
    entries.set(name, {
      latest: latest ?? (isTopLevel ? version : undefined) ?? version,
      versions: { ...versions, [version]: { ...manifest, name, dist: { tarball, integrity } } },
    });
  }
  return entries;
}

function sendJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(value));
}
