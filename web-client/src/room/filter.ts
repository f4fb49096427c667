/** Finding and grouping in a backlog of thousands: one walk, words kept ready by ticket. */
import type { GoalId, TicketId } from '../protocol/ids';
import type { Priority, Status, Ticket, TicketType } from '../protocol/state';
import { readiness } from './readiness';
import { nameOf } from './selectors';
import type { RoomView } from './view';

/** A list means any of these; `null` in it: the ticket has none. Absent: whatever. */
export interface BacklogFilter {
  /** All words, in title or name, whatever their case and accents. */
  readonly text?: string;
  readonly type?: readonly (TicketType | null)[];
  readonly label?: readonly (string | null)[];
  readonly theme?: readonly (string | null)[];
  readonly initiative?: readonly (string | null)[];
  readonly goal?: readonly (GoalId | null)[];
  readonly priority?: readonly (Priority | null)[];
  readonly assignee?: readonly (string | null)[];
  readonly requester?: readonly (string | null)[];
  readonly status?: readonly (Status['category'] | null)[];
  readonly ready?: boolean;
  readonly estimated?: boolean;
}
export type FilterField = Exclude<keyof BacklogFilter, 'text' | 'ready' | 'estimated'>;
export const filterFields: readonly FilterField[] = [
  'type',
  'label',
  'theme',
  'initiative',
  'goal',
  'priority',
  'assignee',
  'requester',
  'status',
];

type Backlog = Pick<RoomView, 'ticket' | 'facts'>;

export const isEmptyFilter = (filter: BacklogFilter): boolean =>
  wordsOf(filter.text ?? '').length === 0 &&
  filter.ready === undefined &&
  filter.estimated === undefined &&
  filterFields.every((field) => (filter[field]?.length ?? 0) === 0);

/** Those of `tickets` that match, in their order. */
export function filterTickets(
  view: Backlog,
  tickets: readonly TicketId[],
  filter: BacklogFilter,
): readonly TicketId[] {
  if (isEmptyFilter(filter)) return tickets;
  const words = wordsOf(filter.text ?? '');
  const fields = filterFields.flatMap((field) => {
    const wanted = filter[field];
    return wanted && wanted.length > 0 ? [{ field, wanted: new Set<string | null>(wanted) }] : [];
  });
  return tickets.filter((id) => {
    const ticket = view.ticket(id);
    if (!ticket) return false;
    if (filter.estimated !== undefined && (ticket.estimate !== undefined) !== filter.estimated)
      return false;
    for (const { field, wanted } of fields)
      if (!valuesOf(ticket, field).some((value) => wanted.has(value))) return false;
    if (words.length > 0) {
      const said = searchable(ticket);
      if (!words.every((word) => said.includes(word))) return false;
    }
    return filter.ready === undefined || readiness(view, ticket).isReady === filter.ready;
  });
}

/** Never empty: `null` stands for none. */
function valuesOf(ticket: Ticket, field: FilterField): readonly (string | null)[] {
  switch (field) {
    case 'label':
      return ticket.labels && ticket.labels.length > 0 ? ticket.labels : [null];
    case 'status':
      return [ticket.status?.category ?? null];
    case 'type':
    case 'theme':
    case 'initiative':
    case 'goal':
    case 'priority':
    case 'assignee':
    case 'requester':
      return [ticket[field] ?? null];
  }
}

export interface TicketGroup {
  /** null: those that have none; they come last. */
  readonly value: string | null;
  readonly tickets: readonly TicketId[];
}

const fixedOrder: Partial<Record<FilterField, readonly string[]>> = {
  priority: ['urgent', 'high', 'medium', 'low'],
  status: ['doing', 'todo', 'done'],
};

/**
 * A ticket with two labels stands in two groups. Priorities, states and product goals have their
 * own order, everything else that in which it first appears. A goal that is no longer one counts as
 * none.
 */
export function groupTickets(
  view: Backlog,
  tickets: readonly TicketId[],
  by: FilterField,
): readonly TicketGroup[] {
  const goals = view.facts.goals?.map(({ goal }) => goal) ?? [];
  const order = by === 'goal' ? goals : (fixedOrder[by] ?? []);
  const groups = new Map<string | null, TicketId[]>(order.map((value) => [value, []]));
  for (const id of tickets) {
    const ticket = view.ticket(id);
    if (!ticket) continue;
    for (const value of valuesOf(ticket, by)) {
      const known = by === 'goal' && value !== null && !groups.has(value) ? null : value;
      const group = groups.get(known);
      if (group) group.push(id);
      else groups.set(known, [id]);
    }
  }
  const none = groups.get(null);
  groups.delete(null);
  if (none) groups.set(null, none);
  return [...groups]
    .filter(([, members]) => members.length > 0)
    .map(([value, members]) => ({ value, tickets: members }));
}

/** Which values of a field there are to choose from, with how many tickets have each. */
export const choicesOf = (
  view: Backlog,
  tickets: readonly TicketId[],
  field: FilterField,
): readonly { readonly value: string | null; readonly n: number }[] =>
  groupTickets(view, tickets, field).map(({ value, tickets: members }) => ({
    value,
    n: members.length,
  }));

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const wordsOf = (text: string): readonly string[] => plain(text).split(/\s+/).filter(Boolean);

/** Tickets are never changed in place, so what one says is worked out once. */
const said = new WeakMap<Ticket, string>();
function searchable(ticket: Ticket): string {
  const known = said.get(ticket);
  if (known !== undefined) return known;
  const words = plain(`${nameOf(ticket) ?? ''} #${ticket.number} ${ticket.title}`);
  said.set(ticket, words);
  return words;
}
