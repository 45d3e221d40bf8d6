// Known to be bad: the announcement gets a TTL of a day behind the component's back, so its waits are too short.
import { MtaSts } from "pulumi-mtasts";
import { argumentsOf } from "./clouds.js";

new MtaSts("mail", argumentsOf(), {
  // The engine's own way, since the component sees what its own transforms do.
  transformations: [
    ({ name, props, opts }) =>
      name === "mail-sts-record" ? { props: { ...(props as object), ttl: 86_400 }, opts } : undefined,
  ],
});
