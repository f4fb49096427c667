/** What a meeting begins with: what the one before left behind, and how old the order is. */
import type { Timestamp } from '../protocol/ids';
import type { Ticket } from '../protocol/state';
import { isOpen } from './blockers';
import { namedByAgenda } from './groups';
import { isReady } from './readiness';
import type { RoomView } from './view';

export interface LastTime {
  /** Put aside, in backlog order. */
  readonly parked: readonly Ticket[];
  /** Meant for today and not ready yet, in backlog order; those that are parked stand above. */
  readonly notReady: readonly Ticket[];
  /** So many whole days since anybody moved a ticket, where that is longer than it should be. */
  readonly orderedDaysAgo?: number;
}

const day_ms = 24 * 60 * 60_000;
const old_days = 30;

export function lastTime(view: RoomView, at: Timestamp): LastTime {
  const today = namedByAgenda(view);
  const parked: Ticket[] = [];
  const notReady: Ticket[] = [];
  let ordered: Timestamp | undefined;
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (!ticket || !isOpen(ticket)) continue;
    if (ticket.moved !== undefined) ordered = Math.max(ordered ?? 0, ticket.moved);
    if (ticket.parked) parked.push(ticket);
    else if (today.has(id) && !isReady(view, ticket)) notReady.push(ticket);
  }
  const days = ordered === undefined ? 0 : Math.floor((at - ordered) / day_ms);
  return { parked, notReady, ...(days > old_days && { orderedDaysAgo: days }) };
}
