import type { PolicyHost } from "pulumi-mtasts";
import { AcmeSite } from "./acme";

/** Hosts the policy as the one file of a site at Acme Pages. */
export function acmePages(): PolicyHost<{ readonly site: AcmeSite }> {
  return {
    serve(name, { host, path, body }, _dns, opts) {
      const files = [{ path, content: body, contentType: "text/plain" }];
      const site = new AcmeSite(`${name}-site`, { domain: host, files }, opts);
      return { target: site.hostName, ready: [site], nodes: { site } };
    },
  };
}
