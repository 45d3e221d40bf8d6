import { describe, expect, it } from "@jest/globals";
import { providerFacts } from "../src/mail-provider-data";
import { mailProviders, type MailProvider } from "../src/mail-providers";
import { hasTemplateMark, isPlaceholderId, isPlaceholderName } from "../src/placeholder";
import { policyVectors } from "./fixtures/vectors";
import { WILD_HOSTS } from "./fixtures/wild-hosts";

describe("isPlaceholderName", () => {
  it.each([
    "mail.yourdomain.com",
    "mx.your-domain.net",
    "your-email-server.com",
    "your_domain.org",
    "mail.your-company.com",
    "yourdomainhere.com",
    "your-mx-host-here",
    "mail.mydomain.org",
    "mydomain.com",
    "tudominio.com",
    "mail.votredomaine.fr",
    "mx.ihre-domain.de",
    "changeme.com",
    "replace-with-your-host.com",
    "mx.insert-domain-here.com",
    "mail.placeholder.com",
    "xxx.com",
    "mail.xxxxx.org",
    "domain.com",
    "mail.domain.com",
    "mail.domain.tld",
    "example.tld",
  ])("takes %s for one, whatever the domain is", (name) => {
    expect([isPlaceholderName(name, undefined), isPlaceholderName(name, "contoso.com")]).toEqual([true, true]);
  });

  it.each([
    ["mx.yourdomain.net", "yourdomain.net"],
    ["mx.yourdomain.net", "yourdomain.com"],
    ["mail.domain.com", "domain.com"],
    ["mail.example.com", "example.net"],
    ["mail.example.com", "shop.test"],
    ["mail.b.example", "shop.example.co.uk"],
    ["mail.example.com", undefined],
  ])("lets %s pass for the domain %s, which is of its kind", (name, domain) => {
    expect(isPlaceholderName(name, domain)).toBe(false);
  });

  it.each(["mail.example.com", "mx.example", "example.org"])("takes %s for one beside a real domain", (name) => {
    expect(isPlaceholderName(name, "contoso.com")).toBe(true);
  });

  it.each([
    ...WILD_HOSTS,
    "www12.your-server.de",
    "mail.yourhosting.nl",
    "mx.mydomain.com",
    "mx.domain.com",
    "mail.notexample.com",
    "mail.example.co.uk",
    "mail.adult.xxx",
    "mail.contoso.com",
    "mx.domainfactory.de",
    "mail.yourtown.gov.uk",
    "mx.mymail.ch",
    "changement.fr",
    "mail.changeme-not.org",
  ])("knows that %s is real", (name) => {
    expect([isPlaceholderName(name, undefined), isPlaceholderName(name, "contoso.com")]).toEqual([false, false]);
  });

  it("knows that the hosts of every provider are real", () => {
    const presets = Object.keys(providerFacts).map((key) => {
      const preset = mailProviders[key as keyof typeof mailProviders] as (options?: object) => MailProvider;
      return preset({ region: "eu", domain: "com", id: "1", stack: "us1", host: "a.mail.protection.outlook.com" }).mx;
    });
    expect(presets.flat().filter((host) => isPlaceholderName(host, "contoso.com"))).toEqual([]);
  });

  it("takes no valid policy of the vectors for a template", () => {
    const hosts = policyVectors.flatMap(({ expect: policy }) => policy?.mx ?? []);
    expect(hosts.length).toBeGreaterThan(30);
    expect(hosts.filter((host) => isPlaceholderName(host.toLowerCase(), undefined))).toEqual([]);
  });
});

describe("hasTemplateMark", () => {
  it.each([
    "<yourdomain>",
    "{{ mode }}",
    "${mode}",
    "%{mode}",
    "$DOMAIN",
    "tls@$MAIL_DOMAIN",
    "mx.%domain%",
    "[your host]",
  ])("finds one in %j", (text) => {
    expect(hasTemplateMark(text)).toBe(true);
  });

  it.each(["mx_1.example.net", "enforced", "mailto:a$b@example.net", "https://a.example/%2Cb%2Cc", "[2001:db8::1]"])(
    "finds none in %j",
    (text) => {
      expect(hasTemplateMark(text)).toBe(false);
    },
  );
});

describe("isPlaceholderId", () => {
  it.each([
    "YYYYMMDD",
    "YYYYMMDDhhmmssZ",
    "yyyymmdd01",
    "xxxx",
    "YOURID",
    "uniqueid",
    "policyId",
    "changeme",
    "timestamp",
  ])("takes %s for one", (id) => {
    expect(isPlaceholderId(id)).toBe(true);
  });

  it.each(["20160831085700Z", "1", "d1d5ae0c7aab8c9e6c3b8d9c4ad8b1a5", "xx", "id1", "2026112801"])(
    "takes %s for an id",
    (id) => {
      expect(isPlaceholderId(id)).toBe(false);
    },
  );
});
