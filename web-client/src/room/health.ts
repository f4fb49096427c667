/** How the backlog stands (PROTOCOL.md HLT), counted as the server does, with the lists behind. */
import type { TicketId, Timestamp } from '../protocol/ids';
import type { Health, Ticket } from '../protocol/state';
import { aboveItsBlocker, isOpen } from './blockers';
import { sprintLines } from './capacity';
import type { RoomView } from './view';

const fresh_ms = 30 * 24 * 60 * 60 * 1000;
/** Without sprints so many come soon, and have to be detailed. */
const soon_without_sprints = 20;
const detailed_length_min = 80;
/** Fewer say nothing. */
const telling_min = 5;

export type Missing =
  'description' | 'criterion' | 'touched' | 'estimate' | 'order' | 'above_blocker';
export interface Lack {
  readonly ticket: TicketId;
  readonly missing: readonly Missing[];
}
export interface Ring {
  readonly n: number;
  readonly of: number;
  /** In backlog order. */
  readonly lacking: readonly Lack[];
}
export type RingName = 'detailed' | 'emergent' | 'estimated' | 'prioritised';
export interface HealthReport {
  /** To compare with `facts.meeting.health`. */
  readonly counts: Health;
  readonly rings: Readonly<Record<RingName, Ring>>;
  readonly tooFew: boolean;
}

type Backlog = Pick<RoomView, 'order' | 'ticket' | 'sprints' | 'rounds' | 'ballots'>;

export function healthOf(view: Backlog, now: Timestamp): HealthReport {
  const settled = lastSettled(view);
  const soon = countSoon(view);
  const isFresh = (at: Timestamp | undefined) => at !== undefined && now - at <= fresh_ms;
  const lacking: Record<RingName, Lack[]> = {
    detailed: [],
    emergent: [],
    estimated: [],
    prioritised: [],
  };
  const note = (ring: RingName, ticket: TicketId, missing: readonly (Missing | false)[]) => {
    const named = missing.filter((each) => each !== false);
    if (named.length > 0) lacking[ring].push({ ticket, missing: named });
  };
  let tickets = 0;
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (!ticket || !isOpen(ticket)) continue;
    const decided = isFresh(settled.get(id));
    const touched = decided || isFresh(ticket.created) || isFresh(ticket.updated);
    if (tickets < soon) note('detailed', id, details(ticket));
    note('emergent', id, [!touched && 'touched']);
    note('estimated', id, [!ticket.estimate && 'estimate']);
    note('prioritised', id, [
      !(decided || isFresh(ticket.moved)) && 'order',
      aboveItsBlocker(view, ticket).length > 0 && 'above_blocker',
    ]);
    tickets += 1;
  }
  const ring = (name: RingName): Ring => ({
    n: tickets - lacking[name].length,
    of: tickets,
    lacking: lacking[name],
  });
  const rings = {
    detailed: ring('detailed'),
    emergent: ring('emergent'),
    estimated: ring('estimated'),
    prioritised: ring('prioritised'),
  };
  const counts = {
    detailed: rings.detailed.n,
    emergent: rings.emergent.n,
    estimated: rings.estimated.n,
    prioritised: rings.prioritised.n,
    tickets,
  };
  return { counts, rings, tooFew: tickets < telling_min };
}

const details = (ticket: Ticket): readonly (Missing | false)[] => [
  (ticket.texts?.description?.length ?? 0) < detailed_length_min && 'description',
  (ticket.criteria?.length ?? 0) === 0 && 'criterion',
];

function lastSettled({
  rounds,
  ballots,
}: Pick<RoomView, 'rounds' | 'ballots'>): ReadonlyMap<TicketId, Timestamp> {
  const last = new Map<TicketId, Timestamp>();
  for (const { phase, ticket, settled } of rounds)
    if (phase === 'settled' && settled !== undefined && ticket !== undefined)
      last.set(ticket, Math.max(settled, last.get(ticket) ?? 0));
  for (const { phase, tickets, settled } of ballots)
    if (phase === 'settled' && settled !== undefined)
      for (const ticket of tickets) last.set(ticket, Math.max(settled, last.get(ticket) ?? 0));
  return last;
}

function countSoon(view: Backlog): number {
  if (view.sprints.length === 0) return soon_without_sprints;
  return sprintLines(view).reduce((sum, { tickets }) => sum + tickets.length, 0);
}
