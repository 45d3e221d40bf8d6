/** Whether the text matches a pattern of AWS, where `*` stands for any text and `?` for one character. Never backtracks twice. */
export function matchesGlob(text: string, pattern: string): boolean {
  let t = 0;
  let p = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === "*") {
      star = p;
      resume = t;
      p += 1;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p += 1;
      t += 1;
    } else if (star === -1) {
      return false;
    } else {
      p = star + 1;
      resume += 1;
      t = resume;
    }
  }
  while (pattern[p] === "*") p += 1;
  return p === pattern.length;
}
