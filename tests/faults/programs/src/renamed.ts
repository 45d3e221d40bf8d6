import { MtaSts } from "pulumi-mtasts";
import { argumentsOf } from "./clouds.js";

new MtaSts("mail-policy", argumentsOf(), { aliases: [{ name: "mail" }] });
