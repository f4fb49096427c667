import { describe, expect, it } from 'vitest';
import type { Room } from '../../../src/room/room';
import { countdownsOf, observe } from '../../../src/room/observe';
import {
  ann,
  at,
  bob,
  deck,
  happens,
  participant,
  r1,
  roomOf,
  round,
  t1,
  t2,
} from '../support/room_facts';

const voters = [participant(ann), participant(bob)];
const collecting = (more = {}) => roomOf({ participants: voters, rounds: [round(r1, t1, more)] });
const counting = () => collecting({ voted: [ann, bob], closing: { until: 5 } });

/** What Ann's page says about the operation. */
function told(room: Room, by: string | null, ...what: unknown[]) {
  const before = countdownsOf(room);
  const operation = (happens as (...all: unknown[]) => ReturnType<typeof happens>)(
    room,
    by,
    ...what,
  );
  return observe(operation, before, room, ann);
}

describe('what is worth a word', () => {
  it('RND-5 everybody has voted', () => {
    expect(told(collecting({ voted: [bob] }), ann, 'estimate.given', { round: r1 })).toEqual([
      { kind: 'everyone_voted', round: r1, until: at(11) + 3000 },
    ]);
  });
  it('RND-5 a changed vote begins the countdown anew', () => {
    expect(told(counting(), bob, 'estimate.given', { round: r1 })).toMatchObject([
      { kind: 'everyone_voted' },
    ]);
  });
  it('TIC-8 tickets that somebody archived', () => {
    expect(told(roomOf(), bob, 'ticket.archived', { tickets: [t1, t2] })).toEqual([
      { kind: 'tickets_archived', tickets: [t1, t2], by: bob },
    ]);
    expect(told(roomOf(), ann, 'ticket.archived', { ticket: t1, reason: 'outdated' })).toEqual([
      { kind: 'tickets_archived', tickets: [t1], by: ann },
    ]);
  });
  it("others' votes are not told one by one", () => {
    expect(told(collecting(), bob, 'estimate.given', { round: r1 })).toEqual([]);
  });
  it('RND-8 a countdown was stopped, and by whom', () => {
    expect(told(counting(), bob, 'round.held', { round: r1, why: 'stop' })).toEqual([
      { kind: 'countdown_stopped', round: r1, why: 'stop', by: bob },
    ]);
    expect(told(counting(), null, 'round.held', { round: r1, why: 'restart' })).toMatchObject([
      { why: 'restart', by: null },
    ]);
  });
  it('RND-5 a newcomer or a withdrawal stops it', () => {
    const dora = 'd04a'.padEnd(32, '0');
    const joined = {
      participant: dora,
      name: 'Dora',
      role: 'estimator',
      facilitates: false,
      owns: false,
    };
    expect(told(counting(), dora, 'participant.joined', joined)).toEqual([
      { kind: 'joined', participant: dora },
      { kind: 'countdown_stopped', round: r1, why: 'incomplete', by: dora },
    ]);
    expect(told(counting(), bob, 'estimate.withdrawn', { round: r1 })).toMatchObject([
      { kind: 'countdown_stopped', why: 'incomplete', by: bob },
    ]);
  });
  it('a reveal is no stopped countdown', () => {
    expect(told(counting(), null, 'round.revealed', { round: r1, choices: [] })).toEqual([
      { kind: 'revealed', round: r1, ticket: t1 },
    ]);
  });
  it('rounds opened, settled, reopened and skipped', () => {
    const room = collecting();
    const opened = {
      round: 'ff'.repeat(16),
      ticket: t2,
      number: 1,
      deck,
      anonymous: false,
      auto_reveal_ms: null,
    };
    expect(told(room, bob, 'round.opened', opened)).toEqual([
      { kind: 'round_opened', round: opened.round, ticket: t2 },
    ]);
    const settled = { round: r1, ticket: t1, estimate: '5' };
    expect(told(room, bob, 'round.settled', settled)).toEqual([
      { kind: 'settled', ...settled, by: bob },
    ]);
    expect(told(room, bob, 'round.reopened', { round: r1, ticket: t1 })).toEqual([
      { kind: 'reopened', round: r1, ticket: t1 },
    ]);
    expect(told(room, null, 'round.skipped', { round: r1, why: 'key' })).toEqual([
      { kind: 'skipped', round: r1, why: 'key' },
    ]);
  });
  it("TIC-6 what one's own edit replaced", () => {
    const edited = {
      ticket: t1,
      set: { title: 'x', key: null },
      replaced: { title: { value: 'theirs', by: bob }, key: { value: null, by: bob } },
    };
    expect(told(collecting(), ann, 'ticket.edited', edited)).toEqual([
      { kind: 'replaced_field', ticket: t1, field: 'title', value: 'theirs', by: bob },
      { kind: 'replaced_field', ticket: t1, field: 'key', value: null, by: bob },
    ]);
    expect(told(collecting(), bob, 'ticket.edited', edited)).toEqual([]);
  });
  it('who moved which tickets, and the spotlight', () => {
    expect(told(collecting(), bob, 'ticket.moved', { ranks: { [t1]: 'Z' } })).toEqual([
      { kind: 'tickets_moved', tickets: [t1], by: bob },
    ]);
    expect(told(collecting(), bob, 'spotlight.moved', { board: 'estimate', ticket: t2 })).toEqual([
      { kind: 'spotlight_moved', by: bob, board: 'estimate', ticket: t2 },
    ]);
  });
});
