/** The targets of all links in a Markdown text, those in code left out. */
export function linksIn(text: string): readonly string[] {
  const prose = text.replaceAll(/^( *)```.*?^\1```$/gmsu, "").replaceAll(/`[^`\n]*`(?!\])/gu, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, link = ""]) => link);
}

/** The anchors that GitHub gives to headings. */
export function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/^#+ (.*)$/gmu)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
