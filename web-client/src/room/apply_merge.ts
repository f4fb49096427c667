/** Tickets become one (PROTOCOL.md MRG), and what takes that and a split back (MRG-6, SPL-6). */
import type { ParticipantId, TicketId, Timestamp } from '../protocol/ids';
import type { OperationData } from '../protocol/operation';
import type { Ticket } from '../protocol/state';
import { redeal } from './apply_ballots';
import {
  archive,
  blockedBy,
  change,
  noLongerBlockedBy,
  withChecked,
  withDetails,
} from './apply_tickets';
import type { RoomWriter } from './room';

export function mergeTickets(
  room: RoomWriter,
  data: OperationData['ticket.merged'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  const { ticket: stays, tickets: gone } = data;
  for (const id of gone) archive(room, id, { at, by, reason: 'merged', of: stays });
  change(room, stays, at, (before) => joined(before, data));
  for (const id of data.blocks ?? []) change(room, id, at, (before) => blockedBy(before, [stays]));
  nameBehind(room, gone, [stays]);
  putVotings(room, data.votings);
  redeal(room, data.redealt ?? [], [stays, ...gone], at);
}

/** The one that stays, with what came along. */
function joined(before: Ticket, data: OperationData['ticket.merged']): Ticket {
  const { set, description, external = [], questions = [], checked = [] } = data;
  const ticked = [...(before.checked?.criteria ?? []), ...checked];
  let after = withDetails(before, set);
  if (set.title !== undefined) after = { ...after, title: set.title };
  if (description) after = { ...after, texts: { description } };
  after = blockedBy(after, data.blocked_by ?? []);
  if (external.length > 0)
    after = { ...after, external: [...(before.external ?? []), ...external] };
  if (questions.length > 0)
    after = { ...after, questions: [...(before.questions ?? []), ...questions] };
  return checked.length > 0 ? withChecked(after, 'criteria', ticked) : after;
}

/** Agenda items that name one of these tickets name those too, behind it (MRG-3, SPL-5). */
export function nameBehind(
  room: RoomWriter,
  tickets: readonly TicketId[],
  others: readonly TicketId[],
): void {
  const named = (list: readonly TicketId[]): readonly TicketId[] => {
    const place = list.findLastIndex((each) => tickets.includes(each)) + 1;
    if (place === 0) return list;
    const fresh = others.filter((each) => !list.includes(each));
    return [...list.slice(0, place), ...fresh, ...list.slice(place)];
  };
  room.putAgenda(
    room.agenda.map((item) => ({
      ...item,
      tickets: named(item.tickets),
      ...(item.queue && { queue: named(item.queue) }),
    })),
  );
}

/** Votings that were shown already: where the dots are now (MRG-5). */
export function putVotings(
  room: RoomWriter,
  votings: OperationData['ticket.merged']['votings'] = [],
): void {
  for (const voting of votings) {
    const ballot = room.ballot(voting.ballot);
    if (ballot) room.putBallot({ ...ballot, ...voting });
  }
}

export function putBack(
  room: RoomWriter,
  { tickets, linked = [], unlinked = [] }: OperationData['tickets.put_back'],
  at: Timestamp,
): void {
  const told = new Set(tickets.map(({ ticket }) => ticket));
  for (const ticket of tickets) room.putTicket(ticket);
  for (const [blocker, blocked] of linked)
    if (!told.has(blocked)) change(room, blocked, at, (before) => blockedBy(before, [blocker]));
  for (const [blocker, blocked] of unlinked)
    if (!told.has(blocked))
      change(room, blocked, at, (before) => noLongerBlockedBy(before, blocker));
}
