/** How far the sprints reach into the backlog (PROTOCOL.md CAP). Points in thousandths. */
import type { SprintId, TicketId } from '../protocol/ids';
import type { Sprint, Ticket } from '../protocol/state';
import { isOpen } from './blockers';
import type { RoomView } from './view';

type Backlog = Pick<RoomView, 'order' | 'ticket' | 'sprints'>;

export interface SprintLine {
  readonly sprint: Sprint;
  /** Above its line and below the one before, in backlog order. */
  readonly tickets: readonly TicketId[];
  /** The line stands behind this ticket; absent: nothing fits. */
  readonly after?: TicketId;
  readonly used: number;
  /** Of `tickets`, those that count nothing: no estimate, or one without a number. */
  readonly unsized: readonly TicketId[];
}

/**
 * A sprint takes open tickets while their sizes sum to no more than its points; the first that does
 * not fit begins the next one, and counts there whole.
 * @param sprints  others than the room's, to see what would be ("with 20 points: after ticket 4")
 */
export function sprintLines(
  view: Backlog,
  sprints: readonly Sprint[] = view.sprints,
): readonly SprintLine[] {
  const lines = sprints.map((sprint) => ({
    sprint,
    tickets: new Array<TicketId>(),
    used: 0,
    unsized: new Array<TicketId>(),
  }));
  let at = 0;
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (!ticket || !isOpen(ticket)) continue;
    const size = sizeOf(ticket);
    const current = lines[at];
    if (current && current.used + (size ?? 0) > current.sprint.points) at += 1;
    const line = lines[at];
    if (!line) break;
    line.used += size ?? 0;
    line.tickets.push(id);
    if (size === undefined) line.unsized.push(id);
  }
  return lines.map((line) => {
    const after = line.tickets.at(-1);
    return after === undefined ? line : { ...line, after };
  });
}

const sizeOf = (ticket: Ticket): number | undefined => ticket.estimate?.value;

export interface Commitment {
  readonly sprint: Sprint;
  /** Committed and still live, in the order of the commitment. */
  readonly tickets: readonly TicketId[];
  readonly used: number;
  readonly unsized: readonly TicketId[];
  /** By so many points it is over; 0: it is not. */
  readonly over: number;
  /** Said below 80 %; 0: not worth a word. */
  readonly free: number;
}

const well_filled = 0.8;

/** What became of a sprint that was committed; absent: it was not. */
export function commitmentOf(
  view: Pick<RoomView, 'ticket'>,
  sprint: Sprint,
): Commitment | undefined {
  if (!sprint.committed) return undefined;
  const tickets: TicketId[] = [];
  const unsized: TicketId[] = [];
  let used = 0;
  for (const id of sprint.committed.tickets) {
    const ticket = view.ticket(id);
    if (!ticket || ticket.archived) continue;
    const size = sizeOf(ticket);
    tickets.push(id);
    used += size ?? 0;
    if (size === undefined) unsized.push(id);
  }
  const over = Math.max(used - sprint.points, 0);
  const free = used < sprint.points * well_filled ? sprint.points - used : 0;
  return { sprint, tickets, used, unsized, over, free };
}

/** What `sprint.commit` takes by itself: all above its line that no other sprint committed. */
export function committable(view: Backlog, sprint: SprintId): readonly TicketId[] {
  const taken = new Set(view.sprints.flatMap(({ committed }) => committed?.tickets ?? []));
  const line = sprintLines(view).find((each) => each.sprint.sprint === sprint);
  return (line?.tickets ?? []).filter((id) => !taken.has(id));
}
