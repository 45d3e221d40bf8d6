// Known to be bad: the announcement waits for nothing.
import { MtaSts } from "pulumi-mtasts";
import { argumentsOf } from "./clouds.js";
import { rewired } from "./records.js";

const args = argumentsOf();
const dns = rewired(args.dns, ({ opts }) => ({ opts: { ...opts, dependsOn: [] } }));
new MtaSts("mail", { ...args, dns });
