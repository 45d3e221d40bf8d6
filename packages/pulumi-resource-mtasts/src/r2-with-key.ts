import type { PolicyHost } from "pulumi-mtasts";
import { r2, r2ObjectProvider } from "pulumi-mtasts/cloudflare";
import type { R2Host } from "./host.js";

/**
 * R2 for languages that cannot make its object provider: it becomes a child of the component. It is not protected by itself, since
 * nothing is lost with it, and the object that it wrote keeps it.
 */
export function r2WithKey({ accountId, zoneId, accessKeyId, secretAccessKey }: R2Host): PolicyHost {
  return {
    ownsName: true,
    cloudflareZoneId: zoneId,
    serve(name, site, dns, opts) {
      const key = { accountId, accessKeyId, secretAccessKey };
      const objects = r2ObjectProvider(`${name}-object-provider`, key, {
        ...(opts.parent === undefined ? {} : { parent: opts.parent }),
      });
      return r2({ accountId, zoneId, objects }).serve(name, site, dns, opts);
    },
  };
}
