export { argumentIssues, type ArgumentRule } from "./argument-issues";
export { catalogue, type IssueCode } from "./catalogue";
export type { CatalogueEntry, Role, Severity } from "./catalogue/entry";
export type { Claims, HostMove, HostName, MigrationClaims } from "./claims";
export type { MtaStsConfig } from "./config";
export type { MxMigration } from "./config-lifecycle";
export type { Answered, DnsAnswer, DnsAnswerRecord } from "./dns-answer";
export { cloudflareTxtContent, relativeName, route53TxtValue, txtChunks } from "./dns-encoding";
export { matchesMx, parseDomain, parseMxPattern } from "./domain";
export { bucketPolicy, cloudfrontHost, policyObject, type BucketPolicyArgs, type PolicyObject } from "./hosting/aws";
export { cloudflareHost, workerSource } from "./hosting/cloudflare";
export {
  formatIssue,
  formatIssues,
  toIssue,
  type Fault,
  type Issue,
  type Parsed,
  type Position,
  type Selected,
} from "./issue";
export type { Circumstances } from "./judge-stages";
export { needsProtection, type ProtectionState } from "./lifecycle/protection";
export type { MxFacts } from "./lint-mx";
export { lintPolicy, type PolicyLintOptions } from "./lint-policy";
export { lintStsRecord, lintTlsRptRecord, type RecordLintOptions } from "./lint-records";
export { MAX_AGE_LIMIT } from "./max-age";
export type { MailProviderKey } from "./mail-provider-data";
export { lintMailProviders } from "./mail-provider-lint";
export { detectMailProvider, mailProviders, type MailProvider } from "./mail-providers";
export type { Mode } from "./mode";
export { mxHosts } from "./mx-hosts";
export { planDeployment, type DeploymentPlan, type DnsRecord, type PolicySite } from "./plan";
export { formatPolicy, parsePolicy, readPolicy } from "./policy";
export { policyId } from "./policy-id";
export type { Policy } from "./policy-reading";
export type { MxMigrationTimes, RetirementTimes, WaitUntil } from "./stages";
export { formatStsRecord, parseStsRecord, readStsAnswer, selectStsRecord, type StsRecord } from "./sts-record";
export {
  formatTlsRptRecord,
  parseTlsRptRecord,
  readTlsRptAnswer,
  selectTlsRptRecord,
  usable,
  type TlsRptRecord,
} from "./tls-rpt-record";
export { recordsJson, zoneText, type ZoneTextOptions } from "./zone-text";
