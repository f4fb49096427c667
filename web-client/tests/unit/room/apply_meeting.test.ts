import { describe, expect, it } from 'vitest';
import {
  ann,
  at,
  bob,
  happens,
  i1,
  i2,
  i3,
  item,
  noon,
  participant,
  r1,
  r2,
  roomOf,
  round,
  t1,
  t2,
  t3,
  ticket,
} from '../support/room_facts';
import type { Room } from '../../../src/room/room';

const minute = 60_000;
const start = (room: Room, which = i1, more = {}) =>
  happens(room, ann, 'agenda.started', {
    item: which,
    queue: [t1, t2],
    board: 'clarify',
    ticket: t1,
    ...more,
  });
const itemOf = (room: Room, which = i1) => room.agenda.find((each) => each.item === which);
const clock = (room: Room, name: string) => room.clocks.find((each) => each.clock === name);
const hour = () => roomOf({ agenda: [item(i1), item(i2, { kind: 'estimate', minutes: 10 })] });

describe('AGD the agenda', () => {
  it('AGD-2 adds behind another, on top, and moves', () => {
    const room = roomOf();
    const added = { kind: 'talk', minutes: 5, tickets: [], needs: [] } as const;
    happens(room, ann, 'agenda.added', { item: i1, ...added, after: null });
    happens(room, ann, 'agenda.added', { item: i2, ...added, after: i1 });
    happens(room, ann, 'agenda.added', { item: i3, ...added, after: null });
    expect(room.agenda.map((each) => each.item)).toEqual([i3, i1, i2]);
    happens(room, ann, 'agenda.moved', { item: i3, after: i2 });
    expect(room.agenda.map((each) => each.item)).toEqual([i1, i2, i3]);
    happens(room, ann, 'agenda.removed', { item: i1 });
    expect(room.agenda.map((each) => each.item)).toEqual([i2, i3]);
  });
  it('a start sets the step clock, the box and the spotlight, and begins the meeting', () => {
    const room = hour();
    const health = { detailed: 1, emergent: 2, estimated: 0, prioritised: 0, tickets: 3 };
    start(room, i1, { meeting: { number: 4, health } });
    expect(room.facts).toMatchObject({
      spotlight: { board: 'clarify', ticket: t1, since: at(11) },
      meeting: { number: 4, started: at(11), health },
    });
    expect(itemOf(room)).toMatchObject({ state: 'running', since: at(11), queue: [t1, t2] });
    const deadline = at(11) + 15 * minute;
    expect(room.clocks).toEqual([
      { clock: 'step', state: 'running', ms: 15 * minute, deadline, revision: 11, item: i1 },
      // A quarter of an hour for two tickets.
      {
        ...{ clock: 'box', state: 'running', ms: 450_000, deadline: at(11) + 450_000 },
        ...{ revision: 11, ticket: t1 },
      },
    ]);
  });
  it('AGD-9 a ticket that the spotlight leaves is finished; pauses are not counted', () => {
    const room = hour();
    start(room);
    happens(room, ann, 'timer.paused', { clock: 'step', left_ms: 899_000, revision: 12 });
    expect(itemOf(room)).toMatchObject({ state: 'paused', used_ms: 1000 });
    expect(clock(room, 'box')).toMatchObject({ state: 'paused', left_ms: 449_000 });
    room.seq = 70;
    happens(room, ann, 'timer.resumed', { clock: 'step', deadline: at(971), revision: 71 });
    expect(clock(room, 'box')).toMatchObject({ state: 'running', deadline: at(71) + 449_000 });
    room.seq = 80;
    happens(room, ann, 'spotlight.moved', { board: 'clarify', ticket: t2 });
    // From 11 to 12 and from 71 to 81.
    expect(itemOf(room)?.finished).toEqual([{ ticket: t1, ms: 11_000 }]);
    expect(clock(room, 'box')).toMatchObject({ ticket: t2, revision: 81 });
    happens(room, ann, 'spotlight.moved', { board: 'clarify', ticket: t1 });
    happens(room, ann, 'spotlight.moved', { board: 'clarify', ticket: t3 });
    expect(itemOf(room)?.finished).toEqual([
      { ticket: t1, ms: 12_000 },
      { ticket: t2, ms: 1000 },
    ]);
    // A ticket that is not in the queue has no box.
    expect(clock(room, 'box')).toBeUndefined();
  });
  it('the next one finishes it with what it used; it goes on with that later', () => {
    const room = hour();
    start(room);
    room.seq = 70;
    start(room, i2, { left: i1, board: 'estimate' });
    expect(itemOf(room)).toMatchObject({ state: 'done', used_ms: minute });
    expect(itemOf(room)).not.toHaveProperty('since');
    start(room, i1);
    expect(clock(room, 'step')).toMatchObject({ ms: 14 * minute, item: i1 });
  });
  it('one that has used its time is over at once', () => {
    const room = roomOf({ agenda: [item(i1, { minutes: 1, used_ms: 90_000, state: 'done' })] });
    start(room);
    expect(clock(room, 'step')).toMatchObject({ state: 'over', ms: 0, deadline: at(11) });
  });
  it('a stop drops both clocks', () => {
    const room = hour();
    start(room);
    happens(room, ann, 'agenda.stopped', { item: i1 });
    expect(room.clocks).toEqual([]);
    expect(itemOf(room)).toMatchObject({
      ...{ state: 'done', used_ms: 1000, finished: [{ ticket: t1, ms: 1000 }] },
    });
  });
  it('new minutes move the clock of the step that runs', () => {
    const room = hour();
    start(room);
    happens(room, ann, 'agenda.edited', { item: i1, set: { minutes: 20, title: 'Talk' } });
    expect(clock(room, 'step')).toMatchObject({
      ...{ ms: 20 * minute, deadline: at(11) + 20 * minute, revision: 12 },
    });
    happens(room, ann, 'agenda.edited', { item: i1, set: { title: null, tickets: [t3] } });
    expect(itemOf(room)).toMatchObject({ minutes: 20, tickets: [t3] });
    expect(itemOf(room)).not.toHaveProperty('title');
  });
});

