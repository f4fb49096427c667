/** Rounds, and when they close by themselves (PROTOCOL.md RND). */
import type { ParticipantId, RoundId, TicketId, Timestamp } from '../protocol/ids';
import type { OperationData } from '../protocol/operation';
import type { Round } from '../protocol/state';
import {
  beginMeeting,
  beginVoteClock,
  dropVoteClock,
  moveSpotlight,
  type Happened,
} from './apply_agenda';
import { estimateOf } from './estimates';
import { deckOf, type RoomWriter } from './room';
import { isComplete } from './rounds';
import { without } from './without';

export function openRound(
  room: RoomWriter,
  { meeting, ...data }: OperationData['round.opened'],
  happened: Happened,
): void {
  beginMeeting(room, meeting, happened.at);
  room.putRound({ ...data, phase: 'collecting', opened: happened.at, voted: [] });
  const { ticket, round } = data;
  const to = { board: 'estimate', ballot: round, ...(ticket !== undefined && { ticket }) };
  moveSpotlight(room, to, happened);
}

export function giveEstimate(
  room: RoomWriter,
  id: RoundId,
  by: ParticipantId,
  happened: Happened,
): void {
  if (room.round(id)?.phase !== 'collecting') return;
  const { at } = happened;
  changeRound(room, id, (before) => {
    const voted = before.voted.includes(by) ? before.voted : [...before.voted, by];
    // A fresh vote ends a hold, and begins a running countdown anew.
    const round = { ...without(before, 'held', 'closing'), voted };
    const ms = round.auto_reveal_ms;
    if (ms === null || !isComplete(room, round)) return round;
    return { ...round, closing: { until: at + ms } };
  });
  const after = room.round(id);
  if (after) beginVoteClock(room, after, happened);
}

export function withdrawEstimate(
  room: RoomWriter,
  id: RoundId,
  by: ParticipantId | null,
  at: Timestamp,
): void {
  changeRound(room, id, (round) => ({
    ...round,
    voted: round.voted.filter((voter) => voter !== by),
  }));
  review(room, id, at);
}

/** Nobody waits for this person's vote any more (RND-16). */
export function excuse(
  room: RoomWriter,
  id: RoundId,
  participant: ParticipantId,
  at: Timestamp,
): void {
  if (room.round(id)?.phase !== 'collecting') return;
  changeRound(room, id, (round) => ({
    ...round,
    excused: [...(round.excused ?? []), participant],
  }));
  review(room, id, at);
}

export function hold(room: RoomWriter, { round: id, why }: OperationData['round.held']): void {
  changeRound(room, id, (round) => ({ ...without(round, 'closing'), held: why }));
}

export function reveal(
  room: RoomWriter,
  { round: id, ...result }: OperationData['round.revealed'],
  at: Timestamp,
): void {
  changeRound(room, id, (round) => ({
    ...closed(round),
    ...result,
    phase: 'revealed',
    revealed: at,
  }));
  dropVoteClock(room, id);
}

export function skip(room: RoomWriter, id: RoundId, why: string | undefined): void {
  changeRound(room, id, (round) => skipped(round, why));
  dropVoteClock(room, id);
}

/** A ticket is put away: its round that collects votes ends with it (TIC-9, TIC-20). */
export function skipRoundOf(room: RoomWriter, ticket: TicketId, why: string): void {
  for (const id of [...room.collecting]) if (room.round(id)?.ticket === ticket) skip(room, id, why);
}

/** Somebody came, went or changed: no round that collects votes keeps a wrong countdown. */
export function peopleChanged(room: RoomWriter, at: Timestamp): void {
  for (const id of [...room.collecting]) review(room, id, at);
}

/** What anything but a vote does to a countdown: stops it, or starts it where none runs. */
function review(room: RoomWriter, id: RoundId, at: Timestamp): void {
  const round = room.round(id);
  if (round?.phase !== 'collecting') return;
  const ms = round.auto_reveal_ms;
  const closes = ms !== null && round.held === undefined && isComplete(room, round);
  if (!closes) {
    if (round.closing) room.putRound(without(round, 'closing'));
  } else if (!round.closing) room.putRound({ ...round, closing: { until: at + ms } });
}

export function dropChoicesOfObserver(room: RoomWriter, participant: ParticipantId): void {
  if (room.participant(participant)?.role === 'observer') dropChoices(room, participant);
}

export function dropChoices(room: RoomWriter, participant: ParticipantId): void {
  for (const id of [...room.collecting]) {
    const round = room.round(id);
    if (round?.voted.includes(participant))
      room.putRound({ ...round, voted: round.voted.filter((voter) => voter !== participant) });
  }
}

function changeRound(room: RoomWriter, id: RoundId, to: (before: Round) => Round): void {
  const before = room.round(id);
  if (before) room.putRound(to(before));
}

/** No longer counting down or held. */
const closed = (round: Round) => without(round, 'closing', 'held');

const skipped = (round: Round, why: string | undefined): Round => ({
  ...closed(round),
  phase: 'skipped',
  ...(why === undefined ? {} : { skipped: why }),
});

export function settle(
  room: RoomWriter,
  { round: id, ticket: ticketId, estimate: told }: OperationData['round.settled'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  const before = room.round(id);
  const deck = before && deckOf(room, before);
  if (!before || !deck) return;
  room.putRound({ ...before, phase: 'settled', estimate: told, settled: at });
  const ticket = ticketId === undefined ? undefined : room.ticket(ticketId);
  const estimate = { ...estimateOf(told, deck, by), round: id };
  if (ticket) room.putTicket({ ...ticket, estimate, updated: at });
}

export function reopen(
  room: RoomWriter,
  data: OperationData['round.reopened'],
  at: Timestamp,
): void {
  changeRound(room, data.round, (round) => ({
    ...without(round, 'estimate', 'settled'),
    phase: 'revealed',
  }));
  const ticket = data.ticket === undefined ? undefined : room.ticket(data.ticket);
  if (!ticket || data.estimate === undefined) return;
  if (data.estimate === null) room.putTicket({ ...without(ticket, 'estimate'), updated: at });
  else room.putTicket({ ...ticket, estimate: data.estimate, updated: at });
}
