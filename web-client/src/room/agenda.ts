/** What an agenda item has and uses of its time (PROTOCOL.md AGD). */
import type { ItemId, Timestamp } from '../protocol/ids';
import type { AgendaItem, AgendaKind } from '../protocol/state';

const minute_ms = 60_000;

export const extraOf = (item: AgendaItem): number => item.extra_ms ?? 0;
/** Its minutes, with what was added and less what others borrowed. */
export const plannedMs = (item: AgendaItem): number => item.minutes * minute_ms + extraOf(item);

/** It runs or is paused; at most one item does. */
export const isAtWork = (item: AgendaItem): boolean =>
  item.state === 'running' || item.state === 'paused';

/** @param at on the server's clock */
export function usedUpTo(item: AgendaItem, at: Timestamp): number {
  const before = item.used_ms ?? 0;
  if (item.state !== 'running' || item.since === undefined) return before;
  return before + Math.max(at - item.since, 0);
}

/** Each ticket of such a step has its share of the time. */
export const givesBoxes = (kind: AgendaKind): boolean =>
  kind === 'clarify' || kind === 'split' || kind === 'estimate';

/** Steps that go through tickets, the likeliest to be meant first. */
export const takesTickets: readonly AgendaKind[] = [
  'clarify',
  'estimate',
  'split',
  'prioritise',
  'dots',
  'confirm',
  'accept',
  'prune',
];

/** What `agenda.next` starts: the first planned one behind it, else the first planned at all. */
export function nextItem(
  view: { readonly agenda: readonly AgendaItem[] },
  from?: ItemId,
): AgendaItem | undefined {
  const place = view.agenda.findIndex(({ item }) => item === from);
  const isPlanned = ({ state }: AgendaItem) => state === 'planned';
  return view.agenda.slice(place + 1).find(isPlanned) ?? view.agenda.find(isPlanned);
}
