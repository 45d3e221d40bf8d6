import type { Subject } from "../matrix";
import { Page } from "../report";
import { TofuEngine } from "./engine";

/** OpenTofu, as the matrix wants it. */
export const openTofu: Subject = { open: (bed) => TofuEngine.open(bed), page: new Page("faults-terraform") };
