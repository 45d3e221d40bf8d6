import { createHash } from "node:crypto";
import { askAsSender, type SenderView, type Testbed } from "@mtasts/testbed";
import { hold, quote, say } from "./terminal.js";

/** A sending mail server that looks at the domain again and again. */
export class Sight {
  /** Every id that was announced so far, the latest last: none may ever come back with other bytes. */
  readonly ids: string[] = [];

  constructor(
    readonly domain: string,
    readonly bed: Testbed,
  ) {}

  /** Asks DNS and the policy host as a sending mail server does. */
  ask(): Promise<SenderView> {
    return askAsSender(this.bed, this.domain);
  }

  /** The same, and shows the answers. */
  async look(): Promise<SenderView> {
    const view = await this.ask();
    say("a sending mail server sees:");
    quote(describe(view));
    return view;
  }

  /** The same, where there has to be a policy. */
  async lookAccepted(statement: string): Promise<SenderView> {
    const view = await this.look();
    hold(view.verdict === "accepted", view.verdict === "accepted" ? statement : `${statement}: ${view.verdict}`);
    return view;
  }

  /** Shows the sender's view of what has just been deployed, and that its id is new and that of the served bytes. */
  async lookAtNewId(): Promise<void> {
    const { id = "", body = "" } = await this.lookAccepted("the sender accepts the policy");
    const hash = createHash("sha256").update(body).digest("hex");
    hold(hash.startsWith(id) && id.length === 32, "the id is the SHA-256 of the served bytes, its first 32 digits");
    if (this.ids.length > 0) hold(!this.ids.includes(id), "the id was never announced before");
    this.ids.push(id);
  }

  /** States that the policy is still there. */
  async holdAccepted(): Promise<void> {
    const { verdict } = await this.ask();
    hold(verdict === "accepted", "the sender still accepts the policy");
  }
}

function describe({
  domain,
  txt = "none",
  url,
  status,
  headers,
  tlsRpt = "none",
  ...file
}: SenderView): readonly string[] {
  const answer = status === undefined ? "no answer" : `${status}, ${headers["content-type"] ?? "no media type"}`;
  const { tlsVersion, certificate, body = "" } = file;
  return [
    `TXT _mta-sts.${domain}: ${txt}`,
    `GET ${url}: ${answer}`,
    ...(certificate ? [`  ${tlsVersion}, ${certificate.names.join(", ")}, valid until ${certificate.validTo}`] : []),
    ...body.split("\r\n").flatMap((line) => (line === "" ? [] : [`  ${line}`])),
    `TXT _smtp._tls.${domain}: ${tlsRpt}`,
  ];
}
