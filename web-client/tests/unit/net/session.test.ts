import { describe, expect, it, vi } from 'vitest';
import type { Command } from '../../../src/protocol/command';
import { stateHash } from '../../../src/room/state_hash';
import {
  ann,
  at,
  bob,
  epoch,
  r1,
  roomId,
  roomOf,
  round,
  t1,
  t2,
  t3,
  t4,
} from '../support/room_facts';
import { operations, snapshotOf, welcome, World } from '../support/world';

const title = (text: string): Command => ({
  do: 'ticket.edit',
  data: { ticket: t1, set: { title: text } },
});
const give = (card: string): Command => ({ do: 'estimate.give', data: { round: r1, card } });
const edited = { ticket: t1, set: { title: 'Theirs' } };
const voting = { rounds: [round(r1, t1)] };
const refused = (cseq: number, code: string, more: object = {}) => ({
  type: 'refused',
  cseq,
  code,
  message: `No: ${code}.`,
  ...more,
});
const heartbeat = (more: object = {}) => ({
  type: 'heartbeat',
  epoch,
  seq: 10,
  server_time: at(10),
  ...more,
});

describe('JOIN-2 JOIN-3 the hello', () => {
  it('carries a seat that was stored before the first one left', () => {
    const world = new World();
    expect(world.client.knownSeat).toBe(false);
    world.client.join({ name: 'Ann', role: 'estimator', key: 'abc' });
    const stored = world.seats.get(roomId);
    expect(stored).toMatch(/^[0-9a-f]{32}$/);
    expect(world.socket.open().hello).toEqual({
      type: 'hello',
      protocol: [1],
      seat: stored,
      session: world.socket.hello['session'],
      name: 'Ann',
      role: 'estimator',
      key: 'abc',
    });
    expect(world.socket.hello['session']).toMatch(/^[0-9a-f]{32}$/);
    expect(world.socket.hello['session']).not.toBe(stored);
  });
  it('reads the seat again in the moment in which it is sent: two tabs come to one', () => {
    const seats = new Map<string, string>();
    const [one, two] = [new World(seats), new World(seats)];
    one.client.join({ name: 'Ann' });
    two.client.join({ name: 'Ann' });
    const other = 'f'.repeat(32);
    seats.set(roomId, other);
    expect(one.socket.open().hello['seat']).toBe(other);
    expect(two.socket.open().hello['seat']).toBe(other);
  });
  it('keeps a seat of its own where nothing can be stored', () => {
    const world = new World();
    world.seats.set = () => world.seats;
    world.client.join({ name: 'Ann' });
    const first = world.socket.open().hello['seat'];
    world.socket.drop();
    expect(world.nextTry().open().hello['seat']).toBe(first);
  });
  it('keeps the name until the first welcome, over lost ones', () => {
    const world = new World();
    world.client.join({ name: 'Ann', passcode: 'x' });
    world.socket.open().drop();
    expect(world.nextTry().open().hello).toMatchObject({ name: 'Ann', passcode: 'x' });
    world.socket.say(welcome()).drop();
    const again = world.nextTry().open().hello;
    for (const field of ['name', 'passcode', 'position']) expect(again).not.toHaveProperty(field);
  });
  it('has one session for the whole life of the page', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    const first = world.socket.open().hello['session'];
    world.socket.drop();
    expect(world.nextTry().open().hello['session']).toBe(first);
  });
  it('a page that finds its seat joins without a name', () => {
    const world = new World(new Map([[roomId, 'e'.repeat(32)]]));
    expect(world.client.knownSeat).toBe(true);
    world.client.join({});
    expect(world.socket.open().hello).toMatchObject({ seat: 'e'.repeat(32) });
    expect(world.socket.hello).not.toHaveProperty('name');
  });
  it('stores a seat that the server made', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    world.socket.open().say(welcome({ seat: 'd'.repeat(32) }));
    expect(world.seats.get(roomId)).toBe('d'.repeat(32));
  });
  it('RES-2 tells where the page was, with its hash', () => {
    const world = new World().joined();
    world.socket.drop();
    expect(world.nextTry().open().hello['position']).toEqual({
      epoch,
      seq: 10,
      hash: stateHash(roomOf()),
    });
  });
});

