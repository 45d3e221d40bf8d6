import type { Severity } from "@mtasts/core";
import pc from "picocolors";
import type { Sink } from "../io";

type Style = (text: string) => string;

/** The colours of one stream. */
export interface Paint extends Readonly<Record<Severity | "good" | "bold" | "dim", Style>> {
  readonly isColored: boolean;
}

/** Colours on a terminal only; `NO_COLOR` (no-color.org) and `FORCE_COLOR` decide otherwise, the latter in the end. */
export function paintFor({ isTerminal }: Sink, env: Readonly<Record<string, string | undefined>>): Paint {
  const forced = env["FORCE_COLOR"];
  const isRefused = (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  const isColored = forced === undefined ? isTerminal && !isRefused : forced !== "0" && forced !== "false";
  const { bold, cyan, dim, green, red, yellow } = pc.createColors(isColored);
  return { isColored, error: red, warning: yellow, info: cyan, good: green, bold, dim };
}
