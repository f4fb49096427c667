import { describe, expect, it } from 'vitest';
import type { SplitDraft, Ticket } from '../../../src/protocol/state';
import { applyOperation } from '../../../src/room/apply';
import type { Room } from '../../../src/room/room';
import {
  childOf,
  childrenOf,
  guessLine,
  partsOf,
  splitters,
  untitled,
} from '../../../src/room/split';
import { draftOf, isTooLarge } from '../../../src/room/split_drafts';
import { stateHash } from '../../../src/room/state_hash';
import {
  ann,
  at,
  bob,
  cleo,
  d1,
  deck,
  dots,
  happens,
  i1,
  item,
  r1,
  roomOf,
  round,
  t1,
  t2,
  t3,
  ticket,
} from '../support/room_facts';

const s1 = '5b1'.padEnd(31, '0') + '1';
const c = (n: number): string => `7cc${String(n).padStart(29, '0')}`;
const e = (n: number): string => `e7${String(n).padStart(30, '0')}`;
const criteria = (n: number) =>
  Array.from({ length: n }, (_, index) => ({ entry: e(index), text: `Criterion ${index}` }));

const draft = (more: Partial<SplitDraft> = {}): SplitDraft => ({
  split: s1,
  ticket: t1,
  by: ann,
  opened: at(11),
  children: [
    { ticket: c(1), title: '' },
    { ticket: c(2), title: '' },
  ],
  take: { type: true, labels: true, theme: true, requester: true, links: true },
  ...more,
});
const parent = (more: Partial<Ticket> = {}) => ticket(t1, 'A', { criteria: criteria(3), ...more });
const roomWith = (more: Partial<Ticket> = {}) =>
  roomOf({ tickets: [parent(more), ticket(t2, 'B'), ticket(t3, 'C')] });
const opened = (room: Room = roomWith()): Room => {
  happens(room, ann, 'split.opened', { split: s1, ticket: t1, children: [c(1), c(2)] });
  return room;
};

describe('SPL-1, SPL-2 a draft', () => {
  it('opens with two children that take everything along', () => {
    expect(draftOf(opened(), t1)).toEqual(draft());
  });
  it('is edited by everybody, and says again what it was told', () => {
    const room = opened();
    const edit = {
      split: s1,
      add: c(3),
      titles: { [c(1)]: 'Arrow keys' },
      guesses: { [c(1)]: '5', [c(2)]: '3' },
      criteria: { [e(1)]: c(3) },
      take: { labels: false },
    };
    happens(room, bob, 'split.edited', edit);
    const once = room.splits;
    happens(room, bob, 'split.edited', edit);
    expect(room.splits).toEqual(once);
    expect(draftOf(room, t1)).toEqual(
      draft({
        children: [
          { ticket: c(1), title: 'Arrow keys', guess: '5' },
          { ticket: c(2), title: '', guess: '3' },
          { ticket: c(3), title: '' },
        ],
        criteria: { [e(1)]: c(3) },
        take: { ...draft().take, labels: false },
      }),
    );
    happens(room, bob, 'split.edited', { split: s1, remove: c(1), guesses: { [c(2)]: null } });
    happens(room, ann, 'split.edited', { split: s1, remove: c(2) });
    expect(draftOf(room, t1)?.children).toEqual([
      { ticket: c(2), title: '' },
      { ticket: c(3), title: '' },
    ]);
  });
  it('SPL-4 is given up', () => {
    const room = opened();
    happens(room, bob, 'split.closed', { split: s1 });
    expect(room.splits).toEqual([]);
  });
  it('HSH has its own row', () => {
    const room = roomWith();
    const before = stateHash(room);
    expect(stateHash(opened(room))).not.toBe(before);
    happens(room, ann, 'split.closed', { split: s1 });
    expect(stateHash(room)).toBe(before);
  });
});