describe('JOIN-1 JOIN-7 until the room is shown', () => {
  it('nothing but the hello and time leaves before the welcome', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    world.client.send(title('x'));
    world.client.openText(`${t1}/description`);
    world.client.present({ hand: true });
    world.socket.open();
    expect(world.socket.sent.map(({ type }) => type)).toEqual(['hello']);
    world.socket.say(welcome()).say(snapshotOf(10));
    expect(world.socket.sent.map(({ type }) => type).sort()).toEqual(
      ['commands', 'hello', 'presence', 'text.open', 'time'].sort(),
    );
  });
  it('the room appears when welcome.seq has been applied, not before', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    world.socket
      .open()
      .say(welcome({ seq: 12 }))
      .say(snapshotOf(10));
    expect(world.state).toBe('connecting');
    expect(world.client.view.get()).toBeUndefined();
    world.operation(11, bob, 'ticket.edited', edited);
    expect(world.client.view.get()).toBeUndefined();
    world.operation(12, bob, 'spotlight.moved', { board: 'estimate', ticket: t1 });
    expect(world.state).toBe('live');
    expect(world.view).toMatchObject({ seq: 12, me: ann, epoch });
    expect(world.view.ticket(t1)?.title).toBe('Theirs');
  });
  it('what came before the room was shown is not announced', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    world.socket
      .open()
      .say(welcome({ seq: 11 }))
      .say(snapshotOf(10));
    world.operation(11, bob, 'spotlight.moved', { board: 'estimate' });
    expect(world.events).toEqual([]);
  });
  it('JOIN-6 tells version, durability and limits', () => {
    expect(new World().joined().client.server.get()).toEqual({
      version: '0.1.0',
      gavePage: true,
      durability: 'disk',
      limits: { unanswered_max: 32 },
    });
  });
  it('JOIN-9 what comes before a welcome is not believed', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    world.socket
      .open()
      .say(snapshotOf(10))
      .say(operations(11, bob, 'ticket.edited', edited));
    expect(world.state).toBe('connecting');
    expect(world.client.view.get()).toBeUndefined();
  });
});

describe('a command from the press to its end', () => {
  it('is shown at once, sent, confirmed by the operation and dropped with the ack', () => {
    const world = new World().joined();
    world.client.send(title('Mine'));
    expect(world.view.ticket(t1)?.title).toBe('Mine');
    expect(world.view.deliveryOf(t1)).toBe('sending');
    expect(world.socket.commands).toEqual([{ ...title('Mine'), cseq: 1 }]);
    world.operation(11, ann, 'ticket.edited', { ticket: t1, set: { title: 'Mine' } });
    expect(world.client.outbox.get()).toMatchObject({ sending: 1, kept: 0 });
    world.socket.say({ type: 'ack', cseq: 1, seq: 11 });
    expect(world.view.pending).toEqual([]);
    expect(world.view.ticket(t1)?.title).toBe('Mine');
    expect(world.client.outbox.get()).toMatchObject({ sending: 0, kept: 0 });
  });
  it('a vote is told as confirmed, with its card', () => {
    const world = new World().joined(voting);
    world.client.send(give('5'));
    world.operation(11, ann, 'estimate.given', { round: r1 });
    world.socket.say({ type: 'yours', rounds: { [r1]: { card: '5' } } });
    world.socket.say({ type: 'ack', cseq: 1, seq: 11 });
    expect(world.view.ownChoice(r1)).toEqual({ choice: { card: '5' } });
    expect(world.events).toContainEqual({
      kind: 'own_vote_confirmed',
      round: r1,
      choice: { card: '5' },
    });
  });
  it('REF-2 a refused one is rolled back before anybody hears of it', () => {
    const world = new World().joined();
    let shown: string | undefined;
    world.client.events(() => (shown = world.view.ticket(t1)?.title));
    world.client.send(title('Mine'));
    world.socket.say(refused(1, 'forbidden'));
    expect(shown).toBe('Ticket 1');
    expect(world.events).toEqual([
      {
        kind: 'refused',
        command: title('Mine'),
        refusal: { code: 'forbidden', message: 'No: forbidden.' },
      },
    ]);
  });
  it('SES-1 at most 16 travel in one message', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    for (let n = 0; n < 20; ++n) world.client.send(title(String(n)));
    world.socket.open().say(welcome());
    expect(world.socket.of('commands').map((frame) => (frame['items'] as []).length)).toEqual([
      16, 4,
    ]);
  });
  it('SES-6 LIM-1 no more than the server says, where it says less', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    for (let n = 0; n < 9; ++n) world.client.send(title(String(n)));
    const limits = { unanswered_max: 5, commands_per_message_max: 2 };
    world.socket.open().say(welcome({ limits }));
    const sent = world.socket.of('commands').map((frame) => (frame['items'] as []).length);
    expect(sent).toEqual([2, 2, 1]);
  });
  it('an id is made where the page left it out, so that it can be shown at once', () => {
    const world = new World().joined();
    world.client.send({ do: 'ticket.add', data: { title: 'New' } });
    world.client.send({ do: 'round.open', data: { ticket: t1 } });
    const [add, open] = world.socket.commands.map((item) => item['data'] as Record<string, string>);
    expect(add?.['ticket']).toMatch(/^[0-9a-f]{32}$/);
    expect(open?.['round']).toMatch(/^[0-9a-f]{32}$/);
    expect(world.view.order.at(-1)).toBe(add?.['ticket']);
  });
  it('REF-2 the refusal of another message is told apart', () => {
    const world = new World().joined();
    world.socket.say({ type: 'refused', re: 'text.open', code: 'not_found', message: 'No text.' });
    expect(world.events).toEqual([
      {
        kind: 'message_refused',
        re: 'text.open',
        refusal: { code: 'not_found', message: 'No text.' },
      },
    ]);
  });
});

