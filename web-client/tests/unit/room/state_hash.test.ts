import { describe, expect, it } from 'vitest';
import { parseOperation, parseServerMessage } from '../../../src/protocol/decode';
import type { RoomSnapshot } from '../../../src/protocol/state';
import { applyOperation } from '../../../src/room/apply';
import { Room } from '../../../src/room/room';
import { stateHash } from '../../../src/room/state_hash';
import { fixturesIn, hasFixture, readFixture } from '../support/fixtures';
import {
  ann,
  bob,
  epoch,
  participant,
  r1,
  round,
  snapshot,
  t1,
  t2,
  ticket,
} from '../support/room_facts';

/** Read as it would be on the wire: the parser has its part in what is hashed. */
function roomFrom(state: unknown): Room {
  const message = parseServerMessage({ type: 'snapshot', epoch, seq: 0, part: 1, of: 1, state });
  if (!message.ok || message.value.type !== 'snapshot')
    throw new Error(`no snapshot: ${JSON.stringify(message)}`);
  const room = new Room();
  room.loadSnapshot(epoch, 0, message.value.state);
  return room;
}
const hashOf = (state: RoomSnapshot): string => stateHash(roomFrom(state));

describe('HSH-1…HSH-4 the state hash', () => {
  it('of one entity is two lanes of FNV-1a over its row', () => {
    // Written out by hand from the rules, with numbers of any size instead of 32-bit tricks.
    const row = [
      ...['room', 'k3VnQm9hcmRXYWxrTWFwMQ', 'Käse', 'K7PQ2M', '2', '½', '500', '?', '\x1e', 'Own'],
      ...['0', '\x1e', 'facilitators', 'everybody', 'everybody', '0', '\x1e', 'open', '\x1e'],
      ...['\x1e', 'Go', '\x1e', '\x1e', '\x1e', '1', 'e1'.padEnd(32, '0'), 'blockers', 'Free'],
      ...['13000', '0', '\x1e', '0', '\x1e', '\x1e', '\x1e'],
    ];
    const bytes = Buffer.from(row.map((value) => `${value}\x1f`).join(''), 'utf8');
    const lane = (start: bigint) =>
      bytes
        .reduce((hash, byte) => ((hash ^ BigInt(byte)) * 0x01000193n) % 2n ** 32n, start)
        .toString(16)
        .padStart(8, '0');
    const deck = { name: 'Own', cards: [{ label: '½', value: 500 }, { label: '?' }] };
    const state = snapshot({
      room: {
        ...{ title: 'Käse', deck, auto_reveal_ms: null, goal: 'Go' },
        ready: [{ entry: 'e1'.padEnd(32, '0'), text: 'Free', follows: 'blockers' }],
      },
      participants: [],
      tickets: [],
    });
    expect(hashOf(state)).toBe(lane(0x811c9dc5n) + lane(0x01000193n));
  });

  const full = snapshot({
    tickets: [
      ticket(t1, 'A', { estimate: { card: '5', value: 5000, by: ann } }),
      ticket(t2, 'B', { archived: { at: 1, by: null, reason: 'outdated' } }),
    ],
    rounds: [
      round(r1, t1, {
        phase: 'revealed',
        voted: [ann, bob],
        choices: [
          { by: ann, card: '5', note: 'small' },
          { by: bob, card: '8' },
        ],
      }),
    ],
  });

  it('does not depend on the order of entities', () => {
    const turned = {
      ...full,
      participants: [...full.participants].reverse(),
      tickets: [...full.tickets].reverse(),
    };
    expect(hashOf(turned)).toBe(hashOf(full));
  });

  it('STA-2 hashes a deck that the snapshot leaves out', () => {
    const told = {
      ...full,
      rounds: full.rounds.map((each) => ({ ...each, deck: full.room.deck })),
    };
    expect(hashOf(told)).toBe(hashOf(full));
  });

  const [one, two] = full.rounds[0]?.choices ?? [];
  const withRound = (more: object) => ({
    ...full,
    rounds: full.rounds.map((r) => ({ ...r, ...more })),
  });
  const withTicket = (more: object) => ({
    ...full,
    tickets: full.tickets.map((each, at) => (at === 0 ? { ...each, ...more } : each)),
  });
  it.each([
    ['a title', withTicket({ title: 'Other' })],
    ['a rank', withTicket({ rank: 'AA' })],
    ['who estimated', withTicket({ estimate: { card: '5', value: 5000, by: bob } })],
    ['an estimate gone', withTicket({ estimate: undefined })],
    ['a choice', withRound({ choices: [{ ...one, card: '3' }, two] })],
    ['a note', withRound({ choices: [one, { ...two, note: 'small' }] })],
    ['who voted', withRound({ voted: [ann] })],
    ['a countdown', withRound({ closing: { until: 1 } })],
    ['a hold', withRound({ held: 'stop' })],
    ['somebody gone', { ...full, participants: [participant(ann, { left: true })] }],
    ['a spotlight', { ...full, room: { ...full.room, spotlight: { board: 'estimate' } } }],
  ])('differs for %s', (_what, state) => {
    const clean: unknown = JSON.parse(JSON.stringify(state));
    expect(stateHash(roomFrom(clean))).not.toBe(hashOf(full));
  });
});

type Hashed = { readonly name: string; readonly state: unknown; readonly hash: string };
type Scenario = {
  readonly name: string;
  readonly start: unknown;
  readonly start_hash: string;
  readonly steps: readonly {
    readonly operation: { readonly seq: number };
    readonly hash: string;
  }[];
  readonly end: unknown;
};

// The server's tests write these files and insist on them; here every one that is there is read.
const states = hasFixture('state_hash.json')
  ? (readFixture('state_hash.json') as readonly Hashed[])
  : [];
const scenarios = fixturesIn('scenarios').map((file) => readFixture(file) as Scenario);

describe('HSH-5 the golden files', () => {
  it('hash the golden snapshot whatever the order of its tickets', () => {
    const { json } = readFixture('messages/snapshot.json') as { json: { state: RoomSnapshot } };
    const turned = { ...json.state, tickets: [...json.state.tickets].reverse() };
    expect(stateHash(roomFrom(turned))).toBe(stateHash(roomFrom(json.state)));
  });
  it.each(states)('state $name', ({ state, hash }) =>
    expect(stateHash(roomFrom(state))).toBe(hash),
  );

  it.each(scenarios)('scenario $name', ({ start, start_hash, steps, end }) => {
    const room = roomFrom(start);
    expect(stateHash(room)).toBe(start_hash);
    for (const { operation: json, hash } of steps) {
      const operation = parseOperation(json);
      if (!operation.ok || operation.value.op === 'unknown')
        throw new Error(`no operation: ${JSON.stringify([json, operation])}`);
      applyOperation(room, operation.value);
      expect(stateHash(room), JSON.stringify(json)).toBe(hash);
    }
    expect(stateOf(room)).toEqual(stateOf(roomFrom(end)));
  });
});

/** Everything but where it stands in the log. */
const stateOf = (room: Room) => ({
  facts: room.facts,
  participants: [...room.participants],
  tickets: [...room.tickets],
  rounds: [...room.rounds],
});
