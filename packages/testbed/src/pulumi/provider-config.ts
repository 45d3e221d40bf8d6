import { type Attributes, equal, isAbsent } from "../cloud/value.js";
import { type PropertyChange } from "./provider.js";

/** How a provider's inputs changed. No change replaces the provider; the resources say for themselves what it means. */
export function configChanges(olds: Attributes, news: Attributes): readonly PropertyChange[] {
  const keys = new Set([...Object.keys(olds), ...Object.keys(news)].filter((key) => key !== "version"));
  return [...keys].flatMap((path): readonly PropertyChange[] => {
    if (equal(olds[path], news[path])) return [];
    const kind = isAbsent(olds[path]) ? "add" : isAbsent(news[path]) ? "delete" : "update";
    return [{ path, kind, replaces: false }];
  });
}
