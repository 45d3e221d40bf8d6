/** The known word that differs from this one by a letter missing, added, changed or swapped with its neighbour, or by case. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  return known.find((other) => other !== word && isWithinOneEdit(lower, other));
}

/** Whether one edit at most turns the one text into the other. */
function isWithinOneEdit(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  const [first, second, ...rest] = Array.from({ length: b.length }, (_, i) => i).filter((i) => a[i] !== b[i]);
  const same = first ?? b.length;
  const isAdded = a.slice(same + 1) === b.slice(same);
  const isMissing = a.slice(same) === b.slice(same + 1);
  const isChanged = a.slice(same + 1) === b.slice(same + 1);
  // The two only places that differ stand side by side and hold each other's character.
  const isSwapped = second === same + 1 && rest.length === 0 && a[same] === b[second] && a[second] === b[same];
  return isAdded || isMissing || isChanged || (isSwapped && a.length === b.length);
}
