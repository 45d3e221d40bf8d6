import { planDeployment, type DeploymentPlan, type MtaStsConfig } from "../../src";
import { programHosts, programZones, type ProgramParts } from "../../src/generate";
import { needsCloudflareZone } from "../../src/generate/generated-file";
import { valueOf } from "../fixtures/expect-issues";

/** A plan with everything that a program can hold. */
export function examplePlan(more: Partial<MtaStsConfig> = {}): DeploymentPlan {
  return valueOf(
    planDeployment({
      domain: "example.com",
      mx: ["mail.example.com", "*.example.net"],
      tlsRpt: { rua: ["mailto:tls@example.org", "https://reports.example.org/tls"] },
      ...more,
    }),
  );
}

/** Every host with every zone that can hold its name. */
export const combinations: readonly Omit<ProgramParts, "plan">[] = programHosts.flatMap((host) =>
  programZones.filter((zone) => !needsCloudflareZone(host) || zone !== "route53").map((zone) => ({ host, zone })),
);
