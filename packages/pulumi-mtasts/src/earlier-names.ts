import * as pulumi from "@pulumi/pulumi";

/**
 * PROVIDER pulumi 3: the engine hands an alias of a component down to its children only in the deployment that renames the component.
 * If that one fails before a child was updated, the next deployment would make the child anew. So each child is given the alias itself.
 *
 * @param component - The type and the name of the component.
 * @param opts - Its own options.
 * @returns Options for it, which its children inherit.
 */
export function aliasesOfChildren(
  { type, name }: { readonly type: string; readonly name: string },
  { aliases, parent }: pulumi.ComponentResourceOptions,
): pulumi.ComponentResourceOptions {
  if (!Array.isArray(aliases)) return {};
  const earlier = (aliases as readonly unknown[]).flatMap((alias) => earlierName(alias, { type, name, parent }));
  if (earlier.length === 0) return {};
  const transformation: pulumi.ResourceTransformation = ({ type: own, name: child, props, opts }) => {
    if (own === type || !child.startsWith(name)) return undefined;
    const given = earlier.map(({ name: former, urn }) => ({
      name: `${former}${child.slice(name.length)}`,
      parent: urn,
    }));
    return { props, opts: pulumi.mergeOptions(opts, { aliases: given }) };
  };
  return { transformations: [transformation] };
}

interface Earlier {
  readonly name: string;
  readonly urn: pulumi.Input<string>;
}

/** What an alias says of the component's earlier name; nothing where that is known only later, or where another project is named. */
function earlierName(
  alias: unknown,
  {
    type,
    name,
    parent,
  }: { readonly type: string; readonly name: string; readonly parent?: pulumi.Resource | undefined },
): readonly Earlier[] {
  if (typeof alias === "string") return [{ name: alias.slice(alias.lastIndexOf("::") + 2), urn: alias }];
  if (typeof alias !== "object" || alias === null || pulumi.Output.isInstance(alias)) return [];
  const given = alias as pulumi.Alias;
  const former = given.name ?? name;
  if (typeof former !== "string" || given.stack !== undefined || given.project !== undefined) return [];
  if (given.type !== undefined && given.type !== type) return [];
  const place = "parent" in given ? given.parent : parent;
  const above = place === pulumi.rootStackResource ? undefined : place;
  return [{ name: former, urn: pulumi.createUrn(former, type, above) }];
}
