/** Where neither the terminal nor the environment says it. */
export const DEFAULT_COLUMNS = 80;

/** The columns of a terminal: what `COLUMNS` says, as for other commands, or else what the terminal does. */
export function columnsOf(env: Readonly<Record<string, string | undefined>>, reported: number | undefined): number {
  const { COLUMNS = "" } = env;
  const wanted = /^[1-9]\d{0,4}$/.test(COLUMNS) ? Number(COLUMNS) : reported;
  // A terminal whose size nobody has set reports 0.
  return wanted === undefined || wanted < 1 ? DEFAULT_COLUMNS : wanted;
}
