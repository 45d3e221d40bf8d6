import type { Subject } from "../matrix";
import { Page } from "../report";
import { PulumiEngine } from "./engine";

/** Pulumi's engine, as the matrix wants it. */
export const pulumi: Subject = { open: (bed) => PulumiEngine.open(bed), page: new Page("faults") };
