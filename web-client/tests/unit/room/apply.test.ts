import { describe, expect, it } from 'vitest';
import {
  ann,
  at,
  bob,
  cleo,
  happens,
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
import { deck } from '../support/room_facts';
import { Room } from '../../../src/room/room';

const dora = 'd0ra'.replace('0ra', '04a').padEnd(32, '0');
const voters = [participant(ann), participant(bob)];
const closing = (room: Room, id = r1) => room.round(id)?.closing;
const voted = (room: Room, id = r1) => room.round(id)?.voted;

describe('RND-5 the countdown', () => {
  const collecting = (more = {}) => roomOf({ participants: voters, rounds: [round(r1, t1, more)] });

  it('begins with the vote that completes the round, counted from the operation', () => {
    const room = collecting();
    happens(room, ann, 'estimate.given', { round: r1 });
    expect(closing(room)).toBeUndefined();
    happens(room, bob, 'estimate.given', { round: r1 });
    expect(closing(room)).toEqual({ until: at(12) + 3000 });
  });
  it('begins anew with a changed vote, which is told like the first', () => {
    const room = collecting({ voted: [ann, bob], closing: { until: 5 } });
    happens(room, ann, 'estimate.given', { round: r1 });
    expect(closing(room)).toEqual({ until: at(11) + 3000 });
    expect(voted(room)).toEqual([ann, bob]);
  });
  it('ends when a vote is withdrawn', () => {
    const room = collecting({ voted: [ann, bob], closing: { until: 5 } });
    happens(room, bob, 'estimate.withdrawn', { round: r1 });
    expect(closing(room)).toBeUndefined();
    expect(voted(room)).toEqual([ann]);
  });
  it('ends when somebody joins who may vote', () => {
    const room = collecting({ voted: [ann, bob], closing: { until: 5 } });
    happens(room, dora, 'participant.joined', {
      participant: dora,
      name: 'Dora',
      role: 'estimator',
      facilitates: false,
      owns: false,
    });
    expect(closing(room)).toBeUndefined();
  });
  it('goes on when an observer joins', () => {
    const room = collecting({ voted: [ann, bob], closing: { until: 5 } });
    happens(room, dora, 'participant.joined', {
      participant: dora,
      name: 'Dora',
      role: 'observer',
      facilitates: false,
      owns: false,
    });
    expect(closing(room)).toEqual({ until: 5 });
  });
  it('begins when the last one missing leaves', () => {
    const room = collecting({ voted: [ann] });
    happens(room, null, 'participant.left', { participant: bob });
    expect(closing(room)).toEqual({ until: at(11) + 3000 });
  });
  it('ends when somebody without a vote returns', () => {
    const room = collecting({ voted: [ann] });
    happens(room, null, 'participant.left', { participant: bob });
    happens(room, bob, 'participant.returned', { participant: bob });
    expect(closing(room)).toBeUndefined();
  });
  it('begins when the last one missing becomes an observer', () => {
    const room = collecting({ voted: [ann] });
    happens(room, bob, 'participant.role_set', { participant: bob, role: 'observer' });
    expect(closing(room)).toEqual({ until: at(11) + 3000 });
  });
  it('never begins where only the lead reveals', () => {
    const room = collecting({ voted: [ann], auto_reveal_ms: null });
    happens(room, bob, 'estimate.given', { round: r1 });
    expect(closing(room)).toBeUndefined();
  });
  it('concerns every round that collects', () => {
    const room = roomOf({
      participants: voters,
      rounds: [round(r1, t1, { voted: [ann] }), round(r2, t2, { voted: [ann] })],
    });
    happens(room, null, 'participant.left', { participant: bob });
    expect([closing(room, r1), closing(room, r2)]).toEqual([
      { until: at(11) + 3000 },
      { until: at(11) + 3000 },
    ]);
  });
});

describe('RND-6 a round is complete', () => {
  it('not when the only choice is of one who left and nobody eligible is there', () => {
    const room = roomOf({
      participants: [participant(ann)],
      rounds: [round(r1, t1, { voted: [ann] })],
    });
    happens(room, null, 'participant.left', { participant: ann });
    expect(closing(room)).toBeUndefined();
  });
  it('not without a choice', () => {
    const room = roomOf({ participants: voters, rounds: [round(r1, t1)] });
    happens(room, null, 'participant.left', { participant: bob });
    expect(closing(room)).toBeUndefined();
  });
  it('although somebody who voted has left', () => {
    const room = roomOf({ participants: voters, rounds: [round(r1, t1, { voted: [bob] })] });
    happens(room, null, 'participant.left', { participant: bob });
    happens(room, ann, 'estimate.given', { round: r1 });
    expect(closing(room)).toEqual({ until: at(12) + 3000 });
  });
});

describe('RND-8 a held round', () => {
  const held = () =>
    roomOf({
      participants: voters,
      rounds: [round(r1, t1, { voted: [ann, bob], closing: { until: 5 } })],
    });
  it('has no countdown', () => {
    const room = held();
    happens(room, ann, 'round.held', { round: r1, why: 'stop' });
    expect(room.round(r1)).toMatchObject({ held: 'stop' });
    expect(closing(room)).toBeUndefined();
  });
  it('is freed by the next vote', () => {
    const room = held();
    happens(room, ann, 'round.held', { round: r1, why: 'restart' });
    happens(room, bob, 'estimate.given', { round: r1 });
    expect(room.round(r1)?.held).toBeUndefined();
    expect(closing(room)).toEqual({ until: at(12) + 3000 });
  });
  it('stays held when somebody leaves', () => {
    const room = held();
    happens(room, ann, 'round.held', { round: r1, why: 'stop' });
    happens(room, null, 'participant.left', { participant: bob });
    expect(room.round(r1)).toMatchObject({ held: 'stop' });
    expect(closing(room)).toBeUndefined();
  });
});

describe('RND-9…RND-12 from the reveal on', () => {
  const choices = [
    { by: ann, card: '5' },
    { by: bob, card: '8', left: true },
  ];
  const revealed = () => {
    const room = roomOf({
      participants: voters,
      rounds: [round(r1, t1, { voted: [ann, bob], closing: { until: 5 } })],
    });
    happens(room, null, 'round.revealed', { round: r1, choices });
    return room;
  };
  it('RND-9 shows the choices and ends the countdown', () => {
    const room = revealed();
    expect(room.round(r1)).toEqual(
      round(r1, t1, { deck, voted: [ann, bob], phase: 'revealed', revealed: at(11), choices }),
    );
    expect([...room.collecting]).toEqual([]);
  });
  it('RND-9 an anonymous one shows counts', () => {
    const room = roomOf({ rounds: [round(r1, t1, { anonymous: true })] });
    happens(room, ann, 'round.revealed', { round: r1, counts: [{ card: '5', n: 2 }] });
    expect(room.round(r1)).toMatchObject({ counts: [{ card: '5', n: 2 }] });
    expect(room.round(r1)?.choices).toBeUndefined();
  });
  it('RND-10 a skipped one keeps what was shown', () => {
    const room = revealed();
    happens(room, ann, 'round.skipped', { round: r1 });
    expect(room.round(r1)).toMatchObject({ phase: 'skipped', choices });
    expect(room.round(r1)?.skipped).toBeUndefined();
  });
  it('RND-11 settling sets the estimate with its value, its round and its author', () => {
    const room = revealed();
    happens(room, ann, 'round.settled', { round: r1, ticket: t1, estimate: '½' });
    expect(room.round(r1)).toMatchObject({ phase: 'settled', estimate: '½' });
    expect(room.ticket(t1)).toMatchObject({
      estimate: { card: '½', value: 500, round: r1, by: ann },
      updated: at(12),
    });
  });
  it("TIC-14 the value is that of the round's own deck", () => {
    const own = { name: 'Own', cards: [{ label: '½', value: 7 }, { label: 'a' }, { label: 'b' }] };
    const room = roomOf({ rounds: [round(r1, t1, { deck: own, phase: 'revealed' })] });
    happens(room, ann, 'round.settled', { round: r1, ticket: t1, estimate: '½' });
    expect(room.ticket(t1)?.estimate?.value).toBe(7);
  });
  const settled = () => {
    const room = revealed();
    happens(room, ann, 'round.settled', { round: r1, ticket: t1, estimate: '5' });
    return room;
  };
  it('RND-12 reopening puts the estimate of before back', () => {
    const room = settled();
    const estimate = { card: '3', value: 3000, by: bob };
    happens(room, ann, 'round.reopened', { round: r1, ticket: t1, estimate });
    expect(room.round(r1)).toMatchObject({ phase: 'revealed', choices });
    expect(room.round(r1)?.estimate).toBeUndefined();
    expect(room.ticket(t1)?.estimate).toEqual(estimate);
  });
  it('RND-12 or none', () => {
    const room = settled();
    happens(room, ann, 'round.reopened', { round: r1, ticket: t1, estimate: null });
    expect(room.ticket(t1)?.estimate).toBeUndefined();
    expect(room.ticket(t1)?.updated).toBe(at(13));
  });
  it('RND-12 or leaves what came since', () => {
    const room = settled();
    happens(room, ann, 'round.reopened', { round: r1, ticket: t1 });
    expect(room.ticket(t1)).toMatchObject({ estimate: { card: '5' }, updated: at(12) });
  });
  it('RND-3 SPT-2 a further round counts up, the earlier one stays, the spotlight moves', () => {
    const room = settled();
    happens(room, ann, 'round.opened', {
      round: r2,
      ticket: t1,
      number: 2,
      deck,
      anonymous: true,
      auto_reveal_ms: null,
    });
    expect(room.roundsOf(t1)).toEqual([r1, r2]);
    expect(room.round(r2)).toEqual({
      round: r2,
      ticket: t1,
      number: 2,
      deck,
      anonymous: true,
      auto_reveal_ms: null,
      phase: 'collecting',
      opened: at(13),
      voted: [],
    });
    expect(room.facts?.spotlight).toMatchObject({ board: 'estimate', ticket: t1, ballot: r2 });
  });
});

describe('RND-13 choices of people', () => {
  it('who become observers are dropped from rounds that collect', () => {
    const room = roomOf({
      participants: voters,
      rounds: [
        round(r1, t1, { voted: [ann, bob] }),
        round(r2, t2, { voted: [bob], phase: 'revealed' }),
      ],
    });
    happens(room, ann, 'participant.role_set', { participant: bob, role: 'observer' });
    expect([voted(room, r1), voted(room, r2)]).toEqual([[ann], [bob]]);
  });
  it('who return as observers too', () => {
    const room = roomOf({ participants: voters, rounds: [round(r1, t1, { voted: [ann, bob] })] });
    happens(room, null, 'participant.left', { participant: bob });
    happens(room, bob, 'participant.returned', { participant: bob, role: 'observer' });
    expect(voted(room)).toEqual([ann]);
    expect(closing(room)).toEqual({ until: at(11) + 3000 });
  });
  it('who leave stay', () => {
    const room = roomOf({ participants: voters, rounds: [round(r1, t1, { voted: [bob] })] });
    happens(room, null, 'participant.left', { participant: bob });
    expect(voted(room)).toEqual([bob]);
  });
});

describe('PAR people', () => {
  it('PAR-2 join at the end of the list', () => {
    const room = roomOf({ participants: [participant(ann)] });
    const joiner = {
      participant: bob,
      name: 'Bob',
      role: 'observer',
      facilitates: false,
      owns: false,
    } as const;
    happens(room, bob, 'participant.joined', joiner);
    expect([...room.participants].at(-1)).toEqual({ ...joiner, left: false });
  });
  it('PAR-5 return with what the operation says', () => {
    const room = roomOf({ participants: [participant(bob, { left: true, name: 'Bob' })] });
    happens(room, bob, 'participant.returned', { participant: bob, role: 'observer', owns: true });
    expect(room.participant(bob)).toEqual(
      participant(bob, { name: 'Bob', role: 'observer', owns: true }),
    );
  });
  it('PAR-6 facilitating leaves the role alone', () => {
    const room = roomOf();
    happens(room, cleo, 'participant.role_set', {
      participant: cleo,
      facilitates: true,
      owns: true,
    });
    expect(room.participant(cleo)).toMatchObject({
      role: 'observer',
      facilitates: true,
      owns: true,
    });
  });
  it('PAR-7 a word beside a name is set, kept and cleared', () => {
    const room = roomOf();
    happens(room, bob, 'participant.renamed', { participant: bob, name: 'Rob', title: 'tester' });
    happens(room, bob, 'participant.renamed', { participant: bob, name: 'Robert' });
    expect(room.participant(bob)).toMatchObject({ name: 'Robert', title: 'tester' });
    happens(room, bob, 'participant.renamed', { participant: bob, name: 'Robert', title: null });
    expect(room.participant(bob)).not.toHaveProperty('title');
  });
});

describe('ROOM settings', () => {
  it('ROOM-2 a new room is open and unlocked', () => {
    const room = new Room();
    const {
      room: id,
      title,
      code = '',
      deck,
      anonymous,
      auto_reveal_ms,
      rights,
    } = factsOf(roomOf());
    const created = { room: id, title, code, deck, anonymous, auto_reveal_ms, rights };
    happens(room, null, 'room.created', created);
    expect(room.facts).toEqual(roomOf().facts);
  });
  it('ROOM-3 changes what is named and leaves the rest', () => {
    const room = roomOf({ room: { passcode: true } });
    happens(room, ann, 'room.configured', { set: { title: 'Paths', auto_reveal_ms: null } });
    expect(room.facts).toMatchObject({ title: 'Paths', auto_reveal_ms: null, passcode: true });
    happens(room, ann, 'room.configured', { set: { passcode: null } });
    expect(room.facts).not.toHaveProperty('passcode');
    happens(room, ann, 'room.configured', { set: { passcode: true, locked: true } });
    expect(room.facts).toMatchObject({ passcode: true, locked: true });
  });
  it('ROOM-4 STA-2 a round keeps its deck when the room gets another', () => {
    const room = roomOf({ rounds: [round(r1, t1)] });
    const own = { name: 'Own', cards: [{ label: 'a' }, { label: 'b' }, { label: 'c' }] };
    happens(room, ann, 'room.configured', { set: { deck: own } });
    expect(room.facts?.deck).toEqual(own);
    expect(room.round(r1)?.deck).toEqual(deck);
  });
});

describe('TIC tickets', () => {
  it('TIC-2 a new one', () => {
    const room = roomOf();
    happens(room, ann, 'ticket.added', {
      ticket: t4,
      number: 4,
      title: 'New',
      rank: 'BV',
      created: at(11),
    });
    expect(room.ticket(t4)).toEqual(
      ticket(t4, 'BV', { title: 'New', created: at(11), updated: at(11) }),
    );
    expect(room.everyTicket).toEqual([t1, t2, t4, t3]);
  });
  it('TIC-4 imported ones, with keys, texts and estimates', () => {
    const room = roomOf({ tickets: [] });
    const description = { v: 1, length: 3, digest: '0123456789abcdef' };
    happens(room, bob, 'tickets.imported', {
      tickets: [
        { ticket: t2, number: 1, rank: 'B', title: 'Two', key: 'GEO-2', texts: { description } },
        { ticket: t1, number: 2, rank: 'A', title: 'One', estimate: '3.5' },
      ],
      created: at(11),
    });
    expect(room.everyTicket).toEqual([t1, t2]);
    expect(room.ticket(t2)).toMatchObject({ key: 'GEO-2', texts: { description } });
    expect(room.ticket(t1)?.estimate).toEqual({ card: '3.5', value: 3500, by: bob });
  });
  it('TIC-5 an edit sets and clears, and says who estimated', () => {
    const room = roomOf({ tickets: [ticket(t1, 'A', { key: 'GEO-1' })] });
    happens(room, bob, 'ticket.edited', {
      ticket: t1,
      set: { title: 'New', key: null, estimate: 'XL' },
    });
    expect(room.ticket(t1)).toMatchObject({
      title: 'New',
      estimate: { card: 'XL', by: bob },
      updated: at(11),
    });
    expect(room.ticket(t1)).not.toHaveProperty('key');
    happens(room, bob, 'ticket.edited', { ticket: t1, set: { estimate: null } });
    expect(room.ticket(t1)).not.toHaveProperty('estimate');
  });
  it('TIC-5 an edit of several', () => {
    const room = roomOf();
    happens(room, bob, 'ticket.edited', { tickets: [t1, t3], set: { estimate: '5' } });
    expect([t1, t2, t3].map((id) => room.ticket(id)?.estimate?.value)).toEqual([
      5000,
      undefined,
      5000,
    ]);
  });
  it('UNDO-3 different values go back to several, an estimate whole', () => {
    const room = roomOf();
    const estimate = { card: '3', value: 3000, round: r1, by: bob };
    happens(room, ann, 'ticket.edited', {
      tickets: [t1, t2],
      each: { [t1]: { estimate }, [t2]: { estimate: null, title: 'Old' } },
    });
    expect(room.ticket(t1)?.estimate).toEqual(estimate);
    expect(room.ticket(t2)).toMatchObject({ title: 'Old' });
  });
  it('TIC-7 TIC-12 a move changes the order and not when it was updated', () => {
    const room = roomOf();
    happens(room, ann, 'ticket.moved', { ranks: { [t3]: '1', [t1]: 'BB' } });
    expect(room.everyTicket).toEqual([t3, t2, t1]);
    expect(room.ticket(t3)?.updated).toBe(noon);
  });
  it('TIC-8 TIC-9 archiving says why and skips the round that collects', () => {
    const room = roomOf({
      rounds: [round(r1, t1, { voted: [ann], closing: { until: 5 } }), round(r2, t2)],
    });
    happens(room, bob, 'ticket.archived', { ticket: t1, reason: 'duplicate', note: 'see', of: t2 });
    expect(room.ticket(t1)).toMatchObject({
      archived: { at: at(11), by: bob, reason: 'duplicate', note: 'see', of: t2 },
      updated: at(11),
    });
    expect(room.round(r1)).toEqual(
      round(r1, t1, { deck, voted: [ann], phase: 'skipped', skipped: 'archived' }),
    );
    expect(room.round(r2)?.phase).toBe('collecting');
    expect(room.everyTicket).toEqual([t1, t2, t3]);
  });
  it('TIC-11 restoring gives a rank and takes the archive away', () => {
    const room = roomOf({
      tickets: [ticket(t1, 'A', { archived: { at: 1, by: ann } }), ticket(t2, 'B')],
    });
    happens(room, bob, 'ticket.restored', { ranks: { [t1]: 'C' } });
    expect(room.ticket(t1)).toEqual(ticket(t1, 'C', { updated: at(11), moved: at(11) }));
    expect(room.everyTicket).toEqual([t2, t1]);
  });
  it('RANK-4 new ranks for all keep the order', () => {
    const room = roomOf();
    happens(room, null, 'tickets.reranked', { ranks: { [t1]: 'B', [t2]: 'C', [t3]: 'D' } });
    expect(room.everyTicket).toEqual([t1, t2, t3]);
    expect(room.ticket(t1)?.rank).toBe('B');
  });
  it('TXT-5 a new text tells its facts', () => {
    const room = roomOf();
    const facts = { v: 3, length: 42, digest: 'cbf29ce484222325' };
    happens(room, bob, 'text.replaced', { doc: `${t1}/description`, ...facts });
    expect(room.ticket(t1)).toMatchObject({ texts: { description: facts }, updated: at(11) });
  });
});

describe('an operation touches only what it names', () => {
  it('keeps the identity of everything else and tells what changed', () => {
    const room = roomOf();
    const before = room.ticket(t2);
    happens(room, ann, 'ticket.edited', { ticket: t1, set: { title: 'New' } });
    const changes = room.takeChanges();
    expect(room.ticket(t2)).toBe(before);
    expect([...changes.tickets]).toEqual([t1]);
    expect(changes).toMatchObject({ order: false, facts: false, everything: false });
    expect(room.takeChanges().nothing).toBe(true);
  });
  it('a title leaves the order, a move does not', () => {
    const room = roomOf();
    happens(room, ann, 'ticket.moved', { ranks: { [t1]: 'D' } });
    expect(room.takeChanges().order).toBe(true);
  });
  it('what it does not know it leaves alone', () => {
    const room = roomOf();
    happens(room, ann, 'ticket.edited', { ticket: t4, set: { title: 'Who?' } });
    happens(room, ann, 'round.settled', { round: r2, ticket: t4, estimate: '5' });
    happens(room, ann, 'estimate.given', { round: r2 });
    expect(room.takeChanges().nothing).toBe(true);
  });
});

function factsOf(room: Room) {
  if (!room.facts) throw new Error('a room has facts');
  return room.facts;
}
