import { error, warning, type CatalogueEntry } from "./entry";

/** Files that are held on a disk before they are published. */
export const heldTextIssues = {
  "policy-file-path": {
    ...warning("senders find the file only as .well-known/mta-sts.txt", "move it there", "RFC 8461 §3.3"),
    exception: "info where only the folder is another one",
  },
  "txt-cut-by-comment": error(
    "a semicolon outside of quotes begins a comment, so a zone file ends the record there",
    "put the value in quotes",
    "RFC 1035 §5.1",
  ),
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
