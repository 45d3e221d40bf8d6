import { describe, expect, it } from "@jest/globals";
import { matchesMx } from "../src/domain";
import { isMxPattern } from "../src/host-name";
import { providerFacts } from "../src/mail-provider-data";
import { lintMailProviders } from "../src/mail-provider-lint";
import { detectMailProvider, findProvider, mailProviders, type MailProvider } from "../src/mail-providers";
import { PROVIDER_HOSTS, WILD_HOSTS } from "./fixtures/wild-hosts";

const CASES: readonly (readonly [provider: MailProvider, hosts: readonly string[]])[] = [
  [mailProviders.microsoft365(), ["contoso-com.mail.protection.outlook.com"]],
  [
    mailProviders.microsoft365({ host: "contoso-com.mail.protection.outlook.com" }),
    ["contoso-com.mail.protection.outlook.com"],
  ],
  [mailProviders.microsoft365({ daneZone: "h-v1" }), ["contoso-com.h-v1.mx.microsoft"]],
  [mailProviders.googleWorkspace(), ["smtp.google.com", "aspmx.l.google.com", "alt4.aspmx.l.google.com"]],
  [mailProviders.googleWorkspace({ withGooglemail: true }), ["alt1.aspmx.l.google.com", "aspmx2.googlemail.com"]],
  [mailProviders.cloudflareEmailRouting(), ["route1.mx.cloudflare.net", "isaac.mx.cloudflare.net"]],
  [mailProviders.amazonSes({ region: "eu-west-1" }), ["inbound-smtp.eu-west-1.amazonaws.com"]],
  [mailProviders.improvMx(), ["mx1.improvmx.com", "mx2.improvmx.com"]],
  [mailProviders.forwardEmail(), ["mx1.forwardemail.net", "mx2.forwardemail.net"]],
  [mailProviders.goDaddy(), ["smtp.secureserver.net", "mailstore1.secureserver.net"]],
  [mailProviders.titan(), ["mx1.titan.email", "mx2.titan.email"]],
  [mailProviders.flockmail(), ["mx1.flockmail.com", "mx2.flockmail.com"]],
  [mailProviders.resend(), ["inbound-smtp.resend.com"]],
  [mailProviders.mailgun(), ["mxa.mailgun.org", "mxb.mailgun.org"]],
  [mailProviders.sendGrid(), ["mx.sendgrid.net"]],
  [mailProviders.ovh(), ["mx0.mail.ovh.net", "mx4.mail.ovh.net"]],
  [mailProviders.proton(), ["mail.protonmail.ch", "mailsec.protonmail.ch"]],
  [mailProviders.zoho({ domain: "eu" }), ["mx.zoho.eu", "mx2.zoho.eu", "mx3.zoho.eu"]],
  [mailProviders.zoho({ domain: "ca" }), ["mx.zohocloud.ca", "mx2.zohocloud.ca", "mx3.zohocloud.ca"]],
  [mailProviders.fastmail(), ["in1-smtp.messagingengine.com", "in2-smtp.messagingengine.com"]],
  [mailProviders.icloud(), ["mx01.mail.icloud.com", "mx02.mail.icloud.com"]],
  [mailProviders.mimecast({ region: "eu" }), ["eu-smtp-inbound-1.mimecast.com", "eu-smtp-inbound-2.mimecast.com"]],
  [mailProviders.mimecast({ region: "za" }), ["za-smtp-inbound-1.mimecast.co.za", "za-smtp-inbound-2.mimecast.co.za"]],
  [mailProviders.proofpoint({ id: "00123401" }), ["mx0a-00123401.pphosted.com", "mx0b-00123401.pphosted.com"]],
  [mailProviders.proofpointEssentials({ stack: "us1" }), ["mx1-us1.ppe-hosted.com", "mx2-us1.ppe-hosted.com"]],
  [mailProviders.barracuda({ id: "1234" }), ["d1234a.ess.barracudanetworks.com", "d1234b.ess.barracudanetworks.com"]],
  [
    mailProviders.barracuda({ id: "1234", country: "de" }),
    ["d1234.a.ess.de.barracudanetworks.com", "d1234.b.ess.de.barracudanetworks.com"],
  ],
  [mailProviders.yandex360(), ["mx.yandex.net"]],
  [mailProviders.migadu(), ["aspmx1.migadu.com", "aspmx2.migadu.com"]],
  [mailProviders.tuta(), ["mail.tutanota.de"]],
  [mailProviders.mailboxOrg(), ["mxext1.mailbox.org", "mxext3.mailbox.org"]],
  [mailProviders.rackspace(), ["mx1.emailsrvr.com", "mx2.emailsrvr.com"]],
  [mailProviders.ionos({ domain: "de" }), ["mx00.ionos.de", "mx01.ionos.de"]],
  [mailProviders.gandi(), ["spool.mail.gandi.net", "fb.mail.gandi.net"]],
  [mailProviders.namecheap(), ["mx1.privateemail.com", "mx2.privateemail.com"]],
  [mailProviders.hostinger(), ["mx1.hostinger.com", "mx2.hostinger.com"]],
];

