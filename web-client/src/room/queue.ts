/** The tickets that the step at work goes through, and where the room goes on from one of them. */
import type { TicketId } from '../protocol/ids';
import type { AgendaItem, AgendaKind } from '../protocol/state';
import { itemAtWork } from './apply_agenda';
import { isOpen } from './blockers';
import { nextTicket } from './selectors';
import type { RoomView } from './view';

type Tickets = Pick<RoomView, 'agenda' | 'ticket'>;

/** Those of the queue that are still to be worked on at all: live, and not done elsewhere. */
export function queueAtWork(view: Tickets): readonly TicketId[] {
  return (itemAtWork(view)?.queue ?? []).filter((id) => {
    const ticket = view.ticket(id);
    return ticket !== undefined && isOpen(ticket);
  });
}

/** The step at work came to this ticket, whatever has become of it: archived or done since, too. */
export const isInStep = (view: Pick<RoomView, 'agenda'>, ticket: TicketId): boolean =>
  itemAtWork(view)?.queue?.includes(ticket) === true;

export interface PlaceInQueue {
  /** From 1. */
  readonly place: number;
  readonly of: number;
}
/** "ticket 4 of 7"; nothing for a ticket that the step does not go through. */
export function placeInQueue(view: Tickets, ticket: TicketId): PlaceInQueue | undefined {
  const queue = queueAtWork(view);
  const place = queue.indexOf(ticket) + 1;
  return place === 0 ? undefined : { place, of: queue.length };
}

export interface Onward {
  readonly board: AgendaKind;
  /** Absent: that was the last one of the step. */
  readonly ticket?: TicketId;
}

/**
 * What *Next* leads to from this ticket: the next one of the step at work, then one of it that was
 * passed over, then its end; outside a step the next ticket without an estimate.
 */
export function onward(view: RoomView, from: TicketId): Onward | undefined {
  const item = itemAtWork(view);
  if (item?.queue?.includes(from)) {
    const ticket = nextInQueue(view, item, from);
    return { board: item.kind, ...(ticket !== undefined && { ticket }) };
  }
  const ticket = nextTicket(view, from);
  return ticket === undefined ? undefined : { board: 'estimate', ticket };
}

function nextInQueue(view: Tickets, item: AgendaItem, from: TicketId): TicketId | undefined {
  const finished = new Set((item.finished ?? []).map(({ ticket }) => ticket));
  const waits = (id: TicketId) => id !== from && view.ticket(id)?.parked === undefined;
  const queue = queueAtWork(view);
  // `from` itself may be archived or done by now, and still says how far the room has come.
  const behind = new Set((item.queue ?? []).slice((item.queue ?? []).indexOf(from) + 1));
  return (
    queue.find((id) => behind.has(id) && waits(id)) ??
    queue.find((id) => !behind.has(id) && waits(id) && !finished.has(id))
  );
}

/** The step's queue is through: the room has left its last ticket, and its time goes on. */
export function isThrough(view: Pick<RoomView, 'agenda' | 'facts'>): boolean {
  const item = itemAtWork(view);
  const { board, ticket } = view.facts.spotlight ?? {};
  return (item?.finished?.length ?? 0) > 0 && board === item?.kind && ticket === undefined;
}
