/**
 * One backlog, reckoned by hand. tests/protocol/domain/twelve_tickets.tests.cpp holds the server to
 * the same table.
 *
 * Two sprints of 20 points. "ago" in days before now; description in characters.
 *
 * |   | points | description | criteria | updated | moved | beside that                    |
 * |---|--------|-------------|----------|---------|-------|--------------------------------|
 * | A | 5      | 120         | 1        | 0       | 0     |                                |
 * | B | 3      | 80          | 1        | 0       | 0     | waits for D, which stands below |
 * | C | 8      | 79          | 2        | 31      | 31    |                                |
 * | D | 2      | 200         | none     | 1       | 1     |                                |
 * | E | none   | 90          | 1        | 29      | never |                                |
 * | F | 13     | 300         | 1        | 0       | 0     | done: counts nowhere           |
 * | G | 5      | 100         | 1        | 60      | never | settled in a round 2 days ago  |
 * | H | ?      | 0           | none     | 40      | 29    |                                |
 * | I | 13     | 85          | 1        | 100     | 100   |                                |
 * | J | 8      | 300         | 1        | 0       | 0     | archived: counts nowhere       |
 * | K | 1      | 85          | 1        | 1       | 1     |                                |
 * | L | 21     | 300         | 3        | 30      | 30    | exactly, which is still within |
 *
 * Lines. Sprint 1: 5, 8, 16, 18, E adds nothing, G would make 23: the line stands behind E, 18 of
 * 20. Sprint 2: G 5, H adds nothing, I 18, K 19, L would make 40: behind K, 19 of 20.
 * Detailed is asked of the nine above the last line: C (79 characters), D (no criterion), H (both)
 * are not; L below it always is: 7 of 10. Emergent: C, H, I are not (a move is no edit): 7.
 * Estimated: E is not ("?" is an estimate): 9. Prioritised: B stands above its blocker, C, E and I
 * were long or never moved: 6.
 */
import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/protocol/state';
import { sprintLines } from '../../../src/room/capacity';
import { healthOf } from '../../../src/room/health';
import { forecast } from '../../../src/room/schedule';
import { ShownRoom } from '../../../src/room/shown';
import { ann, bob, i1, item, noon, r1, roomOf, round, ticket } from '../support/room_facts';

const day = 24 * 60 * 60_000;
const ago = (days: number) => noon - days * day;
const letters = Array.from('ABCDEFGHIJKL');
const id = (letter: string) => `7c${String(letters.indexOf(letter) + 1).padStart(30, '0')}`;
const ids = (word: string) => Array.from(word, id);
const lettersOf = (tickets: readonly string[]) =>
  tickets.map((each) => letters.find((letter) => id(letter) === each)).join('');

interface Row {
  readonly points?: number | '?';
  readonly length: number;
  readonly criteria: number;
  readonly updated: number;
  readonly moved?: number;
}
const row = (letter: string, facts: Row, more: Partial<Ticket> = {}): Ticket =>
  ticket(id(letter), letter, {
    created: ago(facts.updated),
    updated: ago(facts.updated),
    ...(facts.points !== undefined && {
      estimate: {
        card: String(facts.points),
        by: ann,
        ...(facts.points !== '?' && { value: facts.points * 1000 }),
      },
    }),
    ...(facts.length > 0 && {
      texts: { description: { v: 1, length: facts.length, digest: '0000000000000000' } },
    }),
    ...(facts.criteria > 0 && {
      criteria: Array.from({ length: facts.criteria }, (_, n) => ({
        entry: String(n).padStart(32, 'e'),
        text: 'It is so',
      })),
    }),
    ...(facts.moved !== undefined && { moved: ago(facts.moved) }),
    ...more,
  });

