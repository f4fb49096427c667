import { describe, expect, it } from 'vitest';
import '../../../src/ui/i18n/split_words';
import { refusedMerge } from '../../../src/ui/merge/refused_merge';
import { roomOf, t1, t2, t3, ticket } from '../support/room_facts';

const room = roomOf({
  tickets: [
    ticket(t1, 'A', { key: 'GEO-97' }),
    ticket(t2, 'B', { key: 'GEO-118' }),
    ticket(t3, 'C', { key: 'GEO-121' }),
  ],
});
const refused = (code: string, data: object = {}) =>
  refusedMerge(room, { code, message: 'No.', data });

describe('why tickets were not merged', () => {
  it('names the circle that they would close', () => {
    expect(refused('cycle', { path: [t1, t3, t1] })).toEqual({
      words: 'Merged, they would wait for each other: GEO-97 → GEO-121 → GEO-97',
      redeals: false,
    });
  });
  it('names the ticket on which dots are placed, and what the lead may do', () => {
    expect(refused('in_ballot', { ticket: t2 })).toEqual({
      words: 'GEO-118 is being voted on.',
      redeals: true,
    });
  });
  it('says what to do about too much', () => {
    expect(refused('too_large').words).toBe(
      'No. Together this is more than one ticket may have. Remove some first.',
    );
  });
  it('says what the server says of the rest', () => {
    expect(refused('conflict')).toEqual({ words: 'No.', redeals: false });
  });
});
