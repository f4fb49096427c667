import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/protocol/state';
import {
  differences,
  fieldsToSet,
  isFromBefore,
  likelyToStay,
  mergedInto,
  takenAlong,
  unitedLists,
  usualOf,
} from '../../../src/room/merge';
import { ShownRoom } from '../../../src/room/shown';
import type { Room } from '../../../src/room/room';
import {
  ann,
  at,
  bob,
  d1,
  dots,
  happens,
  i1,
  item,
  r1,
  r2,
  roomOf,
  round,
  t1,
  t2,
  t3,
  t4,
  ticket,
} from '../support/room_facts';

const e1 = 'e7'.padEnd(32, '1');
const e2 = 'e7'.padEnd(32, '2');

describe('what differs between tickets that are merged', () => {
  const first = ticket(t1, 'A', { title: 'Pan by keys', type: 'story', assignee: 'Ida' });
  const second = ticket(t2, 'B', {
    title: 'Keyboard panning',
    type: 'story',
    requester: 'Walkers',
    status: { text: 'New', category: 'todo' },
  });

  it('is told field by field, each value once, and alike ones are left out', () => {
    expect(differences([first, second])).toEqual([
      {
        field: 'title',
        options: [
          { value: 'Pan by keys', of: [t1] },
          { value: 'Keyboard panning', of: [t2] },
        ],
      },
      {
        field: 'status',
        options: [
          { value: undefined, of: [t1] },
          { value: { text: 'New', category: 'todo' }, of: [t2] },
        ],
      },
      {
        field: 'assignee',
        options: [
          { value: 'Ida', of: [t1] },
          { value: undefined, of: [t2] },
        ],
      },
      {
        field: 'requester',
        options: [
          { value: undefined, of: [t1] },
          { value: 'Walkers', of: [t2] },
        ],
      },
    ]);
    const third = ticket(t3, 'C', { title: 'Pan by keys' });
    const [title, type] = differences([first, second, third]);
    expect(title?.options[0]?.of).toEqual([t1, t3]);
    expect(type?.options.map(({ value }) => value)).toEqual(['story', undefined]);
  });

  it('keeps what the one that stays says, and takes what it does not say', () => {
    const all = differences([first, second]);
    expect(all.map((one) => usualOf(one)?.value)).toEqual([
      'Pan by keys',
      { text: 'New', category: 'todo' },
      'Ida',
      'Walkers',
    ]);
    expect(fieldsToSet(first, all, new Map())).toEqual({
      status: { text: 'New', category: 'todo' },
      requester: 'Walkers',
    });
  });

  it('sets what was chosen, an empty one too', () => {
    const all = differences([first, second]);
    const chosen = new Map(
      all.flatMap(({ field, options }) => {
        const option = options[field === 'requester' || field === 'status' ? 0 : 1];
        return option ? [[field, option] as const] : [];
      }),
    );
    expect(fieldsToSet(first, all, chosen)).toEqual({ title: 'Keyboard panning', assignee: null });
  });

  it('unites lists, and counts what comes along', () => {
    const lists: Ticket[] = [
      ticket(t1, 'A', {
        labels: ['map'],
        criteria: [{ entry: e1, text: 'Arrow keys pan' }],
        blocked_by: [t3],
      }),
      ticket(t2, 'B', {
        labels: ['map', 'walkers'],
        criteria: [{ entry: e2, text: 'Arrow keys pan' }],
        blocked_by: [t1, t3, t4],
        external: [{ entry: e1, title: 'Licence', done: false }],
        questions: [
          { question: e1, text: 'Which keys?', at: 1, by: ann },
          { question: e2, text: 'Why?', at: 1, by: ann, answer: { text: 'So', at: 2, by: bob } },
        ],
      }),
    ];
    expect(unitedLists(lists)).toEqual([{ list: 'labels', n: 2, more: 1 }]);
    const waiting = new Map([[t2, [t1, t4]]]);
    expect(takenAlong(lists, waiting)).toEqual({ links: 2, external: 1, questions: 1 });
  });

  it('proposes to keep what has been estimated, else what has a key, else the highest', () => {
    const plain = ticket(t1, 'A');
    const keyed = ticket(t2, 'B', { key: 'GEO-97' });
    const sized = ticket(t3, 'C', { estimate: { card: '5', by: ann } });
    expect(likelyToStay([plain, keyed, sized])).toBe(sized);
    expect(likelyToStay([plain, keyed])).toBe(keyed);
    expect(likelyToStay([ticket(t4, 'D'), plain])).toBe(plain);
  });
});

