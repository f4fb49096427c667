/** What becomes of tickets that are merged: what to choose, and what comes along. Pure. */
import type { TicketId } from '../protocol/ids';
import type { Ticket, TicketFields } from '../protocol/state';
import { compareRanks } from './ranks';
import type { RoomView } from './view';

/** Fields of which one value stays; keys and numbers stay with their tickets. */
export const mergedFields = [
  'title',
  'type',
  'priority',
  'status',
  'theme',
  'initiative',
  'assignee',
  'requester',
  'goal',
] as const;
export type MergedField = (typeof mergedFields)[number];
export type MergedValue = Ticket[MergedField];

/** As many as `ticket` may have (TIC-15). */
export const lists_max = { labels: 20, urls: 20, criteria: 50 } as const;
export type UnitedList = keyof typeof lists_max;
/** Those that become one with another. */
export const merged_max = 20;

export interface ValueOption {
  readonly value: MergedValue;
  /** Those that say it, in the order of the tickets. */
  readonly of: readonly TicketId[];
}
export interface Difference {
  readonly field: MergedField;
  /** Each value once; a field that a ticket leaves empty is one too. */
  readonly options: readonly ValueOption[];
}

/** Only the fields in which the tickets are not alike. @param tickets the one that stays first */
export function differences(tickets: readonly Ticket[]): readonly Difference[] {
  return mergedFields.flatMap((field) => {
    const options = optionsOf(field, tickets);
    return options.length > 1 ? [{ field, options }] : [];
  });
}

function optionsOf(field: MergedField, tickets: readonly Ticket[]): readonly ValueOption[] {
  const options = new Map<string, { value: MergedValue; of: TicketId[] }>();
  for (const ticket of tickets) {
    const value = ticket[field];
    const said = wordOf(value);
    const known = options.get(said);
    if (known) known.of.push(ticket.ticket);
    else options.set(said, { value, of: [ticket.ticket] });
  }
  return [...options.values()];
}
const wordOf = (value: MergedValue): string => (value ? JSON.stringify(value) : '');

export const isSame = (one: MergedValue, other: MergedValue): boolean =>
  wordOf(one) === wordOf(other);

/** What stays unless somebody chooses: what the one that stays says, else the first that says it. */
export const usualOf = ({ options }: Difference): ValueOption | undefined =>
  options[0]?.value === undefined ? (options[1] ?? options[0]) : options[0];

/** What has to be set on the one that stays. @param chosen by field, one of its options */
export function fieldsToSet(
  stays: Ticket,
  all: readonly Difference[],
  chosen: ReadonlyMap<MergedField, ValueOption>,
): Omit<TicketFields, 'estimate'> {
  let set: Omit<TicketFields, 'estimate'> = {};
  for (const difference of all) {
    const { field } = difference;
    const option = chosen.get(field) ?? usualOf(difference);
    if (!option || isSame(option.value, stays[field])) continue;
    set = { ...set, [field]: option.value ?? null };
  }
  return set;
}

export interface United {
  readonly list: UnitedList;
  /** How many there will be. */
  readonly n: number;
  /** How many of them the one that stays did not have. */
  readonly more: number;
}
/** Lists that get longer. */
export function unitedLists(tickets: readonly Ticket[]): readonly United[] {
  const [stays] = tickets;
  if (!stays) return [];
  return (['labels', 'urls', 'criteria'] as const).flatMap((list) => {
    const all = new Set(tickets.flatMap((ticket) => linesOf(ticket, list)));
    const more = all.size - new Set(linesOf(stays, list)).size;
    return more > 0 ? [{ list, n: all.size, more }] : [];
  });
}
export const linesOf = (ticket: Ticket, list: UnitedList): readonly string[] =>
  list === 'criteria' ? (ticket.criteria ?? []).map(({ text }) => text) : (ticket[list] ?? []);

/** Beside lists: links, what is outside the room, and questions that nobody has answered. */
export interface TakenAlong {
  readonly links: number;
  readonly external: number;
  readonly questions: number;
}
/** @param waiting which tickets wait for each */
export function takenAlong(
  tickets: readonly Ticket[],
  waiting: ReadonlyMap<TicketId, readonly TicketId[]>,
): TakenAlong {
  const [stays, ...others] = tickets;
  if (!stays) return { links: 0, external: 0, questions: 0 };
  const merged = new Set(tickets.map(({ ticket }) => ticket));
  const fresh = (of: (ticket: Ticket) => readonly TicketId[]): number => {
    const had = of(stays);
    const all = new Set(others.flatMap(of));
    return [...all].filter((id) => !merged.has(id) && !had.includes(id)).length;
  };
  const blockers = fresh((ticket) => ticket.blocked_by ?? []);
  const blocked = fresh(({ ticket }) => waiting.get(ticket) ?? []);
  const outside = new Set(stays.external?.map(({ entry }) => entry));
  return {
    links: blockers + blocked,
    external: others
      .flatMap((each) => each.external ?? [])
      .filter(({ entry }) => !outside.has(entry)).length,
    questions: others
      .flatMap((each) => each.questions ?? [])
      .filter(({ answer }) => answer === undefined).length,
  };
}

/** The one that stays unless somebody chooses: with an estimate, with a key, the highest. */
export function likelyToStay(tickets: readonly Ticket[]): Ticket | undefined {
  const weight = ({ estimate, key }: Ticket) => (estimate ? 2 : 0) + (key === undefined ? 0 : 1);
  return [...tickets].sort((a, b) => weight(b) - weight(a) || compareRanks(a.rank, b.rank))[0];
}

type Archive = Pick<RoomView, 'archived' | 'ticket'>;
export const mergedInto = (view: Archive, ticket: TicketId): readonly Ticket[] =>
  view.archived.flatMap((id) => {
    const gone = view.ticket(id);
    return gone?.archived?.reason === 'merged' && gone.archived.of === ticket ? [gone] : [];
  });

/**
 * The estimate was made before other tickets became one with this one. Of an estimate without a vote
 * nobody knows when it was made, unless nothing has been changed since.
 */
export function isFromBefore(
  view: Archive & Pick<RoomView, 'round'>,
  { ticket, estimate, updated }: Ticket,
): boolean {
  if (!estimate) return false;
  const merged = Math.max(...mergedInto(view, ticket).map((gone) => gone.archived?.at ?? 0));
  const settled = estimate.round === undefined ? undefined : view.round(estimate.round)?.settled;
  return (settled ?? updated) <= merged;
}
