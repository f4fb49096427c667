/** Tickets: what they say, where they stand, what they wait for (PROTOCOL.md TIC). */
import type { EntryId, ParticipantId, TicketId, Timestamp } from '../protocol/ids';
import type { OperationData } from '../protocol/operation';
import type { Checklist, ExternalBlocker, Ticket } from '../protocol/state';
import { skipRoundOf } from './apply_rounds';
import { estimateOf } from './estimates';
import type { RoomWriter } from './room';
import { without } from './without';

/** The tickets that an operation names, one or several. */
export const named = (data: {
  readonly ticket?: TicketId;
  readonly tickets?: readonly TicketId[];
}): readonly TicketId[] => data.tickets ?? (data.ticket === undefined ? [] : [data.ticket]);

export function importTickets(
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

export function editTickets(
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
  let after: Ticket = withDetails({ ...before, updated: at }, set);
  if (set.title !== undefined) after = { ...after, title: set.title };
  if (set.estimate === null) after = without(after, 'estimate');
  else if (set.estimate !== undefined)
    after = { ...after, estimate: estimateOf(set.estimate, deck, by) };
  room.putTicket(after);
}

type FieldValues = NonNullable<OperationData['ticket.edited']['set']>;
const clearable = [
  'key',
  'type',
  'labels',
  'theme',
  'initiative',
  'priority',
  'status',
  'assignee',
  'requester',
  'goal',
  'urls',
  'criteria',
] as const;

export function withDetails(ticket: Ticket, set: FieldValues): Ticket {
  let after = ticket;
  for (const field of clearable) {
    const value = set[field];
    if (value === undefined) continue;
    const cleared = value === null || (Array.isArray(value) && value.length === 0);
    after = cleared ? without(after, field) : { ...after, [field]: value };
  }
  return set.criteria === undefined ? after : withoutLostTicks(after);
}

/** A criterion that goes takes its tick along. */
function withoutLostTicks(ticket: Ticket): Ticket {
  const before = ticket.checked?.criteria ?? [];
  const kept = before.filter((entry) => ticket.criteria?.some((each) => each.entry === entry));
  return kept.length === before.length ? ticket : withChecked(ticket, 'criteria', kept);
}

export function withChecked(ticket: Ticket, list: Checklist, entries: readonly EntryId[]): Ticket {
  const { [list]: _before, ...others } = ticket.checked ?? {};
  const checked = entries.length > 0 ? { ...others, [list]: entries } : others;
  if (Object.keys(checked).length === 0) return without(ticket, 'checked');
  return { ...ticket, checked };
}

export function archive(
  room: RoomWriter,
  id: TicketId,
  archived: NonNullable<Ticket['archived']>,
): void {
  const ticket = room.ticket(id);
  if (!ticket) return;
  room.putTicket({ ...ticket, archived, updated: archived.at });
  skipRoundOf(room, id, 'archived');
}

// --- what is found out about a ticket ---------------------------------------------------------

/** Changes one ticket, if it is there, and notes when. */
export function change(
  room: RoomWriter,
  id: TicketId,
  at: Timestamp,
  to: (before: Ticket) => Ticket,
): void {
  const before = room.ticket(id);
  if (before) room.putTicket({ ...to(before), updated: at });
}

export function check(
  room: RoomWriter,
  { ticket, list, entry, on }: OperationData['ticket.checked'],
  at: Timestamp,
): void {
  change(room, ticket, at, (before) => {
    const others = (before.checked?.[list] ?? []).filter((each) => each !== entry);
    return withChecked(before, list, on ? [...others, entry] : others);
  });
}

export function overrideReady(
  room: RoomWriter,
  { ticket, reason }: OperationData['ready.overridden'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  change(room, ticket, at, (before) =>
    reason === null
      ? without(before, 'ready_anyway')
      : { ...before, ready_anyway: { reason, by, at } },
  );
}

export function link(
  room: RoomWriter,
  { ticket, blocks, external }: OperationData['ticket.linked'],
  at: Timestamp,
): void {
  if (blocks !== undefined) change(room, blocks, at, (before) => blockedBy(before, [ticket]));
  if (external)
    change(room, ticket, at, (before) => ({
      ...before,
      external: putEntry(before.external ?? [], external),
    }));
}

/** By these too; in the order in which it came to wait for them. */
export function blockedBy(ticket: Ticket, blockers: readonly TicketId[]): Ticket {
  const before = ticket.blocked_by ?? [];
  const fresh = blockers.filter((each) => !before.includes(each));
  return fresh.length > 0 ? { ...ticket, blocked_by: [...before, ...fresh] } : ticket;
}

export function noLongerBlockedBy(ticket: Ticket, blocker: TicketId): Ticket {
  const rest = (ticket.blocked_by ?? []).filter((each) => each !== blocker);
  const others = without(ticket, 'blocked_by');
  return rest.length > 0 ? { ...others, blocked_by: rest } : others;
}

function putEntry(
  list: readonly ExternalBlocker[],
  put: ExternalBlocker,
): readonly ExternalBlocker[] {
  if (!list.some((each) => each.entry === put.entry)) return [...list, put];
  return list.map((each) => (each.entry === put.entry ? put : each));
}

export function unlink(
  room: RoomWriter,
  { ticket, blocks, external }: OperationData['ticket.unlinked'],
  at: Timestamp,
): void {
  if (blocks !== undefined) change(room, blocks, at, (before) => noLongerBlockedBy(before, ticket));
  if (external !== undefined)
    change(room, ticket, at, (before) => {
      const rest = (before.external ?? []).filter((each) => each.entry !== external);
      const others = without(before, 'external');
      return rest.length > 0 ? { ...others, external: rest } : others;
    });
}

export function park(
  room: RoomWriter,
  { ticket, ...why }: OperationData['ticket.parked'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  change(room, ticket, at, (before) => ({ ...before, parked: { at, by, ...why } }));
  skipRoundOf(room, ticket, 'parked');
}

export function unpark(room: RoomWriter, ticket: TicketId, at: Timestamp): void {
  change(room, ticket, at, (before) => without(before, 'parked'));
}

export function ask(
  room: RoomWriter,
  { ticket, ...asked }: OperationData['question.asked'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  change(room, ticket, at, (before) => ({
    ...before,
    questions: [...(before.questions ?? []), { ...asked, at, by }],
  }));
}

export function answer(
  room: RoomWriter,
  { ticket, question, text }: OperationData['question.answered'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  const questions = room
    .ticket(ticket)
    ?.questions?.map((each) =>
      each.question === question ? { ...each, answer: { text, at, by } } : each,
    );
  if (questions) change(room, ticket, at, (before) => ({ ...before, questions }));
}

/** Reading changes nothing about the ticket itself. */
export function markRead(room: RoomWriter, id: TicketId, by: ParticipantId): void {
  const ticket = room.ticket(id);
  if (!ticket || ticket.read_by?.includes(by) === true) return;
  room.putTicket({ ...ticket, read_by: [...(ticket.read_by ?? []), by] });
}
