/** What waits for what (PROTOCOL.md TIC-19): pure walks over tickets that are handed in. */
import type { TicketId } from '../protocol/ids';
import type { ExternalBlocker, Ticket } from '../protocol/state';
import { compareRanks } from './ranks';

export type TicketLookup = { ticket(id: TicketId): Ticket | undefined };

export const isDone = (ticket: Ticket): boolean => ticket.status?.category === 'done';
/** Live and not done: what the order, health and capacity speak of. */
export const isOpen = (ticket: Ticket): boolean => !ticket.archived && !isDone(ticket);

export type OpenBlockers = {
  readonly tickets: readonly Ticket[];
  readonly external: readonly ExternalBlocker[];
};

/** Blockers of this ticket that are not done yet, here and outside the room. */
export function openBlockers(room: TicketLookup, ticket: Ticket): OpenBlockers {
  const tickets: Ticket[] = [];
  for (const id of ticket.blocked_by ?? []) {
    const blocker = room.ticket(id);
    if (blocker && isOpen(blocker)) tickets.push(blocker);
  }
  return { tickets, external: (ticket.external ?? []).filter(({ done }) => !done) };
}

export function hasOpenBlocker(room: TicketLookup, ticket: Ticket): boolean {
  if (ticket.blocked_by === undefined && ticket.external === undefined) return false;
  const { tickets, external } = openBlockers(room, ticket);
  return tickets.length + external.length > 0;
}

/** The open blockers that stand below this ticket in the backlog: "above its blocker GEO-97". */
export function aboveItsBlocker(room: TicketLookup, ticket: Ticket): readonly Ticket[] {
  if (ticket.blocked_by === undefined || !isOpen(ticket)) return [];
  return openBlockers(room, ticket).tickets.filter(
    (blocker) => compareRanks(ticket.rank, blocker.rank) < 0,
  );
}

/** The other end of `blocked_by`: which tickets wait for each. One walk for the whole backlog. */
export function waitingFor(tickets: Iterable<Ticket>): ReadonlyMap<TicketId, readonly TicketId[]> {
  const waiting = new Map<TicketId, TicketId[]>();
  for (const { ticket, blocked_by } of tickets)
    for (const blocker of blocked_by ?? []) {
      const known = waiting.get(blocker);
      if (known) known.push(ticket);
      else waiting.set(blocker, [ticket]);
    }
  return waiting;
}

/**
 * The circle of live tickets that "`blocker` blocks `blocked`" would close, from `blocker` over
 * those that it blocks back to itself; empty: none.
 */
export function circleClosedBy(
  room: TicketLookup,
  blocker: TicketId,
  blocked: TicketId,
): readonly TicketId[] {
  if (blocker === blocked) return [blocker, blocker];
  // Upwards from the blocker along what it waits for: if that comes to `blocked`, a circle closes.
  const before = new Map<TicketId, TicketId>();
  const open: TicketId[] = [blocker];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const ticket = room.ticket(id);
    if (!ticket || ticket.archived) continue;
    for (const next of ticket.blocked_by ?? []) {
      if (before.has(next) || room.ticket(next)?.archived) continue;
      before.set(next, id);
      if (next === blocked) return [blocker, ...wayBack(before, blocked, blocker)];
      open.push(next);
    }
  }
  return [];
}

function wayBack(
  before: ReadonlyMap<TicketId, TicketId>,
  from: TicketId,
  to: TicketId,
): readonly TicketId[] {
  const path = [from];
  for (let at = before.get(from); at !== undefined && at !== to; at = before.get(at)) path.push(at);
  return [...path, to];
}
