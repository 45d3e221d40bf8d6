// Writes the schema of the component for other languages, as Pulumi infers it from its sources, or prints it: --print.
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ComponentProvider } from "@pulumi/pulumi/provider/experimental/index.js";
import prettier from "prettier";
import ts from "typescript";

const folder = path.join(import.meta.dirname, "..", "..", "packages", "pulumi-resource-mtasts");
const require = createRequire(import.meta.url);

/** What stands above each type: Pulumi reads it, and leaves it out. */
function descriptionsOf(files) {
  const statements = files.flatMap((file) => {
    const text = ts.sys.readFile(file);
    return [...ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true).statements];
  });
  const named = statements.flatMap((statement) => {
    const name = ts.isInterfaceDeclaration(statement)
      ? statement.name.text
      : statement.declarationList?.declarations[0]?.name.text;
    const comments = (statement.jsDoc ?? []).map(({ comment }) => ts.getTextOfJSDocComment(comment));
    return name === undefined || comments.length === 0 ? [] : [[name, comments.join("\n")]];
  });
  return new Map(named);
}

/** Numbers here count something, which TypeScript cannot say; and a line of a comment is no line of a page. */
function asOtherLanguagesSayIt(key, value) {
  if (key === "type" && value === "number") return "integer";
  return key === "description" ? value.replaceAll(/(?<!\n)\n(?!\n)/gu, " ") : value;
}

/** TypeScript has no word for it, so the name decides. */
function isSecret(name) {
  return /secret|password|token|private/iu.test(name);
}

async function schema() {
  const { MtaSts } = require(path.join(folder, "dist", "mta-sts.js"));
  const provider = new ComponentProvider({ name: "mtasts", dirname: folder, components: [MtaSts] });
  const inferred = JSON.parse(await provider.getSchema());
  const descriptions = descriptionsOf(ts.sys.readDirectory(path.join(folder, "src"), [".ts"]));
  for (const [token, type] of Object.entries(inferred.types)) {
    type.description = descriptions.get(token.slice("mtasts:index:".length));
    for (const [name, property] of Object.entries(type.properties ?? {})) if (isSecret(name)) property.secret = true;
  }
  return await prettier.format(JSON.stringify(inferred, asOtherLanguagesSayIt), { parser: "json", printWidth: 120 });
}

const text = await schema();
if (process.argv.includes("--print")) process.stdout.write(text);
else writeFileSync(path.join(folder, "schema.json"), text);
