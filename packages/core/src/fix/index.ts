export type { FixedText, Mend } from "./fixed-text";
export { fixPolicy } from "./policy";
export { fixStsRecord, fixTlsRptRecord } from "./record";