const tickets = [
  row('A', { points: 5, length: 120, criteria: 1, updated: 0, moved: 0 }),
  row('B', { points: 3, length: 80, criteria: 1, updated: 0, moved: 0 }, { blocked_by: ids('D') }),
  row('C', { points: 8, length: 79, criteria: 2, updated: 31, moved: 31 }),
  row('D', { points: 2, length: 200, criteria: 0, updated: 1, moved: 1 }),
  row('E', { length: 90, criteria: 1, updated: 29 }),
  row(
    'F',
    { points: 13, length: 300, criteria: 1, updated: 0, moved: 0 },
    { status: { text: 'Shipped', category: 'done' } },
  ),
  row('G', { points: 5, length: 100, criteria: 1, updated: 60 }),
  row('H', { points: '?', length: 0, criteria: 0, updated: 40, moved: 29 }),
  row('I', { points: 13, length: 85, criteria: 1, updated: 100, moved: 100 }),
  row(
    'J',
    { points: 8, length: 300, criteria: 1, updated: 0, moved: 0 },
    { archived: { at: noon, by: bob } },
  ),
  row('K', { points: 1, length: 85, criteria: 1, updated: 1, moved: 1 }),
  row('L', { points: 21, length: 300, criteria: 3, updated: 30, moved: 30 }),
];
const sprint = (n: number) => ({
  sprint: String(n).padStart(32, '5'),
  name: `Sprint ${n}`,
  points: 20_000,
});

function viewOf(parts: Parameters<typeof roomOf>[0] = {}): ShownRoom {
  const view = new ShownRoom(
    roomOf({
      tickets,
      rounds: [round(r1, id('G'), { phase: 'settled', settled: ago(2) })],
      sprints: [sprint(1), sprint(2)],
      ...parts,
    }),
  );
  view.update([], { me: ann, now: noon });
  return view;
}

describe('twelve tickets, reckoned by hand', () => {
  it('CAP-2 the lines stand behind E and K', () => {
    const lines = sprintLines(viewOf()).map((line) => ({
      tickets: lettersOf(line.tickets),
      after: lettersOf([line.after ?? '']),
      used: line.used,
      unsized: lettersOf(line.unsized),
    }));
    expect(lines).toEqual([
      { tickets: 'ABCDE', after: 'E', used: 18_000, unsized: 'E' },
      { tickets: 'GHIK', after: 'K', used: 19_000, unsized: 'H' },
    ]);
  });

  it('HLT-1 four rings, and who is missing in each', () => {
    const { counts, rings, tooFew } = healthOf(viewOf(), noon);
    expect(counts).toEqual({
      tickets: 10,
      detailed: 7,
      emergent: 7,
      estimated: 9,
      prioritised: 6,
    });
    expect(tooFew).toBe(false);
    const lacking = (name: keyof typeof rings) =>
      rings[name].lacking.map((each) => `${lettersOf([each.ticket])} ${each.missing.join(' ')}`);
    expect(lacking('detailed')).toEqual([
      'C description',
      'D criterion',
      'H description criterion',
    ]);
    expect(lacking('emergent')).toEqual(['C touched', 'H touched', 'I touched']);
    expect(lacking('estimated')).toEqual(['E estimate']);
    expect(lacking('prioritised')).toEqual(['B above_blocker', 'C order', 'E order', 'I order']);
  });

  // 15 minutes for seven tickets. Before one is through, the pace is the box: 900 s ÷ 7, whole
  // seconds: 128. With A through in 120 s and B in 210, it is 165, and of the 520 s that are left
  // three more tickets fit.
  it('AGD-9 the forecast reaches ticket 5 of 7', () => {
    const running = item(i1, {
      state: 'running',
      queue: ids('ABCDEGH'),
      since: noon - 380_000,
    });
    expect(forecast(viewOf({ agenda: [{ ...running, since: noon }] }), noon)).toEqual({
      ...{ finished: 0, of: 7, reach: 7, unfit: 0, pace_ms: 128_000, spare_ms: 4000 },
    });
    const finished = [
      { ticket: id('A'), ms: 120_000 },
      { ticket: id('B'), ms: 210_000 },
    ];
    expect(forecast(viewOf({ agenda: [{ ...running, finished }] }), noon)).toEqual({
      ...{ finished: 2, of: 7, reach: 5, unfit: 2, pace_ms: 165_000, spare_ms: 0 },
    });
  });
});
