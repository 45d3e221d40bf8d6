// What a plan asks for, in the same words whoever wrote the configuration, so that two of them can be compared.

/** Each resource with its known values and the names of those that are not known yet, sorted. */
export function resourcesOf({ resource_changes: changes }) {
  return changes
    .map(({ address, type, change }) => [keyOf(address), type, change.after, change.after_unknown])
    .sort(byKey);
}

/** `0001.host_record`, of `mail-0001_host-record_1A2B3C4D` and of `host_record_0001`. */
function keyOf(address) {
  const name = address.slice(address.indexOf(".") + 1);
  const [, byConstruct, key] = /^mail-(\d+)_([\w-]+)_[0-9A-F]{8}$/u.exec(name) ?? [];
  if (byConstruct !== undefined) return `${byConstruct}.${key.replaceAll("-", "_")}`;
  const [, own, number] = /^(\w+)_(\d+)$/u.exec(name) ?? [];
  return `${number}.${own}`;
}

function byKey([one], [other]) {
  return one < other ? -1 : 1;
}

/** The first thing that differs, if anything. */
export function difference(some, others) {
  if (some.length !== others.length) return `${some.length} resources, and ${others.length}`;
  const index = some.findIndex((one, i) => JSON.stringify(one) !== JSON.stringify(others[i]));
  return index === -1 ? undefined : `${JSON.stringify(some[index])}, and ${JSON.stringify(others[index])}`;
}
