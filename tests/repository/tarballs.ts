import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { root } from "./snippets";

/** What a manifest says, as far as it matters here. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

export function manifestIn(folder: string): Manifest {
  return JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;
}

/** The folders of all packages that are published, by name. */
export const published: ReadonlyMap<string, string> = new Map(
  readdirSync(path.join(root, "packages"))
    .map((name) => path.join(root, "packages", name))
    .filter((folder) => manifestIn(folder).private !== true)
    .map((folder) => [manifestIn(folder).name, folder]),
);

/** What `npm pack` reports about a tarball. */
export interface Tarball {
  readonly name: string;
  readonly version: string;
  readonly filename: string;
  readonly size: number;
  readonly integrity: string;
  readonly files: readonly { readonly path: string; readonly size: number }[];
}

/** Packs package folders into another folder, as a release would. */
export function pack(folders: Iterable<string>, into: string): readonly Tarball[] {
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", into, ...folders];
  const output = execFileSync("npm", args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 26, stdio: "pipe" });
  return JSON.parse(output) as readonly Tarball[];
}

/** Unpacks a tarball into a new folder, and returns the package's folder in it. */
export function unpack(tarball: string, into: string): string {
  mkdirSync(into, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", into], { stdio: "pipe" });
  return path.join(into, "package");
}
