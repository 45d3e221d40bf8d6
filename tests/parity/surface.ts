import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

/** What a package shows of itself: its files, what each entry exports, and every option, with its default. */
export type Surface = readonly Statement[];

interface Statement {
  readonly kind: "file" | "export" | "option" | "default";
  readonly file: string;
  readonly text: string;
}

export function surfaceOf(folder: string): Surface {
  const sources = sourcesIn(folder).map((file) => parse(path.join(folder, file), file));
  return [
    ...sources.map(({ fileName: file }): Statement => ({ kind: "file", file, text: "" })),
    ...sources.flatMap(exportsOf),
    ...sources.flatMap(optionsOf),
  ];
}

/** What only one of them says, with a sign for which. Of a file that only one has, that it is there says it all. */
export function surfaceDifferences(pulumi: Surface, cdktf: Surface): readonly string[] {
  return [
    ...only(pulumi, cdktf).map((text) => `pulumi: ${text}`),
    ...only(cdktf, pulumi).map((text) => `cdktf: ${text}`),
  ];
}

function only(one: Surface, other: Surface): readonly string[] {
  const known = new Set(other.map(textOf));
  const files = new Set(other.map(({ file }) => file));
  return one
    .filter((statement) => statement.kind === "file" || files.has(statement.file))
    .map(textOf)
    .filter((text) => !known.has(text));
}

function textOf({ kind, file, text }: Statement): string {
  return `${kind} ${file} ${text}`.trim();
}

function sourcesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => file.split(path.sep).join("/"))
    .sort();
}

function parse(file: string, name: string): ts.SourceFile {
  return ts.createSourceFile(name, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
}

/** The names that an entry of the package hands on. */
function exportsOf(source: ts.SourceFile): readonly Statement[] {
  const { fileName: file } = source;
  if (path.basename(file) !== "index.ts") return [];
  return source.statements
    .filter(ts.isExportDeclaration)
    .flatMap((declaration) => exportedNames(declaration, source))
    .map((text): Statement => ({ kind: "export", file, text }));
}

function exportedNames({ exportClause, moduleSpecifier, isTypeOnly }: ts.ExportDeclaration, source: ts.SourceFile) {
  if (exportClause === undefined) return [`* of ${moduleSpecifier?.getText(source) ?? ""}`];
  if (!ts.isNamedExports(exportClause)) return [exportClause.getText(source)];
  return exportClause.elements.map(
    (element) => `${isTypeOnly || element.isTypeOnly ? "type " : ""}${element.name.text}`,
  );
}

/** Every member of every interface that is handed from file to file: whether it may be left out, and what happens then. */
function optionsOf(source: ts.SourceFile): readonly Statement[] {
  return source.statements
    .filter(ts.isInterfaceDeclaration)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap(({ name, members }) => membersOf(members, name.text))
    .map(([kind, text]): Statement => ({ kind, file: source.fileName, text }));
}

function membersOf(
  members: ts.NodeArray<ts.TypeElement>,
  place: string,
): readonly (readonly ["option" | "default", string])[] {
  return members.flatMap((member) => {
    const at = `${place}.${member.name?.getText() ?? "()"}`;
    const optional = member.questionToken === undefined ? "" : "?";
    const preset = ts.getJSDocTags(member).find(({ tagName }) => tagName.text === "default");
    const inner = ts.isPropertySignature(member) ? literalsIn(member.type) : [];
    return [
      ["option", `${at}${optional}`] as const,
      ...(preset === undefined ? [] : [["default", `${at}: ${commentOf(preset)}`] as const]),
      ...inner.flatMap((literal) => membersOf(literal.members, at)),
    ];
  });
}

function commentOf({ comment }: ts.JSDocTag): string {
  return (ts.getTextOfJSDocComment(comment) ?? "").replaceAll(/\s+/gu, " ").trim();
}

/** Objects whose type is written out where they are used. */
function literalsIn(type: ts.TypeNode | undefined): readonly ts.TypeLiteralNode[] {
  if (type === undefined) return [];
  if (ts.isTypeLiteralNode(type)) return [type];
  return ts.isUnionTypeNode(type) ? type.types.flatMap(literalsIn) : [];
}
