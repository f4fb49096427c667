/** Lines that somebody pasted: one ticket each, without bullets; a tracker's key in front is its key. */
import { lengthOf } from '../length';
import { oneLine } from '../line';
import type { ImportedTicket } from '../../protocol/command';

const bullet = /^(?:[-*•–]|\d{1,3}[.)]|\[[ xX]\])\s+/;
const keyed = /^([A-Z][A-Z0-9]{1,9}-\d{1,7})[\s:–-]+(\S.*)$/;

export type ReadLines = {
  readonly tickets: readonly ImportedTicket[];
  /** Lines that are longer than a title may be. */
  readonly tooLong: number;
};

export function readLines(words: string, titleMax: number): ReadLines {
  const tickets: ImportedTicket[] = [];
  let tooLong = 0;
  for (const raw of words.split(/\r\n|\r|\n/)) {
    let line = oneLine(raw);
    while (bullet.test(line)) line = line.replace(bullet, '');
    if (line === '') continue;
    const [, key, rest] = keyed.exec(line) ?? [];
    const title = rest ?? line;
    if (lengthOf(title) > titleMax) tooLong += 1;
    else tickets.push(key === undefined ? { title } : { title, key });
  }
  return { tickets, tooLong };
}
