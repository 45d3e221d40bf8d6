import type { PolicyHost } from "cdktf-mtasts";
import { AcmeSite } from "./acme";

/** Hosts the policy as the one file of a site at Acme Pages. */
export function acmePages(): PolicyHost<{ readonly site: AcmeSite }> {
  return {
    serve(scope, { host, path, body }, _dns, opts) {
      const files = [{ path, content: body, content_type: "text/plain" }];
      const site = new AcmeSite(scope, "site", { domain: host, files }, opts);
      return { target: site.hostName, ready: [site], nodes: { site } };
    },
  };
}
