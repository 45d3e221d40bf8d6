import { type NameData, policyFor, type PublishedParts, type Stage } from "@mtasts/testbed/stage";

/** A domain that everybody looks at. */
export interface Case {
  /** The first label of the domain; `.example` is the second. */
  readonly name: string;
  /** What is special about it, for the table. */
  readonly about: string;
  readonly publish: (stage: Stage, domain: string) => Promise<void>;
  /** The id of a policy that the senders hold already. */
  readonly knownId?: string;
}

/** A domain with everything as it should be, but for what is told. */
export function published(name: string, about: string, parts: (domain: string) => PublishedParts): Case {
  return {
    name,
    about,
    publish: async (stage, domain) => {
      await stage.publish(domain, parts(domain));
    },
  };
}

/** One that differs by the text of its policy. */
export function withText(name: string, about: string, change: (text: string, domain: string) => string): Case {
  return published(name, about, (domain) => ({ policy: change(policyFor(domain), domain) }));
}

/** One that differs by the records at some names, which are given without the domain; `@` is the domain itself. */
export function withNames(
  name: string,
  about: string,
  names: (domain: string, stage: Stage) => Readonly<Record<string, NameData>>,
): Case {
  return {
    name,
    about,
    publish: async (stage, domain) => {
      await stage.publish(domain);
      for (const [owner, data] of Object.entries(names(domain, stage))) {
        stage.zone.set(owner === "@" ? domain : `${owner}.${domain}`, data);
      }
    },
  };
}

/** One that differs by its TXT records, each of one character-string. */
export function withTxt(name: string, about: string, ...records: readonly string[]): Case {
  return withNames(name, about, () => ({ "_mta-sts": { txt: records.map((text) => [text]) } }));
}