describe('MRG-4 tickets become one', () => {
  const merged = (room: Room) =>
    happens(room, bob, 'ticket.merged', {
      ticket: t1,
      tickets: [t2],
      set: { title: 'Panning by keys', labels: ['map', 'walkers'] },
      description: { v: 3, length: 42, digest: 'cbf29ce484222325' },
      blocks: [t4],
      blocked_by: [t3],
      checked: [e1],
    });
  const roomWith = () =>
    roomOf({
      tickets: [
        ticket(t1, 'A', { criteria: [{ entry: e1, text: 'Arrow keys pan' }] }),
        ticket(t2, 'B', { key: 'GEO-97' }),
        ticket(t3, 'C'),
        ticket(t4, 'D'),
      ],
      rounds: [round(r1, t1), round(r2, t2)],
      agenda: [item(i1, { tickets: [t2, t3] })],
    });

  it('the others go to the archive with where they went', () => {
    const room = roomWith();
    merged(room);
    expect(room.ticket(t1)).toMatchObject({
      ...{ title: 'Panning by keys', labels: ['map', 'walkers'], blocked_by: [t3] },
      texts: { description: { v: 3, length: 42, digest: 'cbf29ce484222325' } },
      checked: { criteria: [e1] },
      updated: at(11),
    });
    expect(room.ticket(t2)).toMatchObject({
      key: 'GEO-97',
      archived: { at: at(11), by: bob, reason: 'merged', of: t1 },
    });
    expect(room.ticket(t4)?.blocked_by).toEqual([t1]);
    expect(room.agenda[0]?.tickets).toEqual([t2, t1, t3]);
    expect(room.round(r1)?.phase).toBe('collecting');
    expect(room.round(r2)).toMatchObject({ phase: 'skipped', skipped: 'archived' });
  });

  it('MRG-6 and are put back whole, with their links', () => {
    const room = roomWith();
    const tickets = [t1, t2].flatMap((id) => room.ticket(id) ?? []);
    merged(room);
    happens(room, bob, 'tickets.put_back', { tickets, unlinked: [[t1, t4]] });
    expect([room.ticket(t1), room.ticket(t2)]).toEqual(tickets);
    expect(room.ticket(t4)?.blocked_by).toBeUndefined();
    happens(room, bob, 'tickets.put_back', { tickets: [], linked: [[t1, t4]] });
    expect(room.ticket(t4)?.blocked_by).toEqual([t1]);
  });

  it('MRG-5 dots that were shown are told as they are now', () => {
    const shown = dots({ phase: 'settled', totals: [{ ticket: t2, n: 2 }] });
    const room = roomOf({ ballots: [shown] });
    const voting = { ballot: d1, tickets: [t1, t3], totals: [{ ticket: t1, n: 1 }], returned: 1 };
    happens(room, bob, 'ticket.merged', { ticket: t1, tickets: [t2], set: {}, votings: [voting] });
    expect(room.ballot(d1)).toEqual({ ...shown, ...voting });
  });
});

describe('an estimate is from before the merge', () => {
  const gone = ticket(t2, 'B', { archived: { at: at(5), by: ann, reason: 'merged', of: t1 } });
  const shown = (stays: Ticket, settled: number) => {
    const room = roomOf({
      tickets: [stays, gone],
      rounds: [round(r1, t1, { phase: 'settled', estimate: '5', settled })],
    });
    return new ShownRoom(room);
  };
  const estimate = { card: '5', by: ann, round: r1 };
  it('where its round was settled before', () => {
    const stays = ticket(t1, 'A', { estimate });
    expect(mergedInto(shown(stays, at(4)), t1)).toEqual([gone]);
    expect(isFromBefore(shown(stays, at(4)), stays)).toBe(true);
    expect(isFromBefore(shown(stays, at(6)), stays)).toBe(false);
  });
  it('and where nobody voted, while nothing else was changed', () => {
    const set = ticket(t1, 'A', { estimate: { card: '5', by: ann }, updated: at(5) });
    expect(isFromBefore(shown(set, 0), set)).toBe(true);
    expect(isFromBefore(shown(set, 0), { ...set, updated: at(7) })).toBe(false);
    expect(isFromBefore(shown(set, 0), ticket(t1, 'A'))).toBe(false);
  });
  it('and never without a merge', () => {
    const room = new ShownRoom(roomOf({ tickets: [ticket(t1, 'A', { estimate })] }));
    expect(isFromBefore(room, ticket(t1, 'A', { estimate }))).toBe(false);
  });
});
