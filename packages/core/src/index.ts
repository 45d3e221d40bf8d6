export { argumentIssues, type ArgumentRule } from "./argument-issues";
export { catalogue, type IssueCode } from "./catalogue";
export type { CatalogueEntry, Role, Severity } from "./catalogue/entry";
export type { MtaStsConfig } from "./config";
export type { Answered, DnsAnswer, DnsAnswerRecord } from "./dns-answer";
export { cloudflareTxtContent, relativeName, route53TxtValue, txtChunks } from "./dns-encoding";
export { matchesMx, parseDomain, parseMxPattern } from "./domain";
export { bucketPolicy, cloudfrontHost, policyObject, type BucketPolicyArgs, type PolicyObject } from "./hosting/aws";
export { cloudflareHost, workerSource } from "./hosting/cloudflare";
export { formatIssue, formatIssues, type Issue, type Parsed, type Position, type Selected } from "./issue";
export { planDelegation, type DelegationArgs, type DelegationPlan } from "./lifecycle/delegation";
export { senderDelivers, type Delivery, type HostFailure, type TriedHost } from "./lifecycle/delivery";
export { instanceEnd, instanceExpiry, wasAnnounced, type KnownPast, type PolicyInstance } from "./lifecycle/history";
export { planMxMigration, type MxMigrationFacts, type MxMigrationPlan } from "./lifecycle/mx-migration";
export { needsProtection, type ProtectionState } from "./lifecycle/protection";
export { publicationOf, type Announcement, type Publication } from "./lifecycle/publication";
export { planRetirement, type RetirementFacts, type RetirementPlan } from "./lifecycle/retirement";
export {
  senderDiscovers,
  senderRefreshes,
  type Answers,
  type CachedPolicy,
  type Discovery,
  type FetchFailure,
  type FetchReport,
  type SenderCache,
} from "./lifecycle/sender";
export { senderBehaviours, type SenderBehaviour } from "./lifecycle/sender-behaviours";
export type { Step, StepKind } from "./lifecycle/steps";
export { planTransition, type Effective, type Transition, type TransitionFacts } from "./lifecycle/transition";
export {
  certainWait,
  dayWait,
  effectiveMaxAge,
  fullWait,
  idWait,
  OPERATIONAL_SLACK,
  type Announced,
  type Wait,
} from "./lifecycle/waits";
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
