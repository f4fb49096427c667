/** Where tickets go that move together: a block keeps its own order. Pure. */
import type { TicketId } from '../protocol/ids';
import type { Ticket } from '../protocol/state';
import { aboveItsBlocker, isDone, waitingFor } from './blockers';
import { groupsOf, neighboursOf } from './groups';
import type { RoomView } from './view';

type Backlog = Pick<RoomView, 'order' | 'ticket' | 'agenda' | 'everyTicket'>;
/** What a block goes behind; null is the top. */
export type Behind = TicketId | null;

/** In backlog order, whatever the order of the wish. */
export function inOrder(
  view: Pick<RoomView, 'order'>,
  tickets: ReadonlySet<TicketId>,
): readonly TicketId[] {
  return tickets.size === 0 ? [] : view.order.filter((id) => tickets.has(id));
}

/** @param position from 1, among the tickets that are live and not done */
export function behindFor(view: Backlog, block: readonly TicketId[], position: number): Behind {
  const moved = new Set(block);
  const others = view.order.filter((id) => {
    const ticket = view.ticket(id);
    return ticket !== undefined && !moved.has(id) && !isDone(ticket);
  });
  const place = Math.min(Math.max(position, 1), others.length + 1);
  return others[place - 2] ?? null;
}

export function behindLast(view: Backlog, block: readonly TicketId[]): Behind {
  const moved = new Set(block);
  return view.order.filter((id) => !moved.has(id)).at(-1) ?? null;
}

/**
 * Past the next ticket of the same group of the list (Today, Parked, Backlog), so that a press
 * moves something that one sees.
 * @return undefined where the block stands at that end already
 */
export function behindStep(
  view: Backlog,
  block: readonly TicketId[],
  by: -1 | 1,
): Behind | undefined {
  const end = by < 0 ? block[0] : block.at(-1);
  if (end === undefined) return undefined;
  const moved = new Set(block);
  const rows = neighboursOf(groupsOf(view), end).map(({ ticket }) => ticket);
  const at = rows.indexOf(end);
  const past =
    by < 0
      ? rows.slice(0, at).findLast((id) => !moved.has(id))
      : rows.slice(at + 1).find((id) => !moved.has(id));
  if (past === undefined) return undefined;
  return by > 0 ? past : behindOf(view, past, moved);
}

/** What this ticket stands behind, these left out. */
export function behindOf(view: Backlog, ticket: TicketId, without: ReadonlySet<TicketId>): Behind {
  const place = view.order.indexOf(ticket);
  return view.order.slice(0, Math.max(place, 0)).findLast((id) => !without.has(id)) ?? null;
}

export interface Misplaced {
  /** Stands above what it waits for. */
  readonly ticket: Ticket;
  readonly blockers: readonly Ticket[];
}

/** Of these tickets and those that wait for them, the ones that stand above an open blocker. */
export function misplacedAround(view: Backlog, tickets: readonly TicketId[]): readonly Misplaced[] {
  const waiting = waitingFor(ticketsOf(view));
  const around = new Set(tickets.flatMap((id) => [id, ...(waiting.get(id) ?? [])]));
  const found: Misplaced[] = [];
  for (const id of around) {
    const ticket = view.ticket(id);
    if (!ticket || ticket.archived) continue;
    const blockers = aboveItsBlocker(view, ticket);
    if (blockers.length > 0) found.push({ ticket, blockers });
  }
  return found;
}

function* ticketsOf(view: Backlog): Iterable<Ticket> {
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (ticket?.blocked_by) yield ticket;
  }
}

/** What a move brought about: `after` less what was so `before`. */
export function newlyMisplaced(
  before: readonly Misplaced[],
  after: readonly Misplaced[],
): readonly Misplaced[] {
  const known = new Set(
    before.flatMap(({ ticket, blockers }) => blockers.map((one) => pair(ticket, one))),
  );
  return after.flatMap(({ ticket, blockers }) => {
    const fresh = blockers.filter((one) => !known.has(pair(ticket, one)));
    return fresh.length > 0 ? [{ ticket, blockers: fresh }] : [];
  });
}
const pair = (ticket: Ticket, blocker: Ticket): string => `${ticket.ticket}>${blocker.ticket}`;
