// A comparison is fair only between programs that ask for the same: the types, names, arguments and dependencies of every
// resource, as they stand in the state after `up`.

/** Throws where two states differ in more than the component and what clouds choose by chance. */
export function mustBeSame(one, other) {
  const [ours, theirs] = [one, other].map(comparable);
  for (const key of new Set([...ours.keys(), ...theirs.keys()])) {
    if (ours.get(key) === theirs.get(key)) continue;
    throw new Error(`the programs differ in ${key}:\n  ${ours.get(key)}\n  ${theirs.get(key)}`);
  }
  return ours.size;
}

function comparable({ deployment }) {
  const children = deployment.resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  const given = placeholders(children);
  const stable = (value) => given.reduce((text, [id, name]) => text.replaceAll(id, name), JSON.stringify(value));
  return new Map(
    children.map(({ urn, type, inputs, dependencies = [], protect = false }) => [
      `${type} ${nameOf(urn)}`,
      stable({ inputs: sorted(inputs), dependencies: dependencies.map(nameOf).sort(), protect }),
    ]),
  );
}

/** What clouds have chosen, each with the name of the resource that it belongs to, the longest first. */
function placeholders(children) {
  const owners = new Map();
  for (const one of children) {
    for (const text of chosenByChance(one)) owners.set(text, [...(owners.get(text) ?? []), nameOf(one.urn)].sort());
  }
  return [...owners]
    .filter(([, names]) => new Set(names.map((name) => name.slice(0, "mail-0001".length))).size === 1)
    .map(([text, [name]]) => [text, `<${name}>`])
    .sort(([one], [other]) => other.length - one.length);
}

/** The id of a resource, and what its cloud derives from an id. */
function chosenByChance({ id, outputs }) {
  const { domainName = "", domainValidationOptions = [], name = "" } = outputs;
  const proofs = domainValidationOptions.flatMap((one) => [one.resourceRecordName, one.resourceRecordValue]);
  return [
    id,
    /-[0-9a-f]{7}$/u.test(name) ? name : id,
    domainName.endsWith(".cloudfront.net") ? domainName : id,
    ...proofs.map((text) => text.replace(/\.$/u, "")),
  ];
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
}

function nameOf(urn) {
  return urn.split("::").at(-1);
}
