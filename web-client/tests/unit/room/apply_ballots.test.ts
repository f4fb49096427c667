import { describe, expect, it } from 'vitest';
import type { Ballot } from '../../../src/protocol/state';
import type { Room } from '../../../src/room/room';
import {
  ann,
  at,
  bob,
  cleo,
  d1,
  dots,
  happens,
  r1,
  roomOf,
  t1,
  t2,
  t3,
} from '../support/room_facts';

const of = (room: Room): Ballot | undefined => room.ballot(d1);
const roomWith = (more: Partial<Ballot> = {}) => roomOf({ ballots: [dots(more)] });

describe('DOT-1 a voting opens', () => {
  it('with its minutes, and the room looks at it', () => {
    const room = roomOf();
    const { kind: _kind, phase: _phase, opened: _opened, ...data } = dots({ ms: 90_000 });
    happens(room, ann, 'dots.opened', data);
    expect(of(room)).toEqual(
      dots({ ms: 90_000, opened: at(11), closing: { until: at(11) + 90_000 } }),
    );
    expect(room.facts?.spotlight).toEqual({ board: 'dots', ballot: d1 });
    expect([...room.openBallots]).toEqual([d1]);
  });
});

describe('DOT-2 dots are placed and taken', () => {
  it('in the order in which people first placed one, whatever they take back', () => {
    const room = roomWith();
    happens(room, bob, 'dot.placed', { ballot: d1, left: 4 });
    happens(room, ann, 'dot.placed', { ballot: d1, left: 4 });
    happens(room, bob, 'dot.placed', { ballot: d1, left: 3 });
    expect(of(room)?.placed).toEqual([
      { participant: bob, left: 3 },
      { participant: ann, left: 4 },
    ]);
    happens(room, bob, 'dot.taken', { ballot: d1, left: 5 });
    expect(of(room)?.placed).toEqual([
      { participant: bob, left: 5 },
      { participant: ann, left: 4 },
    ]);
  });
});

describe('DOT-4 a voting closes', () => {
  const hands = [{ by: bob, dots: [{ ticket: t1, n: 2 }] }];
  it('with what it shows, and its countdown is over', () => {
    const room = roomWith({ closing: { until: at(20) } });
    happens(room, null, 'dots.closed', { ballot: d1, hands });
    expect(of(room)).toEqual(dots({ phase: 'revealed', revealed: at(11), hands }));
    expect([...room.openBallots]).toEqual([]);
  });
  it('BAL-8 settles, and opens again', () => {
    const room = roomWith({ phase: 'revealed', revealed: at(1), hands });
    happens(room, ann, 'ballot.settled', { ballot: d1 });
    expect(of(room)).toMatchObject({ phase: 'settled', settled: at(11) });
    happens(room, ann, 'ballot.reopened', { ballot: d1 });
    expect(of(room)).toEqual(dots({ phase: 'revealed', revealed: at(1), hands }));
  });
});

describe('BAL a voting goes on', () => {
  it('BAL-5 done, and not done after all', () => {
    const room = roomWith();
    happens(room, bob, 'ballot.done_set', { ballot: d1, on: true });
    expect(of(room)?.done).toEqual([bob]);
    happens(room, bob, 'ballot.done_set', { ballot: d1, on: false });
    expect(of(room)).toEqual(dots());
  });
  it('BAL-7 has more time', () => {
    const room = roomWith();
    happens(room, ann, 'ballot.extended', { ballot: d1, until: at(60) });
    expect(of(room)?.closing).toEqual({ until: at(60) });
  });
  it('BAL-4 waits for somebody no more', () => {
    const room = roomWith();
    happens(room, ann, 'ballot.excused', { ballot: d1, participant: bob });
    expect(of(room)?.excused).toEqual([bob]);
  });
  it('BAL-6 ends without a result, and with the meeting', () => {
    const room = roomWith({ closing: { until: at(60) } });
    happens(room, ann, 'meeting.ended', {
      ...{
        number: 1,
        reason: 'completed',
        agenda: 'again',
        ballots: 'cancel',
        items: [],
        parked: [],
      },
    });
    expect(of(room)).toEqual(dots({ phase: 'cancelled', cancelled: at(11), why: 'meeting' }));
  });
});

