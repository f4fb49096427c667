/** What somebody means who writes into the palette. Pure. */

const wordsOf = (text: string): readonly string[] =>
  text
    .toLocaleLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/**
 * Whether each word that is written begins a word of the label, in any order: "nudge ana" means
 * "Ana: Nudge", and "end" does not mean "Calendar".
 */
export function isMeant(label: string, written: string): boolean {
  const words = wordsOf(label);
  return wordsOf(written).every((begun) => words.some((word) => word.startsWith(begun)));
}

/** Those that begin as it is written stand first; else they keep their order. */
export function nearestFirst<T>(all: readonly T[], labelOf: (one: T) => string, written: string) {
  const begins = (one: T) => labelOf(one).toLocaleLowerCase().startsWith(written);
  return [...all.filter(begins), ...all.filter((one) => !begins(one))];
}
