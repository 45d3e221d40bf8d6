import { describe, expect, it } from "@jest/globals";
import { Fn, Lazy, TerraformVariable, Token, type IResolvable, type TerraformStack } from "cdktf";
import { external, manualDns, MtaSts } from "cdktf-mtasts";
import { cloudfront, route53 } from "cdktf-mtasts/aws";
import { worker } from "cdktf-mtasts/cloudflare";
import { children, config, deploy, find, newStack, synth } from "./harness";

/** The places at which these arguments are refused, and the code of each refusal. */
function refusals(make: (variable: TerraformVariable, stack: TerraformStack) => object): readonly string[] {
  const stack = newStack();
  const variable = new TerraformVariable(stack, "late", {});
  const host = external({ target: "policies.provider.example" });
  try {
    new MtaSts(stack, "mail", { ...config, host, dns: manualDns(), ...make(variable, stack) });
  } catch (error) {
    const lines = (error as Error).message.split("\n").slice(1);
    return lines.map((line) => line.replace(/^ {2}([^:]*): .* \[([a-z-]+)\]$/u, "$1 $2"));
  }
  return [];
}

/** The variable as the object that stands for it, which is no text. */
function objectOf(variable: TerraformVariable): IResolvable {
  return variable.value as IResolvable;
}

describe("what the policy is made from", () => {
  it.each<[string, Parameters<typeof refusals>[0], readonly string[]]>([
    ["domain", ({ stringValue }) => ({ domain: stringValue }), ["domain"]],
    ["domain, in part", ({ stringValue }) => ({ domain: `mail.${stringValue}` }), ["domain"]],
    ["domain, in lower case", ({ stringValue }) => ({ domain: stringValue.toLowerCase() }), ["domain"]],
    ["domain, written by hand", () => ({ domain: "${var.domain}" }), ["domain"]],
    ["domain, as a directive", () => ({ domain: "%{ if true }example.com%{ endif }" }), ["domain"]],
    ["domain, as an object", (late) => ({ domain: objectOf(late) }), ["domain"]],
    ["mode", ({ stringValue }) => ({ mode: stringValue }), ["mode"]],
    ["mode, as an object", (late) => ({ mode: objectOf(late) }), ["mode"]],
    ["mx, as a list", ({ listValue }) => ({ mx: listValue }), ["mx[0]"]],
    ["mx, as an object", (late) => ({ mx: objectOf(late) }), ["mx"]],
    ["mx, by a function", ({ stringValue }) => ({ mx: Fn.split(",", stringValue) }), ["mx[0]"]],
    [
      "mx, among others",
      ({ stringValue }) => ({ mx: ["mail.example.com", stringValue.toUpperCase(), "*.example.net"] }),
      ["mx[1]"],
    ],
    ["mx, one as an object", (late) => ({ mx: ["mail.example.com", objectOf(late)] }), ["mx[1]"]],
    ["maxAge", ({ numberValue }) => ({ maxAge: numberValue }), ["maxAge"]],
    ["maxAge, as text", ({ numberValue }) => ({ maxAge: String(numberValue) }), ["maxAge"]],
    ["maxAge, as an object", (late) => ({ maxAge: objectOf(late) }), ["maxAge"]],
    ["revision", ({ numberValue }) => ({ revision: numberValue }), ["revision"]],
    ["revision, counted on", ({ numberValue }) => ({ revision: numberValue + 1 }), ["revision"]],
    ["mxMigration, as an object", (late) => ({ mxMigration: objectOf(late) }), ["mxMigration"]],
    ["to, as a list", ({ listValue }) => ({ mxMigration: { to: listValue } }), ["mxMigration.to[0]"]],
    [
      "to, one of them",
      ({ stringValue }) => ({ mxMigration: { to: ["a.example.net", stringValue] } }),
      ["mxMigration.to[1]"],
    ],
    [
      "the times of a migration",
      ({ stringValue }) => ({
        mxMigration: { to: ["a.example.net"], announcedSince: stringValue, movedSince: stringValue },
      }),
      ["mxMigration.announcedSince", "mxMigration.movedSince"],
    ],
    [
      "mxTtl",
      ({ numberValue }) => ({ mxMigration: { to: ["a.example.net"], mxTtl: numberValue } }),
      ["mxMigration.mxTtl"],
    ],
    [
      "narrow",
      ({ booleanValue }) => ({
        mxMigration: { to: ["a.example.net"], movedSince: "2024-03-01T12:00:00Z", narrow: booleanValue },
      }),
      ["mxMigration.narrow"],
    ],
    ["longestMaxAge", ({ numberValue }) => ({ longestMaxAge: numberValue }), ["longestMaxAge"]],
    ["noneSince", ({ stringValue }) => ({ mode: "none", noneSince: stringValue }), ["noneSince"]],
    ["rua", ({ stringValue }) => ({ tlsRpt: { rua: stringValue } }), ["tlsRpt.rua"]],
    ["rua, in part", ({ stringValue }) => ({ tlsRpt: { rua: [`mailto:${stringValue}`] } }), ["tlsRpt.rua[0]"]],
    [
      "rua, among others",
      ({ stringValue }) => ({ tlsRpt: { rua: ["mailto:a@example.org", stringValue] } }),
      ["tlsRpt.rua[1]"],
    ],
    ["tlsRpt, as an object", (late) => ({ tlsRpt: objectOf(late) }), ["tlsRpt"]],
    ["tlsRpt, as a map", (late) => ({ tlsRpt: Token.asStringMap(objectOf(late)) }), ["tlsRpt"]],
    [
      "all of it at once",
      ({ stringValue, numberValue }) => ({ domain: stringValue, mx: [stringValue], maxAge: numberValue }),
      ["domain", "mx[0]", "maxAge"],
    ],
  ])("is no token: %s", (_, make, places) => {
    expect(refusals(make)).toEqual(places.map((place) => `${place} unknown-at-plan-time`));
  });

  it.each<[string, Parameters<typeof refusals>[0], string]>([
    ["allowDestroy", ({ booleanValue }) => ({ allowDestroy: booleanValue }), "allowDestroy argument-type"],
    ["strict", ({ booleanValue }) => ({ strict: booleanValue }), "strict argument-type"],
    ["checks", ({ booleanValue }) => ({ checks: booleanValue }), "checks argument-type"],
    ["waitUntilServed", (late) => ({ waitUntilServed: objectOf(late) }), "waitUntilServed argument-type"],
    [
      "waitUntilServed, as a map",
      (late) => ({ waitUntilServed: Token.asNumberMap(objectOf(late)) }),
      "waitUntilServed argument-type",
    ],
    [
      "timeoutSeconds",
      ({ numberValue }) => ({ waitUntilServed: { timeoutSeconds: numberValue } }),
      "waitUntilServed.timeoutSeconds argument-type",
    ],
  ])("and neither is what says what to create: %s", (_, make, refusal) => {
    expect(refusals(make)).toEqual([refusal]);
  });
});

