import { afterAll, beforeAll, expect, it, jest } from "@jest/globals";
import { askAsSender, startTestbed, type Testbed } from "@mtasts/testbed";
import { checkOut, type Checkout } from "../../e2e/guides/checkout";
import { readGuide } from "../../e2e/guides/guide";

jest.setTimeout(60_000);

const guide = readGuide("several-accounts.md");

let bed: Testbed;
let checkout: Checkout;
beforeAll(async () => {
  bed = await startTestbed({ zones: [{ id: "Z0123456789ABCDEFGHIJ", name: "example.com", account: "222222222222" }] });
  checkout = await checkOut({ bed, engine: "tofu", example: "cdktf-cloudfront-route53" });
}, 900_000);
afterAll(async () => {
  await checkout.close();
  await bed.stop();
});

interface Plan {
  readonly configuration: {
    readonly root_module: {
      readonly resources: readonly { readonly type: string; readonly provider_config_key: string }[];
    };
  };
}

it("the guide to several accounts has each resource made by the provider of its account", async () => {
  await checkout.write("index.ts", guide.block("ts", "CDKTF"));
  await checkout.mustSh("npm run --silent synth && terraform -chdir=cdktf.out/stacks/mta-sts init");
  await checkout.mustSh(guide.block("sh", "CDKTF"));
  const { out } = await checkout.mustSh("terraform -chdir=cdktf.out/stacks/mta-sts show -json tfplan");
  const { resources } = (JSON.parse(out) as Plan).configuration.root_module;
  const own = resources.filter(({ type }) => type.startsWith("aws_"));
  expect(own).toHaveLength(13);
  for (const { type, provider_config_key: provider } of own) {
    expect([type, provider]).toEqual([type, type === "aws_route53_record" ? "aws.dns" : "aws.web"]);
  }
  expect(await askAsSender(bed, "example.com")).toMatchObject({ verdict: "accepted" });
});

it("another account in the provider of a host that is deployed fails in the plan, as the guide says", async () => {
  await checkout.write("index.ts", guide.block("ts", "CDKTF").replace("111111111111", "333333333333"));
  await checkout.mustSh("npm run --silent synth");
  const { calls } = bed.cloud.control;
  const start = calls.length;
  const { code, err } = await checkout.sh("terraform -chdir=cdktf.out/stacks/mta-sts plan -out=tfplan");
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining("AccessDenied") });
  expect(calls.slice(start).filter(({ operation }) => operation !== "read")).toEqual([]);
  expect(await askAsSender(bed, "example.com")).toMatchObject({ verdict: "accepted" });
});
