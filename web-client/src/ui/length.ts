/** How limits count: in code points, so that an emoji of one code point is one. */
export const lengthOf = (words: string): number => Array.from(words).length;
