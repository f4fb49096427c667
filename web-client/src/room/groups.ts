/** The three groups of the backlog, each in backlog order. One walk for all of them. */
import type { TicketId } from '../protocol/ids';
import { isDone } from './blockers';
import type { RoomView } from './view';

export interface BacklogRow {
  readonly ticket: TicketId;
  /** From 1, among the tickets that are live and not done, whatever their group. */
  readonly position: number;
}
export interface BacklogGroups {
  /** Named by an agenda item. */
  readonly today: readonly BacklogRow[];
  /** Put aside; also where an agenda item names it. */
  readonly parked: readonly BacklogRow[];
  readonly backlog: readonly BacklogRow[];
  /** Hidden behind their number. */
  readonly done: readonly TicketId[];
}

type Backlog = Pick<RoomView, 'order' | 'ticket' | 'agenda'>;

/** Every ticket that an agenda item names. */
export const namedByAgenda = (view: Pick<RoomView, 'agenda'>): ReadonlySet<TicketId> =>
  new Set(view.agenda.flatMap(({ tickets }) => tickets));

export function groupsOf(view: Backlog): BacklogGroups {
  const named = namedByAgenda(view);
  const today: BacklogRow[] = [];
  const parked: BacklogRow[] = [];
  const backlog: BacklogRow[] = [];
  const done: TicketId[] = [];
  let position = 0;
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (!ticket) continue;
    if (isDone(ticket)) {
      done.push(id);
      continue;
    }
    position += 1;
    const group = ticket.parked ? parked : named.has(id) ? today : backlog;
    group.push({ ticket: id, position });
  }
  return { today, parked, backlog, done };
}

/** The group of the list that a ticket stands in, in backlog order; done ones stand in none. */
export function neighboursOf(groups: BacklogGroups, ticket: TicketId): readonly BacklogRow[] {
  const lists = [groups.today, groups.parked, groups.backlog];
  return lists.find((rows) => rows.some((row) => row.ticket === ticket)) ?? [];
}

/** How many tickets have a position. */
export function openCount(view: Pick<RoomView, 'order' | 'ticket'>): number {
  let n = 0;
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (ticket && !isDone(ticket)) n += 1;
  }
  return n;
}

/** From 1, among the tickets that are live and not done; nothing for others. */
export function placeOf(
  view: Pick<RoomView, 'order' | 'ticket'>,
  ticket: TicketId,
): number | undefined {
  let place = 0;
  for (const id of view.order) {
    const found = view.ticket(id);
    if (!found || isDone(found)) continue;
    place += 1;
    if (id === ticket) return place;
  }
  return undefined;
}