describe('CLK clocks', () => {
  it('CLK-6 time is taken from a later step', () => {
    const room = hour();
    start(room);
    const deadline = at(11) + 17 * minute;
    const taken = { clock: 'step', ms: 2 * minute, from: i2, deadline, revision: 12 } as const;
    happens(room, ann, 'timer.extended', taken);
    expect(clock(room, 'step')).toMatchObject({ ms: 17 * minute, deadline, revision: 12 });
    expect([itemOf(room, i1)?.extra_ms, itemOf(room, i2)?.extra_ms]).toEqual([
      2 * minute,
      -2 * minute,
    ]);
  });
  it('only the revision that it names is over', () => {
    const room = hour();
    start(room);
    happens(room, null, 'timer.expired', { clock: 'step', revision: 10 });
    expect(clock(room, 'step')?.state).toBe('running');
    happens(room, null, 'timer.expired', { clock: 'step', revision: 11 });
    expect(clock(room, 'step')?.state).toBe('over');
  });
  it('CLK-4 the first vote of the round in the spotlight begins the clock, a reveal drops it', () => {
    const spotlight = { board: 'estimate', ticket: t1, ballot: r1 };
    const room = roomOf({ room: { vote_ms: 60_000, spotlight }, rounds: [round(r1, t1)] });
    happens(room, ann, 'estimate.given', { round: r1 });
    const deadline = at(11) + minute;
    const begun = { clock: 'vote', state: 'running', ms: minute, deadline, round: r1 };
    expect(room.clocks).toEqual([{ ...begun, revision: 11 }]);
    happens(room, bob, 'estimate.given', { round: r1 });
    expect(clock(room, 'vote')?.revision).toBe(11);
    happens(room, ann, 'round.revealed', { round: r1, choices: [] });
    expect(room.clocks).toEqual([]);
  });
});

describe('MTG the end of a meeting', () => {
  const ending = { number: 2, reason: 'completed', agenda: 'again', ballots: 'cancel' } as const;
  it('keeps a record, plans the agenda again with what was parked, and takes claims back', () => {
    const room = roomOf({
      room: { meeting: { number: 2, started: noon }, goal: 'Go', starts_at: 1, scribe: bob },
      participants: [participant(ann), participant(bob, { facilitates: true, claimed: true })],
      agenda: [item(i2, { kind: 'open' }), item(i1, { tickets: [t1] })],
      rounds: [round(r1, t1), round(r2, t2, { phase: 'settled' })],
    });
    start(room);
    const record = {
      kind: 'clarify',
      minutes: 15,
      extra_ms: 0,
      state: 'done',
      used_ms: 1,
    } as const;
    happens(room, bob, 'meeting.ended', { ...ending, items: [record], parked: [t3] });
    expect(room.meetings).toEqual([
      {
        ...{ number: 2, started: noon, ended: at(12), reason: 'completed', by: bob },
        ...{ items: [record], goal: 'Go', ratings: [] },
      },
    ]);
    expect(room.agenda).toEqual([item(i2, { kind: 'open' }), item(i1, { tickets: [t3] })]);
    expect(room.clocks).toEqual([]);
    expect(room.round(r1)).toMatchObject({ phase: 'skipped', skipped: 'meeting' });
    expect(room.round(r2)?.phase).toBe('settled');
    expect(room.participant(bob)).toEqual(participant(bob));
    expect(room.facts).toMatchObject({ spotlight: { board: 'close' } });
    for (const gone of ['goal', 'starts_at', 'scribe', 'meeting'])
      expect(room.facts).not.toHaveProperty(gone);
    happens(room, ann, 'meeting.rated', { stars: 3 });
    happens(room, bob, 'meeting.rated', { stars: 5 });
    happens(room, ann, 'meeting.rated', { stars: 4 });
    expect(room.meetings[0]?.ratings).toEqual([
      { by: ann, stars: 4 },
      { by: bob, stars: 5 },
    ]);
  });
  it('empties the agenda where that is wished, and leaves ballots open', () => {
    const room = roomOf({ agenda: [item(i1)], rounds: [round(r1, t1)] });
    const cleared = {
      ...ending,
      agenda: 'clear',
      ballots: 'leave',
      items: [],
      parked: [],
    } as const;
    happens(room, ann, 'meeting.ended', cleared);
    expect(room.agenda).toEqual([]);
    expect(room.round(r1)?.phase).toBe('collecting');
  });
});

