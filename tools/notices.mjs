// Collects the licenses of packages that a bundle contains.
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";

const root = path.dirname(import.meta.dirname);

/**
 * The licenses of the packages that files are from.
 *
 * @param command - What contains them.
 * @param files - Their paths, relative to the root.
 */
export async function noticesOf(command, files) {
  const folders = new Set(files.flatMap((file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []));
  const parts = await Promise.all([...folders].map((folder) => noticeOf(path.join(root, folder))));
  return [`The ${command} command contains the following packages.\n`, ...parts.sort()].join(`\n${"-".repeat(80)}\n\n`);
}

async function noticeOf(folder) {
  const { name, version, license, homepage, repository } = JSON.parse(
    await readFile(path.join(folder, "package.json"), "utf8"),
  );
  const names = (await readdir(folder)).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file)).sort();
  if (names.length === 0) throw new Error(`${name} has no license file to include`);
  const texts = await Promise.all(names.map((file) => readFile(path.join(folder, file), "utf8")));
  return `${name} ${version} (${license})\n${homepage ?? pageOf(repository)}\n\n${texts.map((text) => text.trim()).join("\n\n")}\n`;
}

/** The page of a repository, which manifests write as `owner/name`, or as an address for git. */
function pageOf(repository) {
  const url = repository.url ?? repository;
  return /^[\w.-]+\/[\w.-]+$/.test(url)
    ? `https://github.com/${url}`
    : url.replace(/^git[+:]*(?:https:)?/, "https:").replace(/\.git$/, "");
}
