import { describe, expect, it } from 'vitest';
import type { RoomFacts } from '../../../src/protocol/state';
import {
  holdersOf,
  holds,
  isMyTurn,
  mayVote,
  nameOf,
  nextTicket,
  progressOf,
  settledAt,
  spotlightOf,
  type Right,
} from '../../../src/room/selectors';
import { ShownRoom } from '../../../src/room/shown';
import {
  ann,
  bob,
  cleo,
  deck,
  noon,
  participant,
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

function viewOf(parts: Parameters<typeof roomOf>[0] = {}, me = ann): ShownRoom {
  const view = new ShownRoom(roomOf(parts));
  view.update([], { me, now: 0 });
  return view;
}
const estimate = (card: string, value?: number, round?: string) => ({
  card,
  by: ann,
  ...(value === undefined ? {} : { value }),
  ...(round === undefined ? {} : { round }),
});
const archived = { at: 1, by: ann };

describe('RGT rights, as far as buttons go', () => {
  it.each<[string, Right, boolean]>([
    [ann, 'lead', true],
    [ann, 'own', true],
    [bob, 'write', true],
    [bob, 'order', true],
    [bob, 'lead', false],
    [bob, 'own', false],
    [cleo, 'write', true],
  ])('%s %s: %s', (me, right, may) => expect(holds(viewOf({}, me), right)).toBe(may));
  it('are told of everybody who is still in the room', () => {
    const people = [
      participant(ann, { facilitates: true, owns: true }),
      participant(bob, { facilitates: true, left: true }),
      participant(cleo, { role: 'observer' }),
    ];
    const idsOf = (rights: RoomFacts['rights']) =>
      holdersOf(viewOf({ participants: people, room: { rights } }), 'write').map(
        (one) => one.participant,
      );
    const rest = { order: 'everybody', lead: 'everybody' } as const;
    expect(idsOf({ ...rest, write: 'facilitators' })).toEqual([ann]);
    expect(idsOf({ ...rest, write: 'everybody' })).toEqual([ann, cleo]);
  });
  it('follow the settings of the room', () => {
    const rights = { write: 'facilitators', order: 'facilitators', lead: 'everybody' } as const;
    const view = viewOf({ room: { rights } }, bob);
    expect([holds(view, 'write'), holds(view, 'order'), holds(view, 'lead')]).toEqual([
      false,
      false,
      true,
    ]);
  });
  it('RND-2 an estimator votes, an observer does not', () => {
    expect([mayVote(viewOf({}, bob)), mayVote(viewOf({}, cleo))]).toEqual([true, false]);
  });
});

describe('the next ticket', () => {
  it('is the first behind this one that is live and has no estimate', () => {
    const view = viewOf({
      tickets: [
        ticket(t1, 'A'),
        ticket(t2, 'B', { estimate: estimate('5', 5000) }),
        ticket(t3, 'C', { archived }),
        ticket(t4, 'D'),
      ],
    });
    expect(nextTicket(view, t1)).toBe(t4);
    expect(nextTicket(view, t3)).toBe(t4);
  });
  it('never goes back to the beginning', () => {
    const view = viewOf({ tickets: [ticket(t1, 'A'), ticket(t2, 'B')] });
    expect(nextTicket(view, t2)).toBeUndefined();
  });
  it('follows the backlog, not the order in which tickets came', () => {
    expect(
      nextTicket(viewOf({ tickets: [ticket(t1, 'B'), ticket(t2, 'C'), ticket(t3, 'A')] }), t3),
    ).toBe(t1);
  });
});

describe('progress', () => {
  it('counts those who may vote now; who left is not waited for', () => {
    const view = viewOf({
      participants: [participant(ann), participant(bob), participant(cleo, { left: true })],
      rounds: [round(r1, t1, { voted: [cleo, ann] })],
    });
    const progress = progressOf(view, view.round(r1) ?? round(r1, t1));
    expect(progress).toMatchObject({ voted: 1, of: 2, missing: [{ participant: bob }] });
  });
  it("it is one's turn until one has voted", () => {
    const rounds = [round(r1, t1), round(r2, t2, { phase: 'revealed' })];
    expect(isMyTurn(viewOf({ rounds }, bob), r1)).toBe(true);
    expect(isMyTurn(viewOf({ rounds }, bob), r2)).toBe(false);
    expect(isMyTurn(viewOf({ rounds }, cleo), r1)).toBe(false);
  });
});

describe('ROOM-9 a room that has ended', () => {
  it('leaves nobody a right but the one to reopen it, and nobody a vote', () => {
    const view = viewOf({ room: { status: 'ended', ended: { at: noon, by: ann } } }, ann);
    const rights: readonly Right[] = ['write', 'order', 'lead'];
    expect(rights.some((right) => holds(view, right))).toBe(false);
    expect(holds(view, 'own')).toBe(true);
    expect(mayVote(view)).toBe(false);
  });
});

describe('SPT the spotlight', () => {
  it('shows its ticket with the round that it names', () => {
    const view = viewOf({
      room: { spotlight: { board: 'estimate', ticket: t1, ballot: r1 } },
      rounds: [round(r1, t1, { phase: 'settled' }), round(r2, t1)],
    });
    expect(spotlightOf(view)).toMatchObject({ ticket: { ticket: t1 }, round: { round: r1 } });
  });
  it("or with the ticket's newest round", () => {
    const view = viewOf({
      room: { spotlight: { board: 'estimate', ticket: t1 } },
      rounds: [round(r1, t1, { phase: 'settled' }), round(r2, t1)],
    });
    expect(spotlightOf(view).round?.round).toBe(r2);
  });
  it('or with nothing', () => {
    expect(spotlightOf(viewOf())).toEqual({ ticket: undefined, round: undefined });
  });
});

describe('tickets settled at a size', () => {
  const tickets = [
    ticket(t1, 'A', { updated: 1, estimate: estimate('½', 500, r1) }),
    ticket(t2, 'B', { updated: 3, estimate: estimate('0.5', 500, r2) }),
    ticket(t3, 'C', { updated: 2, estimate: estimate('½', 500) }),
    ticket(t4, 'D', { updated: 4, estimate: estimate('XL', undefined, r1) }),
  ];
  const ids = (label: string) =>
    settledAt(viewOf({ tickets }), label, deck).map((each) => each.ticket);
  it('are those that a round settled, newest first; ½ and 0.5 are one size', () => {
    expect(ids('½')).toEqual([t2, t1]);
  });
  it('go by the label where the card has no number', () => {
    expect(ids('XL')).toEqual([t4]);
    expect(ids('?')).toEqual([]);
  });
  it('are three at most', () => {
    const many = ['A', 'B', 'C', 'D', 'E'].map((rank, n) =>
      ticket(`7c${String(n).padStart(30, '0')}`, rank, { estimate: estimate('5', 5000, r1) }),
    );
    expect(settledAt(viewOf({ tickets: many }), '5', deck)).toHaveLength(3);
  });
});

describe("a ticket's name", () => {
  it("is its tracker's key, else its number, else nothing yet", () => {
    expect(nameOf(ticket(t1, 'A', { key: 'GEO-1' }))).toBe('GEO-1');
    expect(nameOf(ticket(t1, 'A', { number: 12 }))).toBe('#12');
    expect(nameOf(ticket(t1, 'A', { number: 0 }))).toBeUndefined();
  });
});
