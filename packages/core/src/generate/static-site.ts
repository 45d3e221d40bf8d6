import type { DeploymentPlan } from "../plan";
import type { GeneratedFile } from "./generated-file";

/**
 * The files of a web root that serves the policy at `mta-sts.<domain>`: the policy itself, and what GitHub Pages, Cloudflare
 * Pages and Netlify have to be told so that its bytes and its media type stay what they are.
 *
 * @example
 * import { planDeployment } from "@mtasts/core";
 * import { staticSite } from "@mtasts/core/generate";
 *
 * const plan = planDeployment({ domain: "example.com", mx: ["mail.example.com"] });
 * const paths: readonly string[] = plan.ok ? staticSite(plan.value).map(({ path }) => path) : [];
 */
export function staticSite({ site }: DeploymentPlan): readonly GeneratedFile[] {
  const path = site.path.slice(1);
  const headers = Object.entries(site.headers).map(([name, value]) => `  ${titleCase(name)}: ${value}\n`);
  return [
    { path, content: site.body },
    // PROVIDER github: Jekyll would leave out folders that begin with a dot
    { path: ".nojekyll", content: "" },
    // PROVIDER github: the custom domain
    { path: "CNAME", content: `${site.host}\n` },
    // PROVIDER cloudflare, netlify: headers by path
    { path: "_headers", content: `${site.path}\n${headers.join("")}` },
    // The id is a hash of the bytes, so git may not touch the line ends.
    { path: ".gitattributes", content: `${path} -text\n` },
  ];
}

function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
