/**
 * What follows from an operation: the client's copy of the server's `evolve`, held to it by the
 * golden scenarios and by the state hash. Total: an operation that names what this page does not
 * have changes nothing. Its cost does not grow with the number of tickets.
 */
import { valueOf } from '../protocol/deck';
import type { ParticipantId, RoundId, TicketId, Timestamp } from '../protocol/ids';
import { ticketOf } from '../protocol/ids';
import type { KnownOperation, OperationData } from '../protocol/operation';
import { unreachable } from '../protocol/result';
import type { Deck, Participant, Round, Ticket, TicketEstimate } from '../protocol/state';
import { deckOf, type RoomWriter } from './room';
import { isComplete } from './rounds';
import { without } from './without';

export function applyOperation(room: RoomWriter, operation: KnownOperation): void {
  const { at, by } = operation;
  switch (operation.op) {
    case 'room.created':
      return room.putFacts({ ...operation.data, locked: false, status: 'open' });
    case 'room.configured':
      return configure(room, operation.data.set);
    case 'spotlight.moved':
      if (room.facts) room.putFacts({ ...room.facts, spotlight: operation.data });
      return;
    case 'participant.joined':
      room.putParticipant({ ...operation.data, left: false });
      return peopleChanged(room, at);
    case 'participant.left':
      change(room, operation.data.participant, () => ({ left: true }));
      return peopleChanged(room, at);
    case 'participant.returned': {
      const { participant, ...set } = operation.data;
      change(room, participant, () => ({ ...set, left: false }));
      dropChoicesOfObserver(room, participant);
      return peopleChanged(room, at);
    }
    case 'participant.renamed':
      return rename(room, operation.data);
    case 'participant.role_set': {
      const { participant, ...set } = operation.data;
      change(room, participant, () => set);
      dropChoicesOfObserver(room, participant);
      return peopleChanged(room, at);
    }
    case 'ticket.added':
      return room.putTicket({ ...operation.data, updated: operation.data.created });
    case 'tickets.imported':
      return importTickets(room, operation.data, by);
    case 'ticket.edited':
      return editTickets(room, operation.data, at, by);
    case 'ticket.moved':
    case 'tickets.reranked':
      for (const [id, rank] of Object.entries(operation.data.ranks)) {
        const ticket = room.ticket(id);
        if (ticket) room.putTicket({ ...ticket, rank });
      }
      return;
    case 'ticket.archived': {
      const { ticket: _one, tickets: _list, ...why } = operation.data;
      for (const id of named(operation.data)) archive(room, id, { at, by, ...why });
      return;
    }
    case 'ticket.restored':
      for (const [id, rank] of Object.entries(operation.data.ranks)) {
        const ticket = room.ticket(id);
        if (ticket) room.putTicket({ ...without(ticket, 'archived'), rank, updated: at });
      }
      return;
    case 'text.replaced': {
      const { doc, ...description } = operation.data;
      const ticket = room.ticket(ticketOf(doc));
      if (ticket) room.putTicket({ ...ticket, texts: { description }, updated: at });
      return;
    }
    case 'round.opened':
      return openRound(room, operation.data, at);
    case 'estimate.given':
      if (by !== null) giveEstimate(room, operation.data.round, by, at);
      return;
    case 'estimate.withdrawn':
      changeRound(room, operation.data.round, (round) => ({
        ...round,
        voted: round.voted.filter((voter) => voter !== by),
      }));
      return review(room, operation.data.round, at);
    case 'round.held': {
      const held = operation.data.why;
      return changeRound(room, operation.data.round, (round) => ({
        ...without(round, 'closing'),
        held,
      }));
    }
    case 'round.revealed': {
      const { round: id, ...result } = operation.data;
      return changeRound(room, id, (round) => ({
        ...closed(round),
        ...result,
        phase: 'revealed',
        revealed: at,
      }));
    }
    case 'round.skipped': {
      const { round: id, why } = operation.data;
      return changeRound(room, id, (round) => skipped(round, why));
    }
    case 'round.settled':
      return settle(room, operation.data, at, by);
    case 'round.reopened':
      return reopen(room, operation.data, at);
    default:
      return unreachable(operation);
  }
}

/** The tickets that an operation names, one or several. */
export const named = (data: {
  readonly ticket?: TicketId;
  readonly tickets?: readonly TicketId[];
}): readonly TicketId[] => data.tickets ?? (data.ticket === undefined ? [] : [data.ticket]);

/** An estimate as an operation tells it: as written, or whole where an undo puts one back. */
export function estimateOf(
  told: string | TicketEstimate,
  deck: Deck,
  by: ParticipantId | null,
): TicketEstimate {
  if (typeof told !== 'string') return told;
  const value = valueOf(deck, told);
  return value === undefined ? { card: told, by } : { card: told, value, by };
}

// --- the room and its people ------------------------------------------------------------------

