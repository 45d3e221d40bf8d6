// Known to be bad: the announcement is taken away and made anew when it changes.
import { MtaSts } from "pulumi-mtasts";
import { argumentsOf } from "./clouds.js";
import { rewired } from "./records.js";

const args = argumentsOf();
const dns = rewired(args.dns, ({ opts }) => ({
  opts: { ...opts, replaceOnChanges: ["*"], deleteBeforeReplace: true },
}));
new MtaSts("mail", { ...args, dns });
