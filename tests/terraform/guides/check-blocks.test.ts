import { afterAll, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { startTestbed, type Testbed } from "@mtasts/testbed";
import { installed } from "../deployment";
import { checkOut, type Checkout } from "../../e2e/guides/checkout";

jest.setTimeout(60_000);

/** A check with a data source of its own, as `checks: true` writes one; this source needs no provider. */
const configuration = `
resource "terraform_data" "record" {
  input = "as deployed"
}

check "served" {
  data "terraform_remote_state" "policy" {
    backend = "local"
    config  = { path = "\${path.module}/served.tfstate" }
  }
  assert {
    condition     = data.terraform_remote_state.policy.outputs.id == "1"
    error_message = "the policy is not served"
  }
}
`;

function served(id: string): string {
  const outputs = { id: { value: id, type: "string" } };
  return JSON.stringify({ version: 4, terraform_version: "1.5.0", serial: 1, lineage: "a", outputs, resources: [] });
}

describe.each(installed)("%s", (engine) => {
  let bed: Testbed;
  let checkout: Checkout;
  beforeAll(async () => {
    bed = await startTestbed();
    checkout = await checkOut({ bed, engine });
    await checkout.write("main.tf", configuration);
    await checkout.write("served.tfstate", served("1"));
    await checkout.mustSh("terraform init && terraform apply -auto-approve");
  }, 900_000);
  afterAll(async () => {
    await checkout.close();
    await bed.stop();
  });

  it("a check block with a data source makes every plan end with 2, but no plan of the refresh alone", async () => {
    const plan = await checkout.sh("terraform plan -detailed-exitcode");
    expect(plan.code).toBe(2);
    expect(plan.out).toContain("config will be reloaded to verify a check block");
    expect(plan.out).toContain("0 to add, 0 to change, 0 to destroy");
    expect((await checkout.sh("terraform plan -refresh-only -detailed-exitcode")).code).toBe(0);
  });

  it("a check that fails is a warning, and changes no exit code", async () => {
    await checkout.write("served.tfstate", served("2"));
    const { code, out } = await checkout.sh("terraform plan -refresh-only -detailed-exitcode");
    expect(code).toBe(0);
    expect(out).toContain("Warning: Check block assertion failed");
  });
});