describe("what says where", () => {
  it("may be tokens", () => {
    const stack = newStack();
    const { stringValue } = new TerraformVariable(stack, "late", {});
    deploy(stack, {
      host: worker({ accountId: stringValue, zoneId: stringValue }),
      dns: route53({ zoneId: stringValue }),
    });
    const synthesised = synth(stack);
    expect(find(synthesised, "worker").attributes["account_id"]).toBe("${var.late}");
    expect(find(synthesised, "host-record").attributes["zone_id"]).toBe("${var.late}");
    expect(find(synthesised, "sts-record").attributes["zone_id"]).toBe("${var.late}");
  });

  it("may be a target that somebody else makes", () => {
    const stack = newStack();
    const { stringValue } = new TerraformVariable(stack, "late", {});
    const mtaSts = deploy(stack, { host: external({ target: Fn.lower(stringValue) }) });
    expect(find(synth(stack), "host-record").attributes["records"]).toEqual(["${lower(var.late)}"]);
    expect(stack.node.tryFindChild("mail")).toBe(mtaSts);
  });

  it("may be made only while the stack is synthesised", () => {
    const stack = newStack();
    deploy(stack, { host: cloudfront(), dns: route53({ zoneId: Lazy.stringValue({ produce: () => "Z9" }) }) });
    const zones = children(synth(stack)).flatMap(({ attributes }) => attributes["zone_id"] ?? []);
    expect(zones).toEqual(["Z9", "Z9", "Z9", "Z9"]);
  });
});
