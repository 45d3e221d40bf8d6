// Known to be bad: the protection is lifted from the first day on.
import { MtaSts } from "pulumi-mtasts";
import { argumentsOf } from "./clouds.js";

new MtaSts("mail", { ...argumentsOf(), allowDestroy: true });
