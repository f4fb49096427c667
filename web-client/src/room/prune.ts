/** Which tickets to look at when a team clears its backlog out. */
import type { TicketId, Timestamp } from '../protocol/ids';
import type { Ticket } from '../protocol/state';
import { isOpen } from './blockers';
import { looksLikeAnother } from './similar';
import type { RoomView } from './view';

const untouched_ms = 90 * 24 * 60 * 60 * 1000;
const candidates_default = 10;

export const pruneFilters = [
  'oldest',
  'untouched',
  'never_voted',
  'alike',
  'effort',
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
  const alike = filter === 'alike' ? looksLikeAnother(view) : new Set<TicketId>();
  const large = filter === 'effort' ? medianSize(view) : 0;
  const found: Ticket[] = [];
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (ticket && isOpen(ticket) && isCandidate(view, ticket, filter, { now, goals, alike, large }))
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

interface Standards {
  readonly now: Timestamp;
  readonly goals: ReadonlySet<string>;
  readonly alike: ReadonlySet<TicketId>;
  readonly large: number;
}

/** Of the open tickets that have a size; half of them are at most so large. */
function medianSize(view: Backlog): number {
  const sizes: number[] = [];
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (ticket && isOpen(ticket) && ticket.estimate?.value !== undefined)
      sizes.push(ticket.estimate.value);
  }
  sizes.sort((a, b) => a - b);
  return sizes[Math.floor((sizes.length - 1) / 2)] ?? 0;
}

function isCandidate(
  view: Backlog,
  ticket: Ticket,
  filter: PruneFilter,
  { now, goals, alike, large }: Standards,
): boolean {
  switch (filter) {
    case 'oldest':
      return true;
    case 'untouched':
      return now - ticket.updated >= untouched_ms;
    case 'never_voted':
      return view.roundsOf(ticket.ticket).length === 0;
    case 'alike':
      return alike.has(ticket.ticket);
    // Until value is scored, a low priority is what says that there is little of it.
    case 'effort':
      return ticket.priority === 'low' && (ticket.estimate?.value ?? 0) > large;
    case 'no_goal':
      return ticket.goal === undefined || !goals.has(ticket.goal);
    case 'no_requester':
      return ticket.requester === undefined;
  }
}
