import fc from "fast-check";

/** Texts of a few pieces out of which records, policies and their mistakes are made, joined at random. */
function pieces(all: readonly string[], maxLength: number): fc.Arbitrary<string> {
  return fc.array(fc.constantFrom(...all), { maxLength }).map((parts) => parts.join(""));
}

const marks = [
  ";",
  " ; ",
  "; ",
  ";;",
  ",",
  " ,",
  "=",
  " = ",
  "\\",
  "\\;",
  '"',
  '" "',
  " ",
  "\t",
  "\r",
  "\n",
  "\u00a0",
  "%2C",
];

/** Values that the grammar of extensions allows, odd as they are. */
const oddValue = fc.constantFrom("\\", '"', "\\\\", ",", "a,a", "rua", "%", '"a"', "\\,", "x\\", "!", "<", "~", ":");
const extension = fc
  .tuple(fc.constantFrom("x", "ID", "RUA", "V", "n.1", "a-b", "id2", "vv"), oddValue)
  .map(([name, value]) => `${name}=${value}`);
const delimiter = fc.constantFrom(";", "; ", " ;", " ; ", "\t;\t", ";  ");

/** A record that is mostly valid: any fields in any order behind its version. */
function record(version: string, known: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const field = fc.oneof(known, known, extension);
  const fields = fc.array(fc.tuple(delimiter, field), { minLength: 1, maxLength: 5 });
  const end = fc.constantFrom("", "", ";", " ;", "; ", " ");
  return fc
    .tuple(known, fields, end)
    .map(([first, rest, last]) => `${version}; ${first}${rest.flat().join("")}${last}`);
}

const id = fc.constantFrom("id=1", "id=a2", "id=1", "id=", "id=a\\", "id=b-c");
const uri = fc.constantFrom(
  "mailto:a@b.example",
  "https://c.example/",
  "mailto:a@b.example",
  "\\",
  "",
  " ",
  "mailto:x",
  "a\\",
);
const ruaField = fc
  .tuple(
    fc.constantFrom("rua=", "rua=", "rua= "),
    fc.array(uri, { minLength: 1, maxLength: 4 }),
    fc.constantFrom(",", " , ", ",\t"),
  )
  .map(([start, uris, comma]) => start + uris.join(comma));

/** One change of a text, at a place and with a piece of either kind. */
function damaged(texts: fc.Arbitrary<string>, all: readonly string[]): fc.Arbitrary<string> {
  const change = fc.tuple(fc.nat(120), fc.nat(2), fc.constantFrom("", ...all));
  return fc.tuple(texts, fc.array(change, { maxLength: 2 })).map(([text, changes]) =>
    changes.reduce((one, [at, length, piece]) => {
      const place = one.length === 0 ? 0 : at % (one.length + 1);
      return one.slice(0, place) + piece + one.slice(place + length);
    }, text),
  );
}

const stsPieces = ["v=STSv1", "V=stsv1", "id=1", "ID=2", "x=\\", "v", "id", ...marks];
const tlsRptPieces = [
  "v=TLSRPTv1",
  "v=tlsrptv1",
  "rua=",
  "RUA=",
  "mailto:a@b.example",
  "https://c.example/",
  "x=\\",
  ...marks,
];

const stsRecord = fc.oneof(damaged(record("v=STSv1", id), marks), record("v=STSv1", id), pieces(stsPieces, 10));
const tlsRptRecord = fc.oneof(
  damaged(record("v=TLSRPTv1", ruaField), marks),
  record("v=TLSRPTv1", ruaField),
  pieces(tlsRptPieces, 10),
);

const line = fc.constantFrom(
  "version: STSv1",
  "version:stsv1",
  "Version: STSv1",
  "mode: testing",
  "mode:enforce",
  "MODE: none",
  "mode: Testing",
  "mx: a.example",
  "mx: A.example.",
  "MX: b.example",
  "mx:\t*.c.example ",
  " mx: d.example",
  "mx : e.example",
  "mx:",
  "- f.example",
  "max_age: 86400",
  "max_age: 0086400",
  "max_age: 99999999",
  "Max_Age: 1",
  "x-note: \u00e9",
  "---",
  "# no",
  "",
  " \t",
  "\uFEFF",
);
const lineEnd = fc.constantFrom("\r\n", "\r\n", "\n", "\r", "\r\r\n", "");
const start = fc.constantFrom("", "", "\uFEFF", "\n", " ", "\uFEFF\uFEFF");

/** The lines of a policy, in any order and among others, and with any ends. */
const anyLines = fc
  .tuple(start, fc.array(fc.tuple(line, lineEnd), { maxLength: 9 }))
  .map(([first, lines]) => first + lines.flat().join(""));
const mostlyValid = fc
  .tuple(
    fc.constantFrom("\r\n", "\n", " \r\n", "\t\n", "\n\n"),
    fc.shuffledSubarray(
      [
        "version: STSv1",
        "mode: enforce",
        "mx: A.example",
        "mx: a.example.",
        "max_age: 086400",
        "x: y",
        "Mode: none",
        "version: x",
      ],
      { minLength: 5 },
    ),
    fc.boolean(),
  )
  .map(([end, lines, isEnded]) => lines.join(end) + (isEnded ? end : ""));
const policyPieces = [
  "\r",
  "\n",
  "\r\n",
  " ",
  "\t",
  ":",
  ": ",
  ".",
  "\uFEFF",
  "\u00a0",
  "mx: ",
  "mode: ",
  "\u0085",
  "\u2028",
];
const policy = fc.oneof(anyLines, mostlyValid, damaged(mostlyValid, policyPieces), damaged(anyLines, policyPieces));

/** What the properties of a fix are tried with. */
export const fixCases = { stsRecord, tlsRptRecord, policy } as const;
