/** The type of the component in Pulumi's addresses of its children. */
const COMPONENT = "mtasts:index:MtaSts$";

/** The keys of the children that show nothing of the policy, and of those that do. */
const KEYS = {
  serving: [
    "bucket",
    "public-access-block",
    "ownership-controls",
    "bucket-policy",
    "certificate-validation",
    "origin-access-control",
    "suffix",
  ],
  showing: ["sts-record", "policy-file", "worker", "host-record", "distribution"],
} as const;

/**
 * What all children of one component have in common, by the place of a child: `…MtaSts$type::name-key` in Pulumi,
 * `type.name_key_1A2B3C4D` in CDKTF. `undefined` for other resources. Takes time in proportion to the address.
 */
export function componentOf(address: string, kind: keyof typeof KEYS): string | undefined {
  const urnName = address.lastIndexOf("::");
  if (urnName !== -1) {
    const name = isChild(address) ? parentName(address.slice(urnName + 2), "-", kind) : undefined;
    return name === undefined ? undefined : `${COMPONENT}${name}`;
  }
  const dot = address.lastIndexOf(".");
  const unhashed = withoutHash(address.slice(dot + 1));
  const name = unhashed === undefined ? undefined : parentName(unhashed, "_", kind);
  if (dot === -1 || name === undefined) return undefined;
  const modules = address.slice(0, address.lastIndexOf(".", dot - 1) + 1);
  return `${modules}${name}`;
}

/** Whether Pulumi's address says that it is the child of a component, by its type and its name. */
export function isOfComponent(address: string): boolean {
  return isChild(address) && componentOf(address, "serving") !== undefined;
}

function isChild(address: string): boolean {
  return address.includes(COMPONENT);
}

/** The name of the component, which the names of its children begin with. */
function parentName(name: string, separator: string, kind: keyof typeof KEYS): string | undefined {
  const endings = KEYS[kind].map((key) => `${separator}${key}`);
  const ending = endings.find((each) => name.length > each.length && name.endsWith(each));
  return ending === undefined ? undefined : name.slice(0, -ending.length);
}

const HASH_LENGTH = 8;

/** CDKTF ends the names of resources with a hash of their path. */
function withoutHash(name: string): string | undefined {
  const isHashed = /^_[0-9A-F]{8}$/.test(name.slice(-HASH_LENGTH - 1));
  return isHashed ? name.slice(0, -HASH_LENGTH - 1) : undefined;
}
