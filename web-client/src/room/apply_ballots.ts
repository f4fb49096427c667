/** Hidden choices that are no rounds: dots (PROTOCOL.md BAL, DOT), and what they settle into (ORD). */
import type { BallotId, ParticipantId, TicketId, Timestamp } from '../protocol/ids';
import type { OperationData } from '../protocol/operation';
import type { Ballot } from '../protocol/state';
import { moveSpotlight, type Happened } from './apply_agenda';
import type { RoomWriter } from './room';
import { mayVoteIn } from './ballots';
import { without } from './without';

export function openDots(
  room: RoomWriter,
  data: OperationData['dots.opened'],
  happened: Happened,
): void {
  const { at } = happened;
  const { ballot, ms } = data;
  const closing = ms === undefined ? {} : { closing: { until: at + ms } };
  room.putBallot({ ...data, kind: 'dots', phase: 'collecting', opened: at, ...closing });
  moveSpotlight(room, { board: 'dots', ballot }, happened);
}

/** Somebody placed a dot or took one back: how many are left is all that anybody is told. */
export function countDots(
  room: RoomWriter,
  { ballot: id, left }: OperationData['dot.placed'],
  by: ParticipantId,
): void {
  const ballot = room.ballot(id);
  if (ballot?.phase !== 'collecting') return;
  const before = ballot.placed ?? [];
  const known = before.some(({ participant }) => participant === by);
  const placed = known
    ? before.map((each) => (each.participant === by ? { participant: by, left } : each))
    : [...before, { participant: by, left }];
  room.putBallot({ ...ballot, placed });
}

export function closeDots(
  room: RoomWriter,
  { ballot: id, ...result }: OperationData['dots.closed'],
  at: Timestamp,
): void {
  changeBallot(room, id, (ballot) => ({
    ...without(ballot, 'closing'),
    ...result,
    phase: 'revealed',
    revealed: at,
  }));
}

export function excuseFromBallot(room: RoomWriter, id: BallotId, person: ParticipantId): void {
  changeBallot(room, id, (ballot) => ({
    ...ballot,
    excused: [...(ballot.excused ?? []).filter((each) => each !== person), person],
  }));
}

export function setDone(
  room: RoomWriter,
  { ballot: id, on }: OperationData['ballot.done_set'],
  by: ParticipantId,
): void {
  changeBallot(room, id, (ballot) => {
    const others = (ballot.done ?? []).filter((each) => each !== by);
    return withDone(ballot, on ? [...others, by] : others);
  });
}

export function cancel(
  room: RoomWriter,
  id: BallotId,
  why: string | undefined,
  at: Timestamp,
): void {
  changeBallot(room, id, (ballot) => ({
    ...without(ballot, 'closing'),
    phase: 'cancelled',
    cancelled: at,
    ...(why !== undefined && { why }),
  }));
}

export function extend(
  room: RoomWriter,
  { ballot: id, until }: OperationData['ballot.extended'],
): void {
  changeBallot(room, id, (ballot) => ({ ...ballot, closing: { until } }));
}

export function settleBallot(room: RoomWriter, id: BallotId, at: Timestamp): void {
  changeBallot(room, id, (ballot) =>
    ballot.phase === 'revealed' ? { ...ballot, phase: 'settled', settled: at } : ballot,
  );
}

export function reopenBallot(room: RoomWriter, id: BallotId): void {
  changeBallot(room, id, (ballot) => ({ ...without(ballot, 'settled'), phase: 'revealed' }));
}

/** The tickets go out of these votings, and every hand in them is full again (DOT-6). */
export function redeal(
  room: RoomWriter,
  ballots: readonly BallotId[],
  gone: readonly TicketId[],
  at: Timestamp,
): void {
  for (const id of ballots) {
    const ballot = room.ballot(id);
    if (!ballot) continue;
    const tickets = ballot.tickets.filter((ticket) => !gone.includes(ticket));
    room.putBallot({ ...without(ballot, 'placed', 'done'), tickets });
    if (tickets.length === 0) cancel(room, id, 'empty', at);
  }
}

/** Somebody may no longer vote: what this person chose where it collects is dropped (BAL-2). */
export function dropDots(room: RoomWriter, person: ParticipantId): void {
  const participant = room.participant(person);
  for (const id of [...room.openBallots]) {
    const ballot = room.ballot(id);
    if (!ballot || !participant) continue;
    if (!participant.removed && mayVoteIn(ballot, { ...participant, left: false })) continue;
    const others = (ballot.placed ?? []).filter((each) => each.participant !== person);
    const done = (ballot.done ?? []).filter((each) => each !== person);
    room.putBallot(withDone(withPlaced(ballot, others), done));
  }
}

/** Dots that meant work become sizes (DOT-7). */
export function sizeByDots(
  room: RoomWriter,
  { ballot, sizes }: OperationData['dots.sized'],
  at: Timestamp,
): void {
  for (const [id, estimate] of Object.entries(sizes)) {
    const ticket = room.ticket(id);
    if (ticket) room.putTicket({ ...ticket, estimate, updated: at });
  }
  settleBallot(room, ballot, at);
}

/** All of them count as moved, also those that stay where they were (ORD-3). */
export function applyOrder(
  room: RoomWriter,
  { ballot, tickets, ranks }: OperationData['order.applied'],
  at: Timestamp,
): void {
  for (const id of tickets) {
    const ticket = room.ticket(id);
    if (ticket) room.putTicket({ ...ticket, rank: ranks[id] ?? ticket.rank, moved: at });
  }
  if (ballot !== undefined) settleBallot(room, ballot, at);
}

function changeBallot(room: RoomWriter, id: BallotId, to: (before: Ballot) => Ballot): void {
  const before = room.ballot(id);
  if (before) room.putBallot(to(before));
}

/** A list that is empty is absent. */
const withPlaced = (ballot: Ballot, placed: NonNullable<Ballot['placed']>): Ballot =>
  placed.length > 0 ? { ...ballot, placed } : without(ballot, 'placed');
const withDone = (ballot: Ballot, done: NonNullable<Ballot['done']>): Ballot =>
  done.length > 0 ? { ...ballot, done } : without(ballot, 'done');