describe('TIC what is found out about a ticket', () => {
  it('TIC-16 ticks come and go; a criterion that goes takes its tick along', () => {
    const [c1, c2] = [i1, i2];
    const criteria = [
      { entry: c1, text: 'One' },
      { entry: c2, text: 'Two' },
    ];
    const room = roomOf({ tickets: [ticket(t1, 'A', { criteria })] });
    for (const entry of [c2, c1])
      happens(room, bob, 'ticket.checked', { ticket: t1, list: 'criteria', entry, on: true });
    expect(room.ticket(t1)?.checked).toEqual({ criteria: [c2, c1] });
    happens(room, bob, 'ticket.edited', { ticket: t1, set: { criteria: criteria.slice(0, 1) } });
    expect(room.ticket(t1)?.checked).toEqual({ criteria: [c1] });
    happens(room, bob, 'ticket.checked', { ticket: t1, list: 'criteria', entry: c1, on: false });
    expect(room.ticket(t1)).not.toHaveProperty('checked');
  });
  it('TIC-15 an empty list and null clear alike', () => {
    const room = roomOf({ tickets: [ticket(t1, 'A', { labels: ['a'], theme: 'Maps' })] });
    const set = {
      labels: [],
      theme: null,
      type: 'bug',
      status: { text: 'Now', category: 'doing' },
    };
    happens(room, bob, 'ticket.edited', {
      ticket: t1,
      set: { ...set, type: 'bug', status: { text: 'Now', category: 'doing' } },
    });
    const { updated, ...rest } = room.ticket(t1) ?? {};
    expect(updated).toBe(at(11));
    expect(rest).toEqual({ ...rest, type: 'bug', status: set.status });
    expect(rest).not.toHaveProperty('labels');
    expect(rest).not.toHaveProperty('theme');
  });
  it('TIC-19 a link stands on the blocked one, an outside blocker is replaced by its entry', () => {
    const room = roomOf();
    happens(room, ann, 'ticket.linked', { ticket: t1, blocks: t2 });
    expect([room.ticket(t1)?.updated, room.ticket(t2)]).toEqual([
      noon,
      ticket(t2, 'B', { blocked_by: [t1], updated: at(11) }),
    ]);
    const law = { entry: i1, title: 'Law', done: false };
    happens(room, ann, 'ticket.linked', { ticket: t1, external: law });
    happens(room, ann, 'ticket.linked', { ticket: t1, external: { ...law, done: true } });
    expect(room.ticket(t1)?.external).toEqual([{ ...law, done: true }]);
    happens(room, ann, 'ticket.unlinked', { ticket: t1, blocks: t2 });
    happens(room, ann, 'ticket.unlinked', { ticket: t1, external: i1 });
    expect(room.ticket(t2)).not.toHaveProperty('blocked_by');
    expect(room.ticket(t1)).not.toHaveProperty('external');
  });
  it('TIC-20 parking skips the round and keeps the question', () => {
    const room = roomOf({ rounds: [round(r1, t1)] });
    happens(room, bob, 'ticket.parked', { ticket: t1, question: 'Who pays?', owner: ann });
    const parked = { at: at(11), by: bob, question: 'Who pays?', owner: ann };
    expect(room.ticket(t1)?.parked).toEqual(parked);
    expect(room.round(r1)).toMatchObject({ phase: 'skipped', skipped: 'parked' });
    happens(room, bob, 'ticket.unparked', { ticket: t1 });
    expect(room.ticket(t1)).toEqual(ticket(t1, 'A', { updated: at(12) }));
  });
  it('TIC-21 TIC-22 questions and their answers are touches, reading is none', () => {
    const room = roomOf();
    happens(room, bob, 'ticket.marked_read', { ticket: t1 });
    happens(room, bob, 'ticket.marked_read', { ticket: t1 });
    expect(room.ticket(t1)).toEqual(ticket(t1, 'A', { read_by: [bob] }));
    happens(room, bob, 'question.asked', { ticket: t1, question: i1, text: 'Why?' });
    happens(room, ann, 'question.answered', { ticket: t1, question: i1, text: 'So.' });
    expect(room.ticket(t1)).toMatchObject({
      updated: at(14),
      questions: [
        {
          ...{ question: i1, text: 'Why?', at: at(13), by: bob },
          answer: { text: 'So.', at: at(14), by: ann },
        },
      ],
    });
  });
});

