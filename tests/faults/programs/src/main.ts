import { settings } from "./settings.js";

// eslint-disable-next-line @typescript-eslint/no-require-imports -- which program it is, only the settings know
require(`./${settings.program}.js`);