describe('BAL-2 who may no longer vote', () => {
  const placed = [
    { participant: bob, left: 3 },
    { participant: cleo, left: 1 },
  ];
  it('an estimator becomes an observer where only estimators vote', () => {
    const room = roomWith({ voters: 'estimators', placed, done: [bob] });
    happens(room, bob, 'participant.role_set', { participant: bob, role: 'observer' });
    expect(of(room)?.placed).toEqual([{ participant: cleo, left: 1 }]);
    expect(of(room)?.done).toBeUndefined();
  });
  it('where everybody votes nothing is dropped', () => {
    const room = roomWith({ placed });
    happens(room, bob, 'participant.role_set', { participant: bob, role: 'observer' });
    expect(of(room)?.placed).toEqual(placed);
  });
  it('somebody who leaves keeps the dots, somebody removed does not', () => {
    const room = roomWith({ placed });
    happens(room, bob, 'participant.left', { participant: bob });
    happens(room, ann, 'participant.removed', { participant: cleo });
    expect(of(room)?.placed).toEqual([{ participant: bob, left: 3 }]);
  });
});

describe('DOT-6 a ticket goes, and all dots are dealt again', () => {
  const placed = [{ participant: bob, left: 3 }];
  it('every hand is full, and the others stay in the vote', () => {
    const room = roomWith({ placed, done: [bob] });
    happens(room, ann, 'ticket.archived', { ticket: t2, reason: 'outdated', redealt: [d1] });
    expect(of(room)).toEqual(dots({ tickets: [t1, t3] }));
    expect(room.ticket(t2)?.archived).toEqual({ at: at(11), by: ann, reason: 'outdated' });
  });
  it('without a ticket there is nothing to vote on', () => {
    const room = roomWith();
    happens(room, ann, 'ticket.archived', { tickets: [t1, t2, t3], redealt: [d1] });
    expect(of(room)).toEqual(
      dots({ tickets: [], phase: 'cancelled', cancelled: at(11), why: 'empty' }),
    );
  });
});

describe('what a voting settles into', () => {
  const shown = { phase: 'revealed', revealed: at(1), totals: [{ ticket: t1, n: 4 }] } as const;
  it('DOT-7 sizes', () => {
    const room = roomWith({ ...shown, means: 'work' });
    const estimate = { card: '5', value: 5000, round: d1, by: ann };
    happens(room, ann, 'dots.sized', { ballot: d1, sizes: { [t1]: estimate } });
    expect(room.ticket(t1)).toMatchObject({ estimate, updated: at(11) });
    expect(of(room)).toMatchObject({ phase: 'settled', settled: at(11) });
  });
  it('ORD-3 an order: all of them count as moved', () => {
    const room = roomWith(shown);
    const ranks = { [t2]: 'A', [t1]: 'B' };
    happens(room, ann, 'order.applied', { ballot: d1, tickets: [t2, t1, t3], ranks });
    expect(room.everyTicket).toEqual([t2, t1, t3]);
    expect([t1, t2, t3].map((id) => room.ticket(id)?.moved)).toEqual([at(11), at(11), at(11)]);
    expect(of(room)?.phase).toBe('settled');
  });
});

describe('RND-17 a question', () => {
  it('is a round without a ticket, and the room looks at it', () => {
    const room = roomOf();
    const deck = { name: 'Yes or no', cards: [{ label: 'Yes' }, { label: 'No' }] };
    happens(room, ann, 'round.opened', {
      ...{ round: r1, question: 'Five more minutes?', number: 1, deck },
      ...{ anonymous: false, auto_reveal_ms: 3000 },
    });
    expect(room.facts?.spotlight).toEqual({ board: 'estimate', ballot: r1 });
    happens(room, ann, 'round.revealed', { round: r1, choices: [{ by: bob, card: 'Yes' }] });
    happens(room, ann, 'round.settled', { round: r1, estimate: 'Yes' });
    expect(room.round(r1)).toMatchObject({ phase: 'settled', estimate: 'Yes' });
    happens(room, ann, 'round.reopened', { round: r1 });
    expect(room.round(r1)?.phase).toBe('revealed');
    expect(room.ticket(t1)?.estimate).toBeUndefined();
  });
});
