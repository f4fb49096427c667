import { describe, expect, it } from 'vitest';
import { parseOperation, parseServerMessage } from '../../../src/protocol/decode';
import type { ServerMessage } from '../../../src/protocol/messages';
import { fixturesIn, readFixture } from '../support/fixtures';
import { ann, r1, roomId, snapshot, t1 } from '../support/room_facts';
import { operations, snapshotOf, welcome } from '../support/world';

type Fixture = { name: string; rule: string; direction: string; kind: string; json: object };
const fixtures = fixturesIn('messages').map((file) => readFixture(file) as Fixture);
const toPage = fixtures.filter(({ direction }) => direction === 'to_client');

describe('golden messages', () => {
  it('are there', () => expect(toPage.length).toBeGreaterThan(20));

  it.each(toPage.filter(({ kind }) => kind === 'message'))(
    '$rule $name is read without losing a field',
    ({ json }) => {
      const message = parseServerMessage(json);
      expect(message).toMatchObject({ ok: true });
      if (!message.ok) return;
      if (message.value.type === 'yours') expect(json).toEqual(writtenYours(message.value));
      else if (message.value.type === 'operations')
        expect(message.value.items).toHaveLength(message.value.to - message.value.from + 1);
      else expect(message.value).toMatchObject(json);
    },
  );

  it.each(toPage.filter(({ kind }) => kind === 'operation'))(
    '$rule $name is a known operation, every field of it',
    ({ json }) => {
      expect(parseOperation(json)).toEqual({ ok: true, value: json });
    },
  );
});

describe('MSG-7 what a newer server says', () => {
  it('ignores unknown fields', () => {
    const message = parseServerMessage({ type: 'ack', cseq: 1, seq: 2, colour: 'red' });
    expect(message).toEqual({ ok: true, value: { type: 'ack', cseq: 1, seq: 2 } });
  });
  it('ignores unknown fields deep in a state', () => {
    const told = snapshotOf(1);
    const state = { ...told.state, colours: ['red'], room: { ...told.state.room, weather: {} } };
    const message = parseServerMessage({ ...told, state });
    expect(message).toEqual({ ok: true, value: told });
  });
  it('names an unknown type', () => {
    const message = parseServerMessage({ type: 'text.ups', ups: [] });
    expect(message).toEqual({ ok: true, value: { type: 'unknown', name: 'text.ups' } });
  });
  it('keeps the place of an unknown operation', () => {
    const message = parseServerMessage(operations(7, ann, 'scores.opened', { factors: 5 }));
    expect(message).toMatchObject({
      value: { items: [{ seq: 7, op: 'unknown', name: 'scores.opened', by: ann }] },
    });
  });
  it('does not take a name that every object has for a type', () => {
    const message = parseServerMessage({ type: 'toString' });
    expect(message).toEqual({ ok: true, value: { type: 'unknown', name: 'toString' } });
  });
  it('takes an unknown refusal code and limit', () => {
    const refused = parseServerMessage({ type: 'refused', cseq: 1, code: 'tired', message: 'No.' });
    expect(refused).toMatchObject({ ok: true, value: { code: 'tired' } });
    const hello = parseServerMessage(welcome({ limits: { naps_max: 3 } }));
    expect(hello).toMatchObject({ ok: true, value: { limits: { naps_max: 3 } } });
  });
});

describe('what is not as the rules say is refused with its place', () => {
  const op = (data: object, name = 'ticket.moved') => operations(3, ann, name, data);
  it.each([
    ['MSG-2 no object', 'hello', ''],
    ['MSG-2 null', null, ''],
    ['MSG-2 a list', [], 'type'],
    ['MSG-2 no type', {}, 'type'],
    ['MSG-2 a type that is no string', { type: 5 }, 'type'],
    ['MSG-6 a fraction', { type: 'ack', cseq: 1.5, seq: 2 }, 'cseq'],
    ['MSG-6 above 2^53', { type: 'ack', cseq: 2 ** 53, seq: 2 }, 'cseq'],
    ['MSG-6 below zero', { type: 'ack', cseq: 1, seq: -1 }, 'seq'],
    ['MSG-7 null for absent', { type: 'status', store: 'ok', reason: null }, 'reason'],
    ['MSG-8 an id that is too short', op({ ranks: { abc: 'A' } }), 'items[0].data.ranks.abc'],
    ['RANK-1 a rank of other signs', op({ ranks: { [t1]: 'A-' } }), `items[0].data.ranks.${t1}`],
    [
      'RES-1 an operation without a time',
      { ...op({}), items: [{ seq: 3, by: null }] },
      'items[0].at',
    ],
    ['RND-4 a word for a round', op({ round: 'five' }, 'estimate.given'), 'items[0].data.round'],
    ['RES-4 a second part', { ...snapshotOf(1), part: 2, of: 2 }, 'part'],
    [
      'SEC-3 a confidence that is none',
      yours({ card: '5', confidence: 'very' }),
      `rounds.${r1}.confidence`,
    ],
    ['LIV-7 a store that is none', { type: 'status', store: 'full' }, 'store'],
    ['LIV-3 a hash of another length', heartbeat('0123'), 'hash'],
  ])('%s', (_rule, json, where) => {
    expect(parseServerMessage(json)).toMatchObject({ ok: false, error: { where } });
  });

  it('STA-1 names the ticket in a state', () => {
    const told = snapshot();
    const tickets = told.tickets.map((each, index) => (index === 1 ? { ...each, title: 5 } : each));
    const message = parseServerMessage({ ...snapshotOf(1), state: { ...told, tickets } });
    expect(message).toMatchObject({ ok: false, error: { where: 'state.tickets[1].title' } });
  });

  it('ROOM-1 a room whose id is not 22 characters of base64url', () => {
    const told = snapshot({ room: { room: `${roomId}=` } });
    const message = parseServerMessage({ ...snapshotOf(1), state: told });
    expect(message).toMatchObject({ ok: false, error: { where: 'state.room.room' } });
  });
});

function yours(choice: object) {
  return { type: 'yours', rounds: { [r1]: choice } };
}
type Yours = Extract<ServerMessage, { type: 'yours' }>;
function writtenYours({ type, rounds, dots }: Yours) {
  const own = [...dots].map(([ballot, on]) => [ballot, Object.fromEntries(on)]);
  return {
    ...{ type, rounds: Object.fromEntries(rounds) },
    ...(own.length > 0 && { dots: Object.fromEntries(own) as object }),
  };
}
function heartbeat(hash: string) {
  return { type: 'heartbeat', epoch: 'e', seq: 1, server_time: 1, hash };
}