/** Numbers that look random and are the same each time. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

describe('SPL-3 every criterion is in exactly one child', () => {
  it('and sits in the first where nothing else was said, or its child went', () => {
    const sent = draft({ criteria: { [e(0)]: c(2), [e(1)]: c(9) } });
    expect(childOf(sent, e(0))).toBe(c(2));
    expect(childOf(sent, e(1))).toBe(c(1));
    expect(partsOf(sent, parent()).map((part) => part.criteria.map(({ entry }) => entry))).toEqual([
      [e(1), e(2)],
      [e(0)],
    ]);
  });

  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'whatever is added, removed, sent and written meanwhile (%i)',
    (seed) => {
      const random = numbers(seed + 1);
      const below = (n: number): number => Math.floor((random.next().value as number) * n);
      const room = opened();
      let next = 3;
      let line = 3;
      for (let step = 0; step < 60; step += 1) {
        const now = draftOf(room, t1);
        const known = room.ticket(t1)?.criteria ?? [];
        if (!now) throw new Error('the draft is open');
        const child = now.children[below(now.children.length)]?.ticket ?? c(1);
        const entry = known[below(known.length)]?.entry ?? e(0);
        const what = below(6);
        if (what === 0 && now.children.length < 10)
          happens(room, bob, 'split.edited', { split: s1, add: c(next++) });
        else if (what === 1 && now.children.length > 2)
          happens(room, ann, 'split.edited', { split: s1, remove: child });
        else if (what === 2)
          happens(room, ann, 'split.edited', { split: s1, criteria: { [entry]: child } });
        else if (what === 3)
          happens(room, bob, 'split.edited', { split: s1, titles: { [child]: `Part ${step}` } });
        else if (what === 4)
          happens(room, bob, 'ticket.edited', {
            ticket: t1,
            set: { criteria: [...known, { entry: e(line++), text: `Criterion ${line}` }] },
          });
        else
          happens(room, ann, 'ticket.edited', {
            ticket: t1,
            set: { criteria: known.filter((each) => each.entry !== entry) },
          });
        const after = draftOf(room, t1);
        const of = room.ticket(t1);
        if (!after || !of) throw new Error('both are there');
        const placed = partsOf(after, of).flatMap((part) => part.criteria);
        expect(placed).toHaveLength(of.criteria?.length ?? 0);
        expect(new Set(placed)).toEqual(new Set(of.criteria ?? []));
      }
    },
  );
});

describe('what a draft says of itself', () => {
  it('names the first child without a title', () => {
    const half = draft({
      children: [
        { ticket: c(1), title: 'Arrow keys' },
        { ticket: c(2), title: '  ' },
      ],
    });
    expect(untitled(half)?.ticket).toBe(c(2));
    expect(untitled({ children: [{ ticket: c(1), title: 'Arrow keys' }] })).toBeUndefined();
  });
  it('guesses what the parts come to', () => {
    const sized = (...guesses: (string | undefined)[]) => ({
      children: guesses.map((guess, n) => ({
        ticket: c(n),
        title: '',
        ...(guess !== undefined && { guess }),
      })),
    });
    const of = { estimate: { card: '20', value: 20_000, by: ann } };
    expect(guessLine(sized(undefined, undefined), of, deck)).toBeUndefined();
    expect(guessLine(sized('5', undefined, '3'), of, deck)).toEqual({
      from: '20',
      to: ['5', undefined, '3'],
    });
    expect(guessLine(sized('5', '5', '3'), of, deck)).toEqual({
      from: '20',
      to: ['5', '5', '3'],
      sum: 13_000,
    });
    expect(guessLine(sized('5', '3'), {}, deck)).toEqual({ to: ['5', '3'], sum: 8000 });
  });
  it('is split by whoever began and whoever types there, of those who are in the room', () => {
    const room = roomOf();
    expect(splitters(room, draft(), [bob, ann])).toEqual([ann, bob]);
    happens(room, ann, 'participant.left', { participant: ann });
    expect(splitters(room, draft(), [cleo])).toEqual([cleo]);
    expect(splitters(room, draft({ by: null }), [])).toEqual([]);
  });
  it('asks for a split above the limit alone', () => {
    expect(isTooLarge(13_000, 13_000)).toBe(false);
    expect(isTooLarge(13_000, 20_000)).toBe(true);
    expect(isTooLarge(null, 100_000)).toBe(false);
    expect(isTooLarge(13_000, undefined)).toBe(false);
  });
});

describe('SPL-5 a ticket becomes several', () => {
  const split = (room: Room) =>
    happens(room, bob, 'ticket.split', {
      split: s1,
      ticket: t1,
      children: [
        {
          ...{ ticket: c(1), number: 4, rank: 'AV', title: 'Arrow keys' },
          criteria: [{ entry: e(0), text: 'Criterion 0' }],
          checked: { criteria: [e(0)] },
        },
        { ticket: c(2), number: 5, rank: 'Ah', title: 'Plus and minus' },
      ],
      links: [
        [t3, c(1)],
        [c(1), t2],
      ],
    });

  it('in its place, with links, agenda and archive', () => {
    const room = roomOf({
      tickets: [parent(), ticket(t2, 'B'), ticket(t3, 'C')],
      rounds: [round(r1, t1)],
      agenda: [item(i1, { tickets: [t2, t1, t3], queue: [t1, t3] })],
    });
    opened(room);
    split(room);
    expect(room.splits).toEqual([]);
    expect(room.everyTicket).toEqual([t1, c(1), c(2), t2, t3]);
    expect(room.ticket(c(1))).toEqual({
      ...{ ticket: c(1), number: 4, rank: 'AV', title: 'Arrow keys', from: t1 },
      criteria: [{ entry: e(0), text: 'Criterion 0' }],
      checked: { criteria: [e(0)] },
      created: at(12),
      updated: at(12),
      blocked_by: [t3],
    });
    expect(room.ticket(t2)?.blocked_by).toEqual([c(1)]);
    expect(room.ticket(t1)?.archived).toEqual({ at: at(12), by: bob, reason: 'split' });
    expect(room.round(r1)).toMatchObject({ phase: 'skipped', skipped: 'archived' });
    expect(room.agenda[0]).toMatchObject({
      tickets: [t2, t1, c(1), c(2), t3],
      queue: [t1, c(1), c(2), t3],
    });
    expect(childrenOf(room, t1).map((child) => child.ticket)).toEqual([c(1), c(2)]);
  });

  it('SPL-6 and is one again', () => {
    const room = opened();
    const before = room.ticket(t1);
    split(room);
    const { ticket: first, title } = room.ticket(c(1)) ?? parent();
    if (!before) throw new Error('the parent was there');
    happens(room, bob, 'tickets.put_back', {
      tickets: [
        { ...before, updated: at(13) },
        {
          ...ticket(first, 'AV', { title, number: 4, from: t1 }),
          archived: { at: at(13), by: bob, reason: 'undone' },
        },
        {
          ...ticket(c(2), 'Ah', { from: t1 }),
          archived: { at: at(13), by: bob, reason: 'undone' },
        },
      ],
      unlinked: [
        [t3, c(1)],
        [c(1), t2],
      ],
    });
    expect(room.ticket(t1)).toEqual({ ...before, updated: at(13) });
    expect(room.ticket(t2)?.blocked_by).toBeUndefined();
    expect(childrenOf(room, t1)).toEqual([]);
    expect(room.splits).toEqual([]);
  });

  it('MRG-5, DOT-6 dots go to the child that is named, or are dealt again', () => {
    const shown = dots({ phase: 'revealed', totals: [{ ticket: t1, n: 4 }] });
    const room = roomOf({ tickets: [parent(), ticket(t2, 'B')], ballots: [shown] });
    opened(room);
    const children = [{ ticket: c(1), number: 4, rank: 'AV', title: 'Arrow keys' }];
    const totals = [{ ticket: c(1), n: 4 }];
    happens(room, bob, 'ticket.split', {
      ...{ split: s1, ticket: t1, children },
      votings: [{ ballot: d1, tickets: [c(1), t2, t3], totals }],
    });
    expect(room.ballot(d1)).toEqual({ ...shown, tickets: [c(1), t2, t3], totals });

    const open = roomOf({
      tickets: [parent(), ticket(t2, 'B')],
      ballots: [dots({ placed: [{ participant: bob, left: 2 }], done: [bob] })],
    });
    opened(open);
    happens(open, ann, 'ticket.split', { split: s1, ticket: t1, children, redealt: [d1] });
    expect(open.ballot(d1)).toEqual(dots({ tickets: [t2, t3] }));
  });

  it('an operation on a draft that is not there changes nothing', () => {
    const room = roomWith();
    const operation = { seq: 11, at: at(11), by: ann } as const;
    applyOperation(room, { ...operation, op: 'split.edited', data: { split: s1, add: c(3) } });
    applyOperation(room, { ...operation, op: 'split.closed', data: { split: s1 } });
    expect(room.splits).toEqual([]);
  });
});
