import type { DeploymentPlan } from "../plan";
import type { Announcement } from "./announcement";
import { judgeExisting, type Publishing } from "./existing";
import { judgeExistingHost } from "./existing-host";
import { judgeCaa, type Issuing } from "./judge-caa";
import { judgeHoldings, type ZoneHolding } from "./judge-holdings";
import type { HostName } from "./judge-move";
import { judgeZone, type ZoneUse } from "./judge-zone";
import type { PreflightIssue } from "./preflight-issue";
import type { SeenInternet } from "./seen";

/** Where a deployment puts its records and who issues its certificate, as far as the adapter knows. */
export interface Setting {
  /** @default - unknown: an existing record is reported, and refuses nothing in mode `warn` */
  readonly publishing?: Publishing;
  /** @default - unknown: the zone is not judged */
  readonly zone?: ZoneUse;
  /** @default - unknown: CAA records are not judged */
  readonly issuing?: Issuing;
  /** What the zone holds where DNS does not show it. @default - the provider was not asked, or holds nothing */
  readonly holdings?: readonly ZoneHolding[];
}

/** What is judged beside the setting. */
export interface SettingFacts {
  readonly plan: DeploymentPlan;
  readonly seen: SeenInternet;
  readonly announced: Announcement | undefined;
  readonly host: HostName;
}

/** What stands in the way of the deployment: existing records, the wrong zone, CAA records. */
export function judgeSetting(facts: SettingFacts, setting: Setting): readonly PreflightIssue[] {
  const { plan, seen, announced, host } = facts;
  const { publishing, zone, issuing, holdings = [] } = setting;
  const existing = publishing === undefined ? undefined : { seen, announced, publishing };
  const held = judgeHoldings(holdings);
  const isHeld = ({ code }: PreflightIssue): boolean => held.some((one) => one.code === code);
  const shown = existing === undefined ? [] : [...judgeExisting(plan, existing), ...judgeExistingHost(existing, host)];
  return [
    ...(zone === undefined ? [] : judgeZone(plan, seen, zone)),
    ...held,
    // What another zone shows is not what is in the way here.
    ...shown.filter((issue) => !isHeld(issue)),
    ...(issuing === undefined ? [] : judgeCaa(seen, issuing)),
  ];
}

/** The issues of the record that `judgeSetting` decides with better knowledge. */
export function withoutGuesses(issues: readonly PreflightIssue[], { publishing }: Setting): readonly PreflightIssue[] {
  return publishing === undefined ? issues : issues.filter(({ code }) => !GUESSED.has(code));
}

const GUESSED: ReadonlySet<string> = new Set(["txt-not-ours", "txt-multiple-records"]);