describe('SES-7 not sent yet', () => {
  it('is sent again after the time that the server asks for', () => {
    const world = new World().joined();
    world.client.send(title('a'));
    world.socket.say(refused(1, 'rate_limited', { retry: 700 }));
    expect(world.view.ticket(t1)?.title).toBe('a');
    expect(world.view.deliveryOf(t1)).toBe('kept');
    world.client.send(title('b'));
    world.clock.pass(699);
    expect(world.socket.commands).toHaveLength(1);
    world.clock.pass(1);
    expect(world.socket.commands.slice(1)).toEqual([
      { ...title('a'), cseq: 2 },
      { ...title('b'), cseq: 3 },
    ]);
    expect(world.events).toEqual([]);
  });
  it('the longest of several times counts', () => {
    const world = new World().joined();
    world.client.send(title('a'));
    world.client.send(title('b'));
    world.socket.say(refused(1, 'busy', { retry: 2000 })).say(refused(2, 'busy', { retry: 500 }));
    world.clock.pass(1999);
    expect(world.socket.commands).toHaveLength(2);
    world.clock.pass(1);
    expect(world.socket.commands).toHaveLength(4);
  });
  it('a read-only store: when the store says that it is well', () => {
    const world = new World().joined();
    world.client.send(title('a'));
    world.socket.say(refused(1, 'read_only'));
    world.socket.say({ type: 'status', store: 'read_only', reason: 'Disk full.' });
    expect(world.client.store.get()).toEqual({ store: 'read_only', reason: 'Disk full.' });
    world.clock.pass(10_000);
    expect(world.socket.commands).toHaveLength(1);
    world.socket.say({ type: 'status', store: 'ok' });
    expect(world.socket.commands.slice(1)).toEqual([{ ...title('a'), cseq: 2 }]);
  });
  it('or with a welcome that no status follows', () => {
    const world = new World().joined();
    world.client.send(title('a'));
    world.socket.say(refused(1, 'read_only')).say({ type: 'status', store: 'read_only' });
    world.socket.drop();
    world.returns().say({ type: 'yours', rounds: {} });
    expect(world.socket.commands).toEqual([]);
    world.clock.pass(100);
    expect(world.socket.commands).toEqual([{ ...title('a'), cseq: 2 }]);
    expect(world.client.store.get()).toEqual({ store: 'ok' });
  });
  it('and not where a status says that it still is', () => {
    const world = new World().joined();
    world.client.send(title('a'));
    world.socket.say(refused(1, 'read_only')).drop();
    world.returns().say({ type: 'yours', rounds: {} }).say({ type: 'status', store: 'read_only' });
    world.clock.pass(5_000);
    expect(world.socket.commands).toEqual([]);
  });
  it('may be discarded, which rolls it back', () => {
    const world = new World().joined();
    const id = world.client.send(title('a'));
    world.socket.say(refused(1, 'read_only'));
    world.client.discard(id);
    expect(world.view.ticket(t1)?.title).toBe('Ticket 1');
    expect(world.view.pending).toEqual([]);
  });
});

