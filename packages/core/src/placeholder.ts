/**
 * What people leave in a template, told by its kind. Names that exist are no placeholders, however much they look like one:
 * "your-server.de" and "yourhosting.nl" are providers.
 */

/** Brackets, braces, and variables of shells and template engines. */
const MARK =
  /[<>]|\{\{|\}\}|[$%]\{|\$[A-Z][A-Z_]{2,}|%(?:domain|host|mail|mx|id|serial|date)%|\[(?:your|my|domain|host|mail|mx)/i;

/** A label without its hyphens and underscores. */
const LABEL =
  /^(?:(?:your|some)(?!(?:server|host|name|mail)$)(?:sub|e?mail|smtp|mx|policy|company|organi[sz]ation|server|host|domain|name|here)+|(?:my|tu|tuo|votre|ihre|deine|meine)(?:domaine?|dominio)(?:name|here)?|(?:change|replace)(?:me|this|with\w*)|insert\w*here|placeholder|x{3,})$/;

/** Names that nobody can have, for documentation (RFC 2606 §2 and §3). */
const DOCUMENTATION = /(?:^|\.)example(?:\.(?:com|net|org))?$/;

/** Domains below which examples are right: the other reserved top-level domains (RFC 2606 §2), and "example.co.uk" and the like. */
const RESERVED = /(?:^|\.)example\.|\.(?:test|invalid|localhost)$/;

/** MX hosts that two registrars really give to their customers. */
const REAL = /^mx\.(?:my)?domain\.com$/;

/** Whether the text holds a mark that a template engine, or a person, was to replace. */
export function hasTemplateMark(text: string): boolean {
  return MARK.test(text);
}

/**
 * Whether a name, in lower case, was left over from a template. A policy domain of the same kind makes it right: then the whole
 * is an example. Where the domain is not known, names for documentation pass, since they may go with a domain of their kind.
 */
export function isPlaceholderName(name: string, domain: string | undefined): boolean {
  if (domain !== undefined && (name === domain || name.endsWith(`.${domain}`))) return false;
  if (DOCUMENTATION.test(name)) {
    return domain !== undefined && !DOCUMENTATION.test(domain) && !RESERVED.test(domain);
  }
  if (REAL.test(name)) return false;
  const label = templateLabel(name);
  return label === undefined ? /(?:^|\.)domain\.com$|\.tld$/.test(name) : !(domain ?? "").split(".").includes(label);
}

/** The first label of a template; the top-level domain "xxx" is none. */
function templateLabel(name: string): string | undefined {
  const labels = name.split(".", MAX_LABELS);
  const ownLabels = labels.length > 1 ? labels.slice(0, -1) : labels;
  return ownLabels.find((label) => LABEL.test(label.replace(/[-_]/g, "")));
}

/** No name has more, and a text from outside may. */
const MAX_LABELS = 128;

/** Whether an id, which keeps its grammar, stands for one that was never filled in. */
export function isPlaceholderId(id: string): boolean {
  return /^(?:y+m{2}d{2}[a-z0-9]*|x{3,}|(?:your|unique|policy)+id|changeme|timestamp)$/i.test(id);
}
