import { describe, expect, it } from "@jest/globals";
import { keyOf, resourceNamed, resourcesIn, withoutSecretMarks } from "../../src/adapter/stack-state";
import { stack, stateOf } from "./state";

describe("resourcesIn", () => {
  it("takes URNs apart", () => {
    expect(resourcesIn(stateOf(["a:b:C$d:e:F", "name::with seams", { x: 1 }]), stack)).toEqual([
      {
        urn: "urn:pulumi:prod::mail::a:b:C$d:e:F::name::with seams",
        path: "a:b:C$d:e:F",
        type: "d:e:F",
        name: "name::with seams",
        outputs: { x: 1 },
      },
    ]);
  });

  it("takes no resource of another project", () => {
    expect(resourcesIn(stateOf(["a:b:C", "name", {}]), { stack: "prod", project: "other" })).toEqual([]);
  });
});

it("a child's name begins with that of its component", () => {
  const known = new Set(["mail", "mail-2"]);
  expect(resourceNamed("mail-2-sts-record", (name) => known.has(name))).toBe("mail-2");
  expect(resourceNamed("mail-sts-record", (name) => known.has(name))).toBe("mail");
  expect(resourceNamed("other", (name) => known.has(name))).toBeUndefined();
  expect(keyOf("mail-2-sts-record", "mail-2")).toBe("sts-record");
});

it("leaves what is not marked as it is", () => {
  expect(withoutSecretMarks({ value: 1 })).toEqual({ value: 1 });
});