describe('RES-3 RES-5 coming back', () => {
  it('a lost ack: everything unanswered goes again, in order, under its numbers', () => {
    const world = new World().joined();
    world.client.send(title('a'));
    world.client.send(title('b'));
    world.socket.drop();
    world.client.send(title('c'));
    expect(world.client.outbox.get()).toMatchObject({ sending: 0, kept: 3 });
    world.returns();
    expect(world.socket.commands).toEqual([
      { ...title('a'), cseq: 1 },
      { ...title('b'), cseq: 2 },
      { ...title('c'), cseq: 3 },
    ]);
    expect(world.state).toBe('live');
  });
  it('a session that the server does not know, where nothing was forgotten: the same', () => {
    const world = new World().joined();
    world.client.send(title('a'));
    world.socket.drop();
    world.returns({ session: 'new', forgotten: 10 });
    expect(world.socket.commands).toEqual([{ ...title('a'), cseq: 1 }]);
    expect(world.kinds()).not.toContain('fate_unknown');
  });
  it.each([
    ['one that may have been forgotten', { session: 'new', forgotten: 11 }],
    ['one of another epoch', { session: 'new', forgotten: 0, epoch: 'another', mode: 'snapshot' }],
  ])('%s: what was unanswered is shown and not sent', (_which, more) => {
    const world = new World().joined();
    world.client.send(title('a'));
    world.socket.drop();
    world.returns(more);
    expect(world.socket.commands).toEqual([]);
    expect(world.events).toContainEqual({ kind: 'fate_unknown', commands: [title('a')] });
    expect(world.client.outbox.get().unknown).toEqual([title('a')]);
  });
  it('the person decides: again as new commands, or not at all', () => {
    const world = new World().joined();
    world.client.send(title('a'));
    world.socket.drop();
    world.returns({ session: 'new', forgotten: 11 });
    world.client.resendUnknown();
    expect(world.socket.commands).toEqual([{ ...title('a'), cseq: 2 }]);
    expect(world.client.outbox.get().unknown).toEqual([]);
    const other = new World().joined();
    other.client.send(title('a'));
    other.socket.drop();
    other.returns({ session: 'new', forgotten: 11 });
    other.client.discardUnknown();
    expect(other.client.outbox.get()).toEqual({ sending: 0, kept: 0, unknown: [] });
  });
  it('a replay fills the gap; what had waited is named', () => {
    const world = new World().joined(voting);
    world.socket.drop();
    world.client.send(give('5'));
    world.quiet();
    world.returns({ mode: 'replay', seq: 12 });
    expect(world.state).toBe('connecting');
    world.socket.say({
      ...operations(11, bob, 'ticket.edited', edited),
      to: 12,
      items: [
        { seq: 11, at: at(11), by: bob, op: 'ticket.edited', data: edited },
        { seq: 12, at: at(12), by: bob, op: 'spotlight.moved', data: { board: 'estimate' } },
      ],
    });
    expect(world.state).toBe('live');
    expect(world.view.seq).toBe(12);
    expect(world.events).toEqual([{ kind: 'connection_back', sent: [give('5')] }]);
  });
  it('a snapshot is told as such, and pending commands stay on top', () => {
    const world = new World().joined();
    world.client.send(title('Mine'));
    world.socket.drop();
    world.quiet();
    world.returns({ mode: 'snapshot', seq: 40 }).say(snapshotOf(40));
    expect(world.view.ticket(t1)?.title).toBe('Mine');
    expect(world.kinds()).toEqual(['connection_back', 'caught_up']);
  });
  it('a lost connection is told once', () => {
    const world = new World().joined();
    world.socket.drop();
    world.nextTry().drop();
    world.nextTry().drop();
    expect(world.kinds()).toEqual(['connection_lost']);
  });
  it('RND-14 a vote that came too late is told as a missed reveal', () => {
    const world = new World().joined(voting);
    world.socket.drop();
    world.client.send(give('5'));
    world.returns({ mode: 'replay', seq: 11 });
    world.operation(11, null, 'round.revealed', { round: r1, choices: [] });
    world.quiet();
    world.socket.say(refused(1, 'phase', { data: { phase: 'revealed', at: at(11) } }));
    expect(world.events).toEqual([
      { kind: 'missed_reveal', round: r1, choice: { card: '5' }, at: at(11) },
    ]);
    expect(world.view.ownChoice(r1)).toBeUndefined();
  });
  it('SES-3 not_applied is silent where the room says so already', async () => {
    const world = new World().joined();
    world.client.send(title('Ticket 1'));
    world.client.send(title('Other'));
    world.socket.say(refused(1, 'not_applied')).say(refused(2, 'not_applied'));
    await import('../../../src/room/already_so');
    await vi.waitFor(() =>
      expect(world.events).toMatchObject([{ kind: 'refused', command: title('Other') }]),
    );
  });
  it('RES-2 a server that lost its last changes: their number, and our own among them', () => {
    const world = new World().joined();
    world.client.send(title('Mine'));
    world.operation(11, ann, 'ticket.edited', { ticket: t1, set: { title: 'Mine' } });
    world.operation(12, bob, 'spotlight.moved', { board: 'estimate' });
    world.socket.say({ type: 'ack', cseq: 1, seq: 11 });
    world.socket.drop();
    world.quiet();
    world.returns({ mode: 'snapshot', seq: 10 });
    expect(world.state).toBe('connecting');
    world.socket.say(snapshotOf(10));
    expect(world.events[0]).toEqual({ kind: 'server_lost', changes: 2, own: [title('Mine')] });
    expect(world.view.seq).toBe(10);
    expect(world.view.ticket(t1)?.title).toBe('Ticket 1');
  });
});

