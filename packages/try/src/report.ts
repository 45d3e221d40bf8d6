import { type Cloud, type SenderView } from "@mtasts/testbed";
import { type Change } from "./deployer.js";
import { type Watched } from "./watch.js";

/** What a command changed in the emulated clouds, by what was done. */
export function describeChanges({ control }: Cloud): readonly string[] {
  const verbs = { create: "created", update: "updated", delete: "deleted" } as const;
  return Object.entries(verbs).flatMap(([operation, verb]) => {
    const types = control.calls
      .filter((call) => call.operation === operation && call.error === undefined)
      .map(({ type }) => type);
    if (types.length === 0) return [];
    const counted = [...new Set(types)].map((type) => {
      const times = types.filter((other) => other === type).length;
      return times === 1 ? type : `${type} (${times})`;
    });
    return [`Emulated clouds: ${verb} ${types.length}: ${counted.join(", ")}`];
  });
}

/** Whether a sender takes what a domain publishes: it applies the policy, or there is none to apply. */
export function isAccepted(view: SenderView): boolean {
  return view.verdict === "accepted" || (view.txt === undefined && !isServed(view)) || isElsewhere(view);
}

/** What a sender sees of one domain, and what it concludes. */
export function describeView(view: SenderView): readonly string[] {
  const { domain, txt = "none", url, status, headers, body = "", tlsRpt = "none", certificate, tlsVersion = "" } = view;
  const answer = status === undefined ? "no answer" : `${status}, ${headers["content-type"] ?? "no media type"}`;
  return [
    `What a sending mail server sees for ${domain}:`,
    `  TXT _mta-sts.${domain}: ${txt}`,
    `  GET ${url}: ${answer}`,
    ...(certificate === undefined ? [] : [`    ${tlsVersion}, certificate for ${certificate.names.join(", ")}`]),
    ...body.split(/\r?\n/u).flatMap((line) => (line === "" ? [] : [`    ${line}`])),
    `  TXT _smtp._tls.${domain}: ${tlsRpt}`,
    `  ${conclusion(view)}`,
  ];
}

const effects = {
  enforce: "accepted: it delivers only to hosts that match this policy, over verified TLS",
  testing: "accepted: it delivers in any case, and reports what enforce would have refused",
  none: "accepted: it treats the domain as one without MTA-STS",
} as const;

function conclusion(view: SenderView): string {
  const { policy, verdict, txt } = view;
  if (policy !== undefined && verdict === "accepted") return effects[policy.mode];
  if (isElsewhere(view)) return "the policy host is not in the emulated clouds, so nothing can be fetched from it here";
  if (txt === undefined && !isServed(view)) return "no MTA-STS: nothing is published";
  return `not accepted: ${verdict}`;
}

function isServed({ status }: SenderView): boolean {
  return status !== undefined;
}

/** The name leads to a host of the user's own, as with `external()`. */
function isElsewhere({ txt, verdict }: SenderView): boolean {
  return txt !== undefined && /^no address for \S+: (ENODATA|ECONNREFUSED|EREFUSED)$/u.test(verdict);
}

/** What senders saw during the command. */
export function describeWatch({ changes, gaps }: Watched): readonly string[] {
  if (changes === 0) return [];
  const looked = `Senders looked after each of ${changes} changes`;
  if (gaps.length === 0) return [`${looked}: no policy was announced that they could not fetch.`];
  return [`${looked}, and found a policy announced that they could not fetch:`, ...gaps.map((gap) => `  ${gap}`)];
}

const limits =
  "Only what MTA-STS needs of AWS, Cloudflare, and random is emulated, and no other provider is loaded: " +
  "https://github.com/mtasts/mtasts/blob/main/docs/reference/emulated-clouds.md";

/** How a command ended, and what there is now. */
export interface Outcome {
  /** Undefined for a command of the user's. */
  readonly action: Change | undefined;
  readonly exitCode: number;
  readonly views: readonly SenderView[];
}

/** What to make of the outcome, and what to try next. */
export function describeNext({ action, exitCode, views }: Outcome): readonly string[] {
  const modes = new Set(views.map(({ policy }) => policy?.mode));
  if (action === "destroy" && exitCode !== 0 && modes.has("enforce")) {
    return [
      "",
      "The engine refused, as it should: senders may hold the enforced policy for as long as its max_age says.",
    ];
  }
  if (exitCode !== 0) return action === undefined ? [] : ["", limits];
  if (action !== "up") return [];
  const steps = modes.has("enforce")
    ? [
        "run mtasts try destroy, which the engine refuses",
        'roll back: set mode to "testing", raise revision by one, and run mtasts try again',
      ]
    : modes.has("testing")
      ? ['set mode to "enforce" in your program, and run mtasts try again']
      : [];
  const always = [
    "look again: mtasts try check",
    "forget the emulated clouds and the throw-away stack: mtasts try reset",
  ];
  return ["", "What to try next:", ...[...steps, ...always].map((step) => `  - ${step}`)];
}
