/** How much is known about the hosts of a mail provider. */
export interface ProviderFacts {
  /** The provider's own name, for people. */
  readonly name: string;
  /** The MX hosts that it gives to its customers, all of a lower-case name. */
  readonly hosts: RegExp;
  /** The hosts whose first label may be a wildcard, because the provider itself documents or publishes that. */
  readonly wildcard?: RegExp;
  /** Where the hosts stand. */
  readonly source: string;
  /** Whether the provider itself names the hosts; others were seen in configurations of its customers. */
  readonly confidence: "documented" | "unverified";
}

const CUSTOMERS = "records of customers";
const templateOf = (file: string) => `https://github.com/Domain-Connect/Templates/blob/master/${file}.json`;

/** Facts that a provider's own pages or templates state. */
const documented = (name: string, hosts: RegExp, source: string, wildcard?: RegExp): ProviderFacts => ({
  name,
  hosts,
  source,
  confidence: "documented",
  ...(wildcard === undefined ? {} : { wildcard }),
});

/** Hosts that customers have in their records; ask the provider before a policy enforces them. */
const unverified = (name: string, hosts: RegExp): ProviderFacts => ({
  name,
  hosts,
  source: CUSTOMERS,
  confidence: "unverified",
});

/** The clouds of the world, of the government of the USA (GCC High and DoD), and of China. */
const MICROSOFT =
  /^[a-z0-9-]+\.(mail\.protection\.(outlook\.com|office365\.us|partner\.outlook\.cn)|[a-z]-v1\.mx\.microsoft)$/;
const CLOUDFLARE = /^[a-z0-9-]+\.mx\.cloudflare\.net$/;

/** Mail providers by the name of their preset. Hosts change: these are advice, and the MX records of the domain count. */
export const providerFacts = {
  microsoft365: documented(
    "Microsoft 365",
    MICROSOFT,
    "https://learn.microsoft.com/purview/how-smtp-dane-works",
    MICROSOFT,
  ),
  googleWorkspace: documented(
    "Google Workspace",
    /^(smtp\.google\.com|(alt[1-4]\.)?aspmx\.l\.google\.com|aspmx[2-5]\.googlemail\.com)$/,
    "https://support.google.com/a/answer/174125",
    /^(alt[1-4]\.aspmx\.l\.google|aspmx[2-5]\.googlemail)\.com$/,
  ),
  cloudflareEmailRouting: documented(
    "Cloudflare Email Routing",
    CLOUDFLARE,
    "https://developers.cloudflare.com/email-routing/",
    CLOUDFLARE,
  ),
  amazonSes: documented(
    "Amazon SES",
    /^inbound-smtp\.[a-z]+(-[a-z]+)+-[0-9]\.amazonaws\.com$/,
    "https://docs.aws.amazon.com/ses/latest/dg/receiving-email-mx-record.html",
  ),
  improvMx: documented("ImprovMX", /^mx[12]\.improvmx\.com$/, templateOf("improvmx.com.email")),
  forwardEmail: documented("Forward Email", /^mx[12]\.forwardemail\.net$/, templateOf("forwardemail.net.email")),
  goDaddy: documented(
    "GoDaddy Professional Email",
    /^(smtp|mailstore1)\.secureserver\.net$/,
    "https://github.com/Domain-Connect/Templates",
  ),
  titan: documented("Titan", /^mx[12]\.titan\.email$/, "https://github.com/Domain-Connect/Templates"),
  flockmail: documented("Flock", /^mx[12]\.flockmail\.com$/, templateOf("godaddy.com.cpanel_flockmail")),
  resend: documented("Resend", /^inbound-smtp\.resend\.com$/, "https://github.com/Domain-Connect/Templates"),
  mailgun: documented("Mailgun", /^mx[ab]\.mailgun\.org$/, "https://github.com/Domain-Connect/Templates"),
  sendGrid: documented("SendGrid", /^mx\.sendgrid\.net$/, "https://github.com/Domain-Connect/Templates"),
  ovh: documented("OVHcloud", /^mx[0-4]\.(mail\.)?ovh\.net$/, "https://github.com/ovh/docs"),
  proton: unverified("Proton", /^mail(sec)?\.protonmail\.ch$/),
  zoho: unverified("Zoho", /^mx[23]?\.(zoho\.(com|eu|in|com\.au|jp|sa|com\.cn)|zohocloud\.ca)$/),
  fastmail: unverified("Fastmail", /^in[12]-smtp\.messagingengine\.com$/),
  icloud: unverified("iCloud", /^mx0[12]\.mail\.icloud\.com$/),
  mimecast: unverified(
    "Mimecast",
    /^((us|usb|eu|de|au|ca|uk)-smtp-inbound-[12]\.mimecast\.com|za-smtp-inbound-[12]\.mimecast\.co\.za)$/,
  ),
  proofpoint: unverified("Proofpoint", /^(mx0[ab]-[a-z0-9]+|mx[ab]-[a-z0-9]+\.gslb)\.pphosted\.com$/),
  proofpointEssentials: unverified("Proofpoint Essentials", /^mx[12]-[a-z0-9]+\.ppe-hosted\.com$/),
  barracuda: unverified("Barracuda", /^d[0-9]+\.?[ab]\.ess\.([a-z]{2}\.)?barracudanetworks\.com$/),
  yandex360: unverified("Yandex 360", /^mx\.yandex\.net$/),
  migadu: unverified("Migadu", /^aspmx[12]\.migadu\.com$/),
  tuta: unverified("Tuta", /^mail\.tutanota\.de$/),
  mailboxOrg: unverified("mailbox.org", /^mxext[123]\.mailbox\.org$/),
  rackspace: unverified("Rackspace", /^mx[12]\.emailsrvr\.com$/),
  ionos: unverified("IONOS", /^mx0[01]\.(ionos\.(com|de|co\.uk|es|fr|it)|kundenserver\.de)$/),
  gandi: unverified("Gandi", /^(spool|fb)\.mail\.gandi\.net$/),
  namecheap: unverified("Namecheap Private Email", /^mx[12]\.privateemail\.com$/),
  hostinger: unverified("Hostinger", /^mx[12]\.hostinger\.com$/),
} as const satisfies Readonly<Record<string, ProviderFacts>>;

/** The name of a mail provider's preset. */
export type MailProviderKey = keyof typeof providerFacts;