describe('RES-6 whatever does not follow', () => {
  const startsAnew = (world: World) => {
    expect(world.state).toBe('offline');
    expect(world.nextTry().open().hello).not.toHaveProperty('position');
  };
  it.each([
    ['a gap', operations(12, bob, 'ticket.edited', edited)],
    ['what was told before', operations(10, bob, 'ticket.edited', edited)],
    ['a count that is wrong', { ...operations(11, bob, 'ticket.edited', edited), to: 12 }],
    [
      'numbers that do not count up',
      { ...operations(11, bob, 'x', {}), items: operations(13, bob, 'x', {}).items },
    ],
    ['a snapshot of another epoch', { ...snapshotOf(10), epoch: 'another' }],
    ['a heartbeat of another epoch', heartbeat({ epoch: 'another' })],
    ['a head that is further', heartbeat({ seq: 11 })],
    ['a head that is behind', heartbeat({ seq: 9 })],
    ['another hash', heartbeat({ hash: '0123456789abcdef' })],
    ['what is no message', { type: 'ack' }],
  ])('%s: again, without a position', (_what, frame) => {
    const world = new World().joined();
    world.socket.say(frame);
    startsAnew(world);
  });
  it('a mode that does not fit what the page has', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    world.socket.open().say(welcome({ mode: 'live' }));
    startsAnew(world);
  });
  it('text that is no JSON', () => {
    const world = new World().joined();
    world.socket.events.received('{');
    startsAnew(world);
  });
  it('says so the third time within 60 s', () => {
    const world = new World().joined();
    for (let times = 1; times <= 3; ++times) {
      world.socket.say(heartbeat({ epoch: 'another' }));
      expect(world.kinds().includes('copy_unreliable')).toBe(times === 3);
      world.returns({ mode: 'snapshot' }).say(snapshotOf(10));
    }
  });
  it('and not where they are further apart', () => {
    const world = new World().joined();
    for (let times = 1; times <= 4; ++times) {
      world.socket.say(heartbeat({ epoch: 'another' }));
      world.returns({ mode: 'snapshot' }).say(snapshotOf(10));
      for (let passed = 0; passed < 31; ++passed) {
        world.clock.pass(1_000);
        world.socket.say({ type: 'status', store: 'ok' });
      }
    }
    expect(world.kinds()).not.toContain('copy_unreliable');
  });
  it('the next welcome with a snapshot makes the position good again', () => {
    const world = new World().joined();
    world.socket.say(heartbeat({ epoch: 'another' }));
    world.returns({ mode: 'snapshot' }).say(snapshotOf(10)).drop();
    expect(world.nextTry().open().hello).toHaveProperty('position');
  });
});

