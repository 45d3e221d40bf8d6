import path from "node:path";
import ts from "typescript";
import { root, type Snippet } from "./snippets";

const strictest: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: true,
  noEmit: true,
  types: ["node"],
  lib: ["lib.es2022.d.ts"],
};

/** The options of a project as its framework's own command lays it out: one in `tests/newcomer/layouts`. */
export function stockOptions(layout: string, file = "tsconfig.json"): ts.CompilerOptions {
  const folder = path.join(root, "tests", "newcomer", "layouts", layout);
  const { config } = ts.readConfigFile(path.join(folder, file), (name) => ts.sys.readFile(name)) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  // Where they are installed in such a project, and not here. What declarations say is checked elsewhere, once.
  const here = { types: ["node"], typeRoots: [path.join(root, "node_modules", "@types")], skipLibCheck: true };
  return { ...options, ...here, noEmit: true, incremental: false };
}

/**
 * Type-checks every snippet as a module of its own, against the built packages; returns what the compiler says of each.
 *
 * @param options - The compiler's. @default stricter than those of any framework
 */
export function compile(
  snippets: readonly Snippet[],
  options: ts.CompilerOptions = strictest,
): ReadonlyMap<Snippet, readonly string[]> {
  const files = new Map(
    snippets.map((snippet, i) => [path.join(root, "tests", "repository", `snippet-${i}.ts`), snippet]),
  );
  const host = ts.createCompilerHost(options);
  const withSnippets: ts.CompilerHost = {
    ...host,
    fileExists: (file) => files.has(file) || host.fileExists(file),
    readFile: (file) => files.get(file)?.code ?? host.readFile(file),
    getSourceFile: (file, languageVersion, ...rest) => {
      const snippet = files.get(file);
      if (snippet === undefined) return host.getSourceFile(file, languageVersion, ...rest);
      return ts.createSourceFile(file, snippet.code, languageVersion);
    },
  };
  const program = ts.createProgram([...files.keys()], options, withSnippets);
  const found = new Map<Snippet, readonly string[]>();
  for (const [file, snippet] of files) {
    const diagnostics = ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
    found.set(
      snippet,
      diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    );
  }
  return found;
}
