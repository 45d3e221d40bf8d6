import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** Where the types are compared, at compile time. */
export const bindingsFolder = path.join(__dirname, "bindings");

/**
 * Installs the generated bindings, unless that was done before. `false` says that they are not to be had.
 *
 * @throws Error in CI, where they must be.
 */
export function installBindings(): boolean {
  const marker = path.join(bindingsFolder, "node_modules", "@cdktf", "provider-random", "package.json");
  if (existsSync(marker)) return true;
  const args = ["ci", "--no-audit", "--no-fund", "--workspaces=false"];
  const stdio = ["ignore", "ignore", "inherit"] as const;
  const { status } = spawnSync("npm", args, { cwd: bindingsFolder, stdio: [...stdio], timeout: 240_000 });
  if (status === 0 && existsSync(marker)) return true;
  if (process.env["CI"] !== undefined) throw new Error("the bindings of CDKTF's providers could not be installed");
  return false;
}

/**
 * What the compiler says of the comparison.
 *
 * @param replaced - Files that are to be read as if they held these texts.
 */
export function compileBindings(replaced: ReadonlyMap<string, string> = new Map()): readonly string[] {
  const config = path.join(bindingsFolder, "tsconfig.json");
  const { fileNames, options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, (file) => ts.sys.readFile(file)).config,
    ts.sys,
    bindingsFolder,
  );
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  const program = ts.createProgram(fileNames, options, {
    ...host,
    readFile: (file) => replaced.get(path.resolve(file)) ?? readFile(file),
    getSourceFile: (file, languageVersion, ...rest) => {
      const text = replaced.get(path.resolve(file));
      return text === undefined
        ? getSourceFile(file, languageVersion, ...rest)
        : ts.createSourceFile(file, text, languageVersion);
    },
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}
