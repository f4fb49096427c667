/** A small room to tell stories in. */
import type { KnownOperation, OperationData } from '../../../src/protocol/operation';
import {
  defaultReady,
  type AgendaItem,
  type Ballot,
  type Clock,
  type Meeting,
  type Participant,
  type RoomSnapshot,
  type Round,
  type Sprint,
  type Ticket,
} from '../../../src/protocol/state';
import { decks } from '../../../src/protocol/deck';
import { applyOperation } from '../../../src/room/apply';
import { Room } from '../../../src/room/room';

const id = (kind: string, n: number): string => kind + String(n).padStart(32 - kind.length, '0');

export const ann = id('a1', 1);
export const bob = id('b0b', 2);
export const cleo = id('c1e0', 3);
export const t1 = id('7c', 1);
export const t2 = id('7c', 2);
export const t3 = id('7c', 3);
export const t4 = id('7c', 4);
export const r1 = id('50', 1);
export const r2 = id('50', 2);
export const roomId = 'k3VnQm9hcmRXYWxrTWFwMQ';
export const noon = 1_795_514_400_000;

const modified = decks[0];
if (!modified) throw new Error('there are decks');
export const deck = modified;

export const participant = (who: string, more: Partial<Participant> = {}): Participant => ({
  participant: who,
  name: who.slice(0, 4),
  role: 'estimator',
  facilitates: false,
  owns: false,
  left: false,
  ...more,
});

export const ticket = (which: string, rank: string, more: Partial<Ticket> = {}): Ticket => ({
  ticket: which,
  number: Number(which.slice(-2)),
  rank,
  title: `Ticket ${which.slice(-1)}`,
  created: noon,
  updated: noon,
  ...more,
});

export const i1 = id('1e', 1);
export const i2 = id('1e', 2);
export const i3 = id('1e', 3);
export const item = (which: string, more: Partial<AgendaItem> = {}): AgendaItem => ({
  item: which,
  kind: 'clarify',
  minutes: 15,
  tickets: [],
  needs: [],
  state: 'planned',
  ...more,
});

export const round = (which: string, of: string, more: Partial<Round> = {}): Round => ({
  round: which,
  ticket: of,
  number: 1,
  anonymous: false,
  auto_reveal_ms: 3000,
  phase: 'collecting',
  opened: noon,
  voted: [],
  ...more,
});

export const d1 = id('d075', 1);
/** Dots on all three tickets, everybody votes. */
export const dots = (more: Partial<Ballot> = {}): Ballot => ({
  ballot: d1,
  kind: 'dots',
  tickets: [t1, t2, t3],
  per_person: 5,
  per_ticket: 3,
  means: 'important',
  voters: 'everybody',
  anonymous: true,
  phase: 'collecting',
  opened: noon,
  ...more,
});

type Parts = {
  readonly room?: Partial<RoomSnapshot['room']>;
  readonly participants?: readonly Participant[];
  readonly tickets?: readonly Ticket[];
  readonly rounds?: readonly Round[];
  readonly ballots?: readonly Ballot[];
  readonly agenda?: readonly AgendaItem[];
  readonly clocks?: readonly Clock[];
  readonly sprints?: readonly Sprint[];
  readonly meetings?: readonly Meeting[];
};

/** Ann facilitates, Bob votes, Cleo watches; three tickets. */
export const snapshot = (parts: Parts = {}): RoomSnapshot => ({
  room: {
    room: roomId,
    title: 'Maps',
    code: 'K7PQ2M',
    deck,
    anonymous: false,
    auto_reveal_ms: 3000,
    rights: { write: 'everybody', order: 'everybody', lead: 'facilitators' },
    locked: false,
    status: 'open',
    ready: defaultReady,
    split_limit: 13_000,
    require_ready: false,
    vote_ms: null,
    vote_reveals: false,
    ...parts.room,
  },
  participants: parts.participants ?? [
    participant(ann, { facilitates: true, owns: true }),
    participant(bob),
    participant(cleo, { role: 'observer' }),
  ],
  tickets: parts.tickets ?? [ticket(t1, 'A'), ticket(t2, 'B'), ticket(t3, 'C')],
  rounds: parts.rounds ?? [],
  ...(parts.ballots && { ballots: parts.ballots }),
  ...(parts.agenda && { agenda: parts.agenda }),
  ...(parts.clocks && { clocks: parts.clocks }),
  ...(parts.sprints && { sprints: parts.sprints }),
  ...(parts.meetings && { meetings: parts.meetings }),
});

export const epoch = 'e9f0b1c2d3a4958677a8b9c0d1e2f304';

export function roomOf(parts: Parts = {}, seq = 10): Room {
  const room = new Room();
  room.loadSnapshot(epoch, seq, snapshot(parts));
  room.takeChanges();
  return room;
}

type Happening = {
  [Op in keyof OperationData]: readonly [op: Op, data: OperationData[Op]];
}[keyof OperationData];

/** Applies an operation as the next in line. */
export function happens(room: Room, by: string | null, ...[op, data]: Happening): KnownOperation {
  const operation = operationOf(room.seq + 1, by, op, data);
  applyOperation(room, operation);
  room.seq = operation.seq;
  return operation;
}

function operationOf(seq: number, by: string | null, op: string, data: object): KnownOperation {
  // Only `happens` calls it, whose arguments are paired by their types.
  return { seq, at: noon + seq * 1000, by, op, data } as KnownOperation;
}
/** When the operation with this number happened. */
export const at = (seq: number): number => noon + seq * 1000;