describe('HSH the state hash', () => {
  it('that agrees changes nothing', () => {
    const world = new World().joined();
    world.socket.say(heartbeat({ hash: stateHash(roomOf()) }));
    expect(world.state).toBe('live');
  });
  it('MSG-7 is not compared after an operation that this page does not know', () => {
    const world = new World().joined();
    world.operation(11, bob, 'scores.opened', { factors: 5 });
    world.socket.say(heartbeat({ seq: 11, hash: '0123456789abcdef' }));
    expect(world.state).toBe('live');
    expect(world.view.seq).toBe(11);
    world.socket.drop();
    expect(world.nextTry().open().hello['position']).toEqual({ epoch, seq: 11 });
  });
  it('and again after a snapshot', () => {
    const world = new World().joined();
    world.operation(11, bob, 'scores.opened', { factors: 5 });
    world.socket.say(snapshotOf(12)).say(heartbeat({ seq: 12, hash: '0123456789abcdef' }));
    expect(world.state).toBe('offline');
  });

  const strange = heartbeat({ hash: '0123456789abcdef' });
  const updated = { server: '0.2.0', mode: 'snapshot' };
  it('HSH-6 is not compared with a server of another version than gave the page', () => {
    const world = new World().joined();
    world.socket.drop();
    world.returns(updated).say(snapshotOf(10)).say(strange).say(strange);
    expect(world.state).toBe('live');
    expect(world.client.server.get()?.gavePage).toBe(false);
    expect(world.kinds()).not.toContain('copy_unreliable');
  });
  it('HSH-6 is left out of the position from there on', () => {
    const world = new World().joined();
    world.socket.drop();
    world.returns(updated).say(snapshotOf(10)).drop();
    expect(world.nextTry().open().hello['position']).toEqual({ epoch, seq: 10 });
  });
  it('HSH-6 is compared again with a server of the version that gave the page', () => {
    const world = new World().joined();
    world.socket.drop();
    world.returns(updated).say(snapshotOf(10)).drop();
    world.returns().say(strange);
    expect(world.state).toBe('offline');
    expect(world.client.server.get()?.gavePage).toBe(true);
  });
});

describe('RES-1 an operation told as a snapshot', () => {
  it('goes on from there, and its import can be undone', () => {
    const world = new World().joined();
    const [ticket] = world.client.importTickets([{ title: 'New' }]);
    const tickets = [{ ...snapshotOf(11).state.tickets[0], ticket }];
    const told = snapshotOf(11);
    world.socket.say({ ...told, state: { ...told.state, tickets } });
    world.socket.say({ type: 'ack', cseq: 1, seq: 11 });
    expect(world.view.order).toEqual([ticket]);
    expect(world.client.undo()).toBe(true);
    expect(world.socket.commands.at(-1)).toEqual({ cseq: 2, do: 'undo', data: { seq: 11 } });
  });
});