describe('PAR people', () => {
  const voters = [participant(ann), participant(bob)];
  it('PAR-10 a removed one leaves, and the choice with them', () => {
    const room = roomOf({ participants: voters, rounds: [round(r1, t1, { voted: [ann, bob] })] });
    happens(room, ann, 'participant.removed', { participant: bob });
    expect(room.participant(bob)).toMatchObject({ left: true, removed: true });
    expect(room.round(r1)).toMatchObject({ voted: [ann], closing: { until: at(11) + 3000 } });
  });
  it('RND-16 nobody waits for an excused one, whose choice counts all the same', () => {
    const room = roomOf({ participants: voters, rounds: [round(r1, t1, { voted: [ann] })] });
    happens(room, ann, 'ballot.excused', { round: r1, participant: bob });
    expect(room.round(r1)).toMatchObject({ excused: [bob], closing: { until: at(11) + 3000 } });
    happens(room, bob, 'estimate.given', { round: r1 });
    expect(room.round(r1)?.voted).toEqual([ann, bob]);
  });
  it('PAR-12 a claim is asked for, agreed to, and given back', () => {
    const room = roomOf();
    happens(room, bob, 'facilitation.claimed', { participant: bob, asked: true });
    expect(room.facts?.claim).toEqual({ participant: bob, asked: at(11) });
    happens(room, ann, 'facilitation.claimed', { participant: bob });
    expect(room.facts).not.toHaveProperty('claim');
    expect(room.participant(bob)).toEqual(participant(bob, { facilitates: true, claimed: true }));
    happens(room, ann, 'facilitation.returned', { participant: bob });
    expect(room.participant(bob)).toEqual(participant(bob));
  });
  it('ROOM-8 the end of a room stops its clocks, and is taken back', () => {
    const room = hour();
    start(room);
    happens(room, ann, 'room.ended', { reason: 'Done' });
    expect(room.facts).toMatchObject({
      ...{ status: 'ended', ended: { at: at(12), by: ann, reason: 'Done' } },
    });
    expect(room.clocks).toEqual([]);
    happens(room, ann, 'room.reopened', {});
    expect(room.facts?.status).toBe('open');
    expect(room.facts).not.toHaveProperty('ended');
  });
  it('ROOM-9 a code is renewed or switched off', () => {
    const room = roomOf();
    happens(room, ann, 'links.renewed', { which: 'code', code: 'AAAAAA' });
    expect(room.facts?.code).toBe('AAAAAA');
    happens(room, ann, 'links.renewed', { which: 'read', off: true });
    expect(room.facts?.code).toBe('AAAAAA');
    happens(room, ann, 'links.renewed', { which: 'code', off: true });
    expect(room.facts).not.toHaveProperty('code');
  });
});

describe('CAP sprints', () => {
  it('come, change, are committed and released, and go', () => {
    const room = roomOf();
    happens(room, ann, 'capacity.changed', { sprint: i1, name: 'Sprint 42', points: 26_000 });
    happens(room, ann, 'capacity.changed', { sprint: i1, name: 'Sprint 42', points: 20_000 });
    happens(room, bob, 'sprint.committed', { sprint: i1, tickets: [t1] });
    const sprint = { sprint: i1, name: 'Sprint 42', points: 20_000 };
    expect(room.sprints).toEqual([
      { ...sprint, committed: { at: at(13), by: bob, tickets: [t1] } },
    ]);
    happens(room, bob, 'sprint.released', { sprint: i1 });
    expect(room.sprints).toEqual([sprint]);
    happens(room, ann, 'capacity.changed', { sprint: i1, points: null });
    expect(room.sprints).toEqual([]);
  });
});
