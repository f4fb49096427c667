/** How people look: initials and one of eight hues, the same on every screen. */

export function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const [first = ''] = words;
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  const letters =
    last === '' ? Array.from(first).slice(0, 2) : [Array.from(first)[0], Array.from(last)[0]];
  return letters.join('').toLocaleUpperCase();
}

const hues = 8;
/** @param place in the order in which people joined, which is the same for everybody */
export const colourOf = (place: number): string => `var(--p${(Math.max(place, 0) % hues) + 1})`;
