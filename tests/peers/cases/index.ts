import type { Case } from "./case.js";
import { hostCases } from "./hosts.js";
import { policyCases } from "./policies.js";
import { recordCases } from "./records.js";

export type { Case } from "./case.js";

/** A part of the table. */
export interface Section {
  readonly title: string;
  readonly cases: readonly Case[];
}

export const sections: readonly Section[] = [
  { title: "The policy", cases: policyCases },
  { title: "The record", cases: recordCases },
  { title: "The policy host", cases: hostCases },
];