describe("mailProviders", () => {
  it("tests every provider", () => {
    expect([...new Set(CASES.map(([{ key }]) => key))].sort()).toEqual(Object.keys(providerFacts).sort());
  });

  it.each(CASES)("$name covers its hosts, label by label", ({ key, mx }, hosts) => {
    expect(mx.filter((pattern) => !isMxPattern(pattern))).toEqual([]);
    for (const host of hosts) {
      expect({ host, covered: matchesMx(host, mx) }).toEqual({ host, covered: true });
      expect({ host, key: findProvider(host)?.key }).toEqual({ host, key });
      const parent = host.slice(host.indexOf(".") + 1);
      expect({ parent, covered: matchesMx(parent, mx) }).toEqual({
        parent,
        covered: findProvider(parent) !== undefined,
      });
      expect(matchesMx(`a.${host}`, mx)).toBe(mx.includes(`*.${host}`));
    }
  });

  it("has no wildcard that is one label too short for tenants of Microsoft", () => {
    expect(matchesMx("contoso-com.h-v1.mx.microsoft", ["*.mx.microsoft"])).toBe(false);
    expect(mailProviders.microsoft365({ daneZone: "h-v1" }).mx).toEqual(["*.h-v1.mx.microsoft"]);
  });

  it("says how sure it is", () => {
    const { name, confidence } = mailProviders.microsoft365();
    expect([name, confidence]).toEqual(["Microsoft 365", "documented"]);
    expect(mailProviders.proton().confidence).toBe("unverified");
  });
});

describe("hosts seen in the wild", () => {
  it.each(PROVIDER_HOSTS)("%s belongs to %s", (host, key) => {
    expect(findProvider(host)?.key).toBe(key);
  });

  it("get no advice as patterns", () => {
    expect(WILD_HOSTS.flatMap((host) => lintMailProviders([host]).map(({ code }) => `${host} ${code}`))).toEqual([]);
  });
});

describe("detectMailProvider", () => {
  it.each(CASES)("$name is known by its hosts, and its patterns cover them", ({ key }, hosts) => {
    const detected = detectMailProvider(hosts.map((host) => `${host.toUpperCase()}.`));
    expect(detected?.key).toBe(key);
    expect(hosts.filter((host) => !matchesMx(host, detected?.mx ?? []))).toEqual([]);
  });

  it.each<readonly [hosts: readonly string[], why: string]>([
    [[], "no host"],
    [["mail.example.com"], "an unknown host"],
    [["smtp.google.com", "mail.example.com"], "a backup elsewhere"],
    [["smtp.google.com", "mail.protonmail.ch"], "two providers"],
    [["evil-smtp.google.com.example.com"], "a name that only contains a known one"],
  ])("%j is nobody's: %s", (hosts) => {
    expect(detectMailProvider(hosts)).toBeUndefined();
  });
});
