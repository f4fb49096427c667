/** Which tickets to look at when a team clears its backlog out. */
import type { TicketId, Timestamp } from '../protocol/ids';
import type { Ticket } from '../protocol/state';
import { isOpen } from './blockers';
import type { RoomView } from './view';

const untouched_ms = 90 * 24 * 60 * 60 * 1000;
const candidates_default = 10;

export const pruneFilters = [
  'oldest',
  'untouched',
  'never_voted',
  'no_goal',
  'no_requester',
] as const;
export type PruneFilter = (typeof pruneFilters)[number];

type Backlog = Pick<RoomView, 'order' | 'ticket' | 'roundsOf' | 'facts'>;

/** Open tickets that this filter finds, the oldest (or longest untouched) first. */
export function pruneCandidates(
  view: Backlog,
  filter: PruneFilter,
  now: Timestamp,
  max = candidates_default,
): readonly TicketId[] {
  const goals = new Set((view.facts.goals ?? []).map(({ goal }) => goal));
  const found: Ticket[] = [];
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (ticket && isOpen(ticket) && isCandidate(view, ticket, filter, now, goals))
      found.push(ticket);
  }
  const age = filter === 'untouched' ? updated : created;
  return found
    .sort((a, b) => age(a) - age(b) || a.number - b.number)
    .slice(0, max)
    .map(({ ticket }) => ticket);
}

const created = (ticket: Ticket): Timestamp => ticket.created;
const updated = (ticket: Ticket): Timestamp => ticket.updated;

function isCandidate(
  view: Backlog,
  ticket: Ticket,
  filter: PruneFilter,
  now: Timestamp,
  goals: ReadonlySet<string>,
): boolean {
  switch (filter) {
    case 'oldest':
      return true;
    case 'untouched':
      return now - ticket.updated >= untouched_ms;
    case 'never_voted':
      return view.roundsOf(ticket.ticket).length === 0;
    case 'no_goal':
      return ticket.goal === undefined || !goals.has(ticket.goal);
    case 'no_requester':
      return ticket.requester === undefined;
  }
}
