import { afterEach, beforeEach, describe, expect, it, jest } from "@jest/globals";
import { recordSetsAt } from "../../src/aws/record-sets";

interface Asked {
  readonly zoneId: string;
  readonly nameRegex: string;
}
const getRecords = jest.fn<(asked: Asked) => Promise<object>>();
jest.mock("@pulumi/aws/route53/getRecords.js", () => ({ getRecords: (asked: Asked) => getRecords(asked) }));

const name = "_mta-sts.example.com";
const at = { zoneId: "Z1", name, type: "TXT" };

beforeEach(() => {
  getRecords.mockResolvedValue({ resourceRecordSets: [] });
});
afterEach(() => {
  getRecords.mockReset();
});

describe("recordSetsAt", () => {
  it("returns the ids of the sets of one type, with the identifier of a routing policy", async () => {
    getRecords.mockResolvedValue({
      resourceRecordSets: [
        { name: `${name}.`, type: "TXT", setIdentifier: "" },
        { name: `${name}.`, type: "TXT", setIdentifier: "eu" },
        { name: `${name}.`, type: "CAA", setIdentifier: "" },
      ],
    });
    expect(await recordSetsAt(at, {})).toEqual([`Z1_${name}_TXT`, `Z1_${name}_TXT_eu`]);
  });

  it("asks for this name alone, as the API writes it", async () => {
    await recordSetsAt(at, {});
    const { zoneId, nameRegex } = getRecords.mock.calls[0]![0];
    expect(zoneId).toBe("Z1");
    const pattern = new RegExp(nameRegex, "u");
    const names = [`${name}.`, name, `a.${name}.`, "_mta-stsxexample.com.", `${name}.org.`];
    expect(names.filter((one) => pattern.test(one))).toEqual([`${name}.`, name]);
  });

  it("rejects where the zone cannot be listed", async () => {
    getRecords.mockRejectedValue(new Error("AccessDenied"));
    await expect(recordSetsAt(at, {})).rejects.toThrow("AccessDenied");
  });
});