function configure(room: RoomWriter, set: OperationData['room.configured']['set']): void {
  if (!room.facts) return;
  const { passcode, ...plain } = set;
  const facts = { ...room.facts, ...plain };
  if (passcode === undefined) room.putFacts(facts);
  else if (passcode === null) room.putFacts(without(facts, 'passcode'));
  else room.putFacts({ ...facts, passcode });
}

function change(
  room: RoomWriter,
  id: ParticipantId,
  to: (before: Participant) => Partial<Participant>,
): void {
  const before = room.participant(id);
  if (before) room.putParticipant({ ...before, ...to(before) });
}

function rename(
  room: RoomWriter,
  { participant: id, name, title }: OperationData['participant.renamed'],
): void {
  const before = room.participant(id);
  if (!before) return;
  const renamed = { ...before, name };
  if (title === undefined) room.putParticipant(renamed);
  else if (title === null) room.putParticipant(without(renamed, 'title'));
  else room.putParticipant({ ...renamed, title });
}

// --- tickets ----------------------------------------------------------------------------------

function importTickets(
  room: RoomWriter,
  data: OperationData['tickets.imported'],
  by: ParticipantId | null,
): void {
  const { created } = data;
  for (const { estimate: told, ...ticket } of data.tickets) {
    const imported: Ticket = { ...ticket, created, updated: created };
    const deck = room.facts?.deck;
    if (told === undefined || !deck) room.putTicket(imported);
    else room.putTicket({ ...imported, estimate: estimateOf(told, deck, by) });
  }
}

function editTickets(
  room: RoomWriter,
  data: OperationData['ticket.edited'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  for (const id of named(data)) {
    const set = data.each?.[id] ?? data.set;
    if (set) editTicket(room, id, set, at, by);
  }
}

function editTicket(
  room: RoomWriter,
  id: TicketId,
  set: NonNullable<OperationData['ticket.edited']['set']>,
  at: Timestamp,
  by: ParticipantId | null,
): void {
  const before = room.ticket(id);
  const deck = room.facts?.deck;
  if (!before || !deck) return;
  let after: Ticket = { ...before, updated: at };
  if (set.title !== undefined) after = { ...after, title: set.title };
  if (set.key === null) after = without(after, 'key');
  else if (set.key !== undefined) after = { ...after, key: set.key };
  if (set.estimate === null) after = without(after, 'estimate');
  else if (set.estimate !== undefined)
    after = { ...after, estimate: estimateOf(set.estimate, deck, by) };
  room.putTicket(after);
}

function archive(room: RoomWriter, id: TicketId, archived: NonNullable<Ticket['archived']>): void {
  const ticket = room.ticket(id);
  if (!ticket) return;
  room.putTicket({ ...ticket, archived, updated: archived.at });
  for (const round of [...room.collecting])
    if (room.round(round)?.ticket === id)
      changeRound(room, round, (before) => skipped(before, 'archived'));
}

// --- rounds -----------------------------------------------------------------------------------

function openRound(room: RoomWriter, data: OperationData['round.opened'], at: Timestamp): void {
  room.putRound({ ...data, phase: 'collecting', opened: at, voted: [] });
  const spotlight = { board: 'estimate', ticket: data.ticket, ballot: data.round };
  if (room.facts) room.putFacts({ ...room.facts, spotlight });
}

function giveEstimate(room: RoomWriter, id: RoundId, by: ParticipantId, at: Timestamp): void {
  if (room.round(id)?.phase !== 'collecting') return;
  changeRound(room, id, (before) => {
    const voted = before.voted.includes(by) ? before.voted : [...before.voted, by];
    // A fresh vote ends a hold, and begins a running countdown anew.
    const round = { ...without(before, 'held', 'closing'), voted };
    const ms = round.auto_reveal_ms;
    if (ms === null || !isComplete(room, round)) return round;
    return { ...round, closing: { until: at + ms } };
  });
}

/** Somebody came, went or changed: no round that collects votes keeps a wrong countdown. */
function peopleChanged(room: RoomWriter, at: Timestamp): void {
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

function dropChoicesOfObserver(room: RoomWriter, participant: ParticipantId): void {
  if (room.participant(participant)?.role !== 'observer') return;
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

function settle(
  room: RoomWriter,
  { round: id, ticket: ticketId, estimate: told }: OperationData['round.settled'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  const before = room.round(id);
  const deck = before && deckOf(room, before);
  if (!before || !deck) return;
  room.putRound({ ...before, phase: 'settled', estimate: told });
  const ticket = room.ticket(ticketId);
  const estimate = { ...estimateOf(told, deck, by), round: id };
  if (ticket) room.putTicket({ ...ticket, estimate, updated: at });
}

function reopen(room: RoomWriter, data: OperationData['round.reopened'], at: Timestamp): void {
  changeRound(room, data.round, (round) => ({ ...without(round, 'estimate'), phase: 'revealed' }));
  const ticket = room.ticket(data.ticket);
  if (!ticket || data.estimate === undefined) return;
  if (data.estimate === null) room.putTicket({ ...without(ticket, 'estimate'), updated: at });
  else room.putTicket({ ...ticket, estimate: data.estimate, updated: at });
}
