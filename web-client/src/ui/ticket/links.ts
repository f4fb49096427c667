const bytes_max = 2000;
export const urls_max = 20;

/** What a ticket takes as a link: http or https, nothing that could hide in it. */
export const isLink = (words: string): boolean =>
  // eslint-disable-next-line no-control-regex -- control characters are what must not be there
  /^https?:\/\/[^\s\u0000-\u001f\u007f]+$/.test(words) &&
  new TextEncoder().encode(words).length <= bytes_max;

/** Where it leads, for people: the host, and enough of the path to tell two apart. */
export function shownLink(url: string): string {
  const short = url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '');
  return short.length > 48 ? `${short.slice(0, 47)}…` : short;
}
