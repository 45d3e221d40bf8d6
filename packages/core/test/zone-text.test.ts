import { describe, expect, it } from "@jest/globals";
import fc from "fast-check";
import { planDeployment, type DnsRecord } from "../src/plan";
import { recordsJson, zoneText } from "../src/zone-text";
import { hostName } from "./fixtures/arbitraries";

const record: DnsRecord = { name: "_mta-sts.example.com", type: "TXT", value: "v=STSv1; id=1;", ttl: 300 };

const value = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 600 }),
  fc.string({ unit: fc.constantFrom("$", "%", "{", "}", '"', "\\", ";", "0", "a", " "), maxLength: 600 }),
);
const someRecord: fc.Arbitrary<DnsRecord> = fc.oneof(
  fc.record({ name: hostName, type: fc.constant("TXT" as const), value, ttl: fc.nat() }),
  fc.record({ name: hostName, type: fc.constant("CNAME" as const), value: hostName, ttl: fc.nat() }),
);

/** Reads what a name server would read, and refuses whatever is not written in exactly one way. */
function readZone(text: string): readonly DnsRecord[] {
  if (text !== "" && !text.endsWith("\n")) throw new Error("the last line has no end");
  let origin: string | undefined;
  const records: DnsRecord[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const start = /^\$ORIGIN (\S+)\.$/.exec(line);
    if (start === null) records.push(readLine(line, origin));
    else origin = start[1];
  }
  return records;
}

function readLine(line: string, origin: string | undefined): DnsRecord {
  const match = /^(\S+)\t([0-9]+)\tIN\t(TXT|CNAME)\t([ -~]*)$/.exec(line);
  if (match === null) throw new Error(`no record: ${line}`);
  const [, owner = "", ttl = "", type = "", data = ""] = match;
  const name = absolute(owner, origin);
  if (type === "TXT") return { name, type, value: readStrings(data), ttl: Number(ttl) };
  return { name, type: "CNAME", value: absolute(data, undefined), ttl: Number(ttl) };
}

function absolute(name: string, origin: string | undefined): string {
  if (name.endsWith(".")) return name.slice(0, -1);
  if (origin === undefined) throw new Error(`relative to nothing: ${name}`);
  return name === "@" ? origin : `${name}.${origin}`;
}

function readStrings(data: string): string {
  const octets: number[] = [];
  let rest = data;
  while (rest !== "") {
    const match = /^"((?:[^"\\]|\\[0-9]{3})*)"(?: (?=")|$)/.exec(rest);
    if (match === null) throw new Error(`no character-string: ${rest}`);
    const string = [...(match[1] ?? "").matchAll(/\\([0-9]{3})|./g)].map(([character, code]) =>
      code === undefined ? character.charCodeAt(0) : Number(code),
    );
    if (string.length > 255) throw new Error("too long");
    octets.push(...string);
    rest = rest.slice(match[0].length);
  }
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(octets));
}

describe("zoneText", () => {
  it("writes absolute names, unless the zone is given", () => {
    expect(zoneText([record])).toBe('_mta-sts.example.com.\t300\tIN\tTXT\t"v=STSv1; id=1;"\n');
    expect(zoneText([record], { origin: "Example.com." })).toBe(
      '$ORIGIN example.com.\n_mta-sts\t300\tIN\tTXT\t"v=STSv1; id=1;"\n',
    );
  });

  it.each([
    ["example.com", "@"],
    ["mta-sts.example.com", "mta-sts"],
    ["notexample.com", "notexample.com."],
    ["com", "com."],
  ])("%s in the zone example.com is %s", (name, owner) => {
    const text = zoneText([{ ...record, name }], { origin: "example.com" });
    expect(text.split("\n")[1]?.split("\t")[0]).toBe(owner);
  });

  it("ends the target of a CNAME with a dot, inside the zone too", () => {
    const host: DnsRecord = { name: "mta-sts.example.com", type: "CNAME", value: "edge.example.com", ttl: 60 };
    expect(zoneText([host], { origin: "example.com" })).toBe(
      "$ORIGIN example.com.\nmta-sts\t60\tIN\tCNAME\tedge.example.com.\n",
    );
  });

  it.each([
    ["", '""'],
    ['a"b\\c', '"a\\034b\\092c"'],
    ["a\tb\u007f", '"a\\009b\\127"'],
    ["é", '"\\195\\169"'],
    ["%2C;$x", '"%2C;$x"'],
    ["${a}%{b}", '"\\036{a}\\037{b}"'],
    ["a".repeat(256), `"${"a".repeat(255)}" "a"`],
  ])("quotes and escapes %j", (text, data) => {
    expect(zoneText([{ ...record, value: text }]).split("\t")[4]).toBe(`${data}\n`);
  });

  it("leaves nothing in a name that would end it", () => {
    expect(zoneText([{ ...record, name: "a b;\n(c" }])).toMatch(/^a\\032b\\059\\010\\040c\.\t/);
  });

  it("is read back as it was, whatever the origin", () => {
    fc.assert(
      fc.property(
        fc.array(someRecord, { maxLength: 4 }),
        fc.option(hostName, { nil: undefined }),
        (records, origin) => {
          const options = origin === undefined ? {} : { origin };
          expect(readZone(zoneText(records, options))).toEqual(records);
          const zones = records.map(({ name }) => name.slice(name.indexOf(".") + 1));
          for (const zone of zones) expect(readZone(zoneText(records, { origin: zone }))).toEqual(records);
        },
      ),
    );
  });

  it("holds nothing that Terraform would take for an expression", () => {
    fc.assert(fc.property(someRecord, (one) => !/[$%]\{/.test(zoneText([one]) + recordsJson([one]))));
  });
});

describe("recordsJson", () => {
  it("is read back as it was", () => {
    fc.assert(
      fc.property(fc.array(someRecord, { maxLength: 4 }), (records) => {
        expect(JSON.parse(recordsJson(records))).toEqual(records);
      }),
    );
  });

  it("writes the members of a plan's record in one order", () => {
    const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
    const sts = plan.ok ? plan.value.records.sts : record;
    expect(recordsJson([sts])).toBe(
      `[\n  {\n    "name": "${sts.name}",\n    "type": "TXT",\n    "ttl": 300,\n    "value": "${sts.value}"\n  }\n]\n`,
    );
  });
});