describe('UNDO-1 Mod Z', () => {
  it('undoes and redoes what this page did', () => {
    const world = new World().joined();
    expect(world.client.undo()).toBe(false);
    world.client.send(title('Mine'));
    world.operation(11, ann, 'ticket.edited', { ticket: t1, set: { title: 'Mine' } });
    world.socket.say({ type: 'ack', cseq: 1, seq: 11 });
    expect(world.client.undo()).toBe(true);
    expect(world.socket.commands.at(-1)).toEqual({ cseq: 2, do: 'undo', data: { seq: 11 } });
    world.operation(
      12,
      ann,
      'ticket.edited',
      { ticket: t1, set: { title: 'Ticket 1' } },
      { undoes: 11 },
    );
    world.socket.say({ type: 'ack', cseq: 2, seq: 12 });
    expect(world.client.redo()).toBe(true);
    expect(world.socket.commands.at(-1)).toEqual({ cseq: 3, do: 'undo', data: { seq: 12 } });
    expect(world.client.undo()).toBe(false);
  });
  it('one that is refused leaves the list', () => {
    const world = new World().joined();
    for (const [seq, text] of [
      [11, 'a'],
      [12, 'b'],
    ] as const) {
      world.client.send(title(text));
      world.operation(seq, ann, 'ticket.edited', { ticket: t1, set: { title: text } });
      world.socket.say({ type: 'ack', cseq: seq - 10, seq });
    }
    world.client.undo();
    world.socket.say(
      refused(3, 'depends', { data: { ticket: t1, field: 'title', by: bob, seq: 13 } }),
    );
    expect(world.events).toMatchObject([{ kind: 'refused', refusal: { data: { by: bob } } }]);
    world.client.undo();
    expect(world.socket.commands.at(-1)).toMatchObject({ do: 'undo', data: { seq: 11 } });
  });
  it('takes a vote back while the round collects', () => {
    const world = new World().joined(voting);
    world.client.send(give('5'));
    world.operation(11, ann, 'estimate.given', { round: r1 });
    world.socket.say({ type: 'ack', cseq: 1, seq: 11 });
    world.client.undo();
    expect(world.socket.commands.at(-1)).toMatchObject({ do: 'estimate.withdraw' });
  });
});

describe('TIC-4 an import', () => {
  it('of many tickets is cut, sent one by one, each behind the one before', () => {
    const world = new World().joined();
    const rows = Array.from({ length: 9 }, (_, n) => ({
      title: `T${n}`,
      description: 'ä'.repeat(60_000),
    }));
    const ids = world.client.importTickets(rows, t2);
    expect(new Set(ids).size).toBe(9);
    type Import = { tickets: { ticket: string }[]; after?: string };
    const imports = () => world.socket.commands.map((item) => item['data'] as Import);
    for (let cseq = 1; cseq <= 3; ++cseq) {
      expect(imports()).toHaveLength(cseq);
      expect(JSON.stringify(imports().at(-1)).length).toBeLessThan(400 * 1024);
      world.socket.say({ type: 'ack', cseq, seq: 10 });
    }
    expect(imports().flatMap(({ tickets }) => tickets.map(({ ticket }) => ticket))).toEqual(ids);
    expect(imports().map(({ after }) => after)).toEqual([t2, ids[2], ids[5]]);
  });
  it('of none sends nothing', () => {
    const world = new World().joined();
    expect(world.client.importTickets([])).toEqual([]);
    expect(world.socket.commands).toEqual([]);
  });
});

describe('one change feed per part of the page', () => {
  it('begins with everything and tells what was touched since, in one go', () => {
    const world = new World().joined();
    let dirty = 0;
    const feed = world.client.changes(() => (dirty += 1));
    expect(feed.take().everything).toBe(true);
    world.operation(11, bob, 'ticket.edited', edited);
    world.operation(12, bob, 'ticket.moved', { ranks: { [t3]: '1' } });
    expect(dirty).toBe(2);
    const changes = feed.take();
    expect([...changes.tickets]).toEqual([t1, t3]);
    expect(changes).toMatchObject({ everything: false, order: true });
    expect(feed.take()).toMatchObject({ order: false });
    feed.close();
    world.operation(13, bob, 'ticket.edited', edited);
    expect(dirty).toBe(2);
  });
  it('a view is told at once and then with every change', () => {
    const world = new World().joined();
    const versions: (number | undefined)[] = [];
    const stop = world.client.view.subscribe((view) => versions.push(view?.version));
    world.operation(11, bob, 'ticket.edited', edited);
    stop();
    world.operation(12, bob, 'ticket.edited', edited);
    expect(versions).toHaveLength(2);
    expect(versions[1]).toBe((versions[0] ?? 0) + 1);
  });
  it('an event speaks of what the view shows already', () => {
    const world = new World().joined();
    const seen: unknown[] = [];
    world.client.events((event) => {
      if (event.kind === 'spotlight_moved') seen.push(world.view.facts.spotlight?.ticket);
    });
    world.operation(11, bob, 'spotlight.moved', { board: 'estimate', ticket: t4 });
    expect(seen).toEqual([t4]);
  });
});
