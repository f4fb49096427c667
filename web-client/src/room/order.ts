/**
 * What an order that is wished for becomes (PROTOCOL.md ORD): the tickets share out the places that
 * they hold, and no dependency on the way is broken. The same steps as the server's.
 *
 * Each place from the top takes the first ticket of the wish that may stand there and with which the
 * rest still finds places. A ticket may stand there when what it waits for stands above; and the
 * rest finds places when, each ticket being due by the place before the one that waits for it,
 * taking the most urgent one each time is late nowhere.
 */
import type { TicketId } from '../protocol/ids';
import type { Ticket } from '../protocol/state';
import { isOpen, openBlockers } from './blockers';
import { compareRanks } from './ranks';
import type { RoomView } from './view';

type Backlog = Pick<RoomView, 'ticket' | 'everyTicket'>;

/** Places are numbered from the top, 0 to n - 1. */
interface Constraints {
  /** The first place that a ticket may take. */
  readonly release: number[];
  /** The last place that a ticket may take. */
  readonly deadline: number[];
  /** Which tickets have to stand above each. */
  readonly above: readonly (readonly number[])[];
}

/** @param wish live tickets, the best first. @return the same tickets from the top place down */
export function orderWithin(view: Backlog, wish: readonly TicketId[]): readonly TicketId[] {
  const tickets = wish.flatMap((id) => view.ticket(id) ?? []);
  const present = [...tickets].sort((a, b) => compareRanks(a.rank, b.rank));
  const placeNow = new Map(present.map(({ ticket }, place) => [ticket, place]));
  const now = tickets.map(({ ticket }) => placeNow.get(ticket) ?? 0);
  const every = constraintsOf(view, tickets, present, () => true);
  const placed =
    fill(every) ??
    // Those that the present order keeps: with them the present order itself is a way.
    fill(constraintsOf(view, tickets, present, (holds) => holds(now)));
  if (!placed) return present.map(({ ticket }) => ticket);
  return placed.flatMap((index) => tickets[index]?.ticket ?? []);
}

/** Whether a constraint holds where the tickets stand at these places. */
type Holds = (places: readonly number[]) => boolean;

/** @param counts  which constraints are looked at */
function constraintsOf(
  view: Backlog,
  tickets: readonly Ticket[],
  present: readonly Ticket[],
  counts: (holds: Holds) => boolean,
): Constraints {
  const last = tickets.length - 1;
  const indexOf = new Map(tickets.map(({ ticket }, index) => [ticket, index]));
  const release = tickets.map(() => 0);
  const deadline = tickets.map(() => last);
  const above: number[][] = tickets.map(() => []);
  /** How many places stand above this rank. */
  const placesAbove = (rank: string) =>
    present.filter((one) => compareRanks(one.rank, rank) < 0).length;
  for (const [index, ticket] of tickets.entries()) {
    if (!isOpen(ticket)) continue;
    for (const blocker of openBlockers(view, ticket).tickets) {
      const inside = indexOf.get(blocker.ticket);
      const first = placesAbove(blocker.rank);
      if (inside === undefined) {
        if (counts((at) => (at[index] ?? 0) >= first))
          release[index] = Math.max(release[index] ?? 0, first);
      } else if (counts((at) => (at[inside] ?? 0) < (at[index] ?? 0))) above[index]?.push(inside);
    }
  }
  for (const id of view.everyTicket) {
    const waiting = view.ticket(id);
    if (!waiting?.blocked_by || !isOpen(waiting) || indexOf.has(id)) continue;
    const due = placesAbove(waiting.rank) - 1;
    for (const { ticket } of openBlockers(view, waiting).tickets) {
      const index = indexOf.get(ticket);
      if (index !== undefined && counts((at) => (at[index] ?? 0) <= due))
        deadline[index] = Math.min(deadline[index] ?? last, due);
    }
  }
  return { release, deadline, above };
}

/** @return which ticket stands at each place; nothing: there is no way to keep all of this */
function fill(constraints: Constraints): readonly number[] | undefined {
  const { release, deadline, above } = constraints;
  const n = release.length;
  const isFree = (_: unknown, index: number) =>
    release[index] === 0 && deadline[index] === n - 1 && above[index]?.length === 0;
  if (release.every(isFree)) return release.map((_, index) => index);
  const placed: number[] = [];
  const isPlaced = release.map(() => false);
  if (!isFeasible(constraints, isPlaced, 0)) return undefined;
  for (let place = 0; place < n; ++place) {
    const next = release.findIndex((from, index) => {
      if (isPlaced[index] || from > place) return false;
      if (above[index]?.some((one) => !isPlaced[one])) return false;
      isPlaced[index] = true;
      const fits =
        onTime(constraints, index, place) && isFeasible(constraints, isPlaced, place + 1);
      isPlaced[index] = false;
      return fits;
    });
    if (next < 0) return undefined;
    isPlaced[next] = true;
    placed.push(next);
  }
  return placed;
}

const onTime = ({ deadline }: Constraints, index: number, place: number): boolean =>
  place <= (deadline[index] ?? place);

/** Whether those that are left find places from `first` on: unit jobs, the most urgent first. */
function isFeasible(
  { release, deadline, above }: Constraints,
  isPlaced: readonly boolean[],
  first: number,
): boolean {
  const left = release.flatMap((_, index) => (isPlaced[index] ? [] : [index]));
  const order = fromAbove(left, above);
  if (!order) return false;
  const from = [...release];
  const due = [...deadline];
  for (const index of order)
    for (const one of above[index] ?? [])
      if (!isPlaced[one]) from[index] = Math.max(from[index] ?? 0, (from[one] ?? 0) + 1);
  for (const index of [...order].reverse())
    for (const one of above[index] ?? [])
      if (!isPlaced[one]) due[one] = Math.min(due[one] ?? 0, (due[index] ?? 0) - 1);
  const waiting = [...left].sort((a, b) => (from[a] ?? 0) - (from[b] ?? 0));
  const urgent: number[] = [];
  for (let place = first; place < release.length; ++place) {
    for (let one = waiting[0]; one !== undefined && (from[one] ?? 0) <= place; one = waiting[0]) {
      waiting.shift();
      urgent.push(one);
    }
    const next = urgent.sort((a, b) => (due[a] ?? 0) - (due[b] ?? 0)).shift();
    if (next === undefined || (due[next] ?? 0) < place) return false;
  }
  return true;
}

/** Blockers before what waits for them; nothing where they form a circle. */
function fromAbove(
  left: readonly number[],
  above: readonly (readonly number[])[],
): readonly number[] | undefined {
  const open = new Set(left);
  const below = new Map<number, number[]>();
  const waits = new Map<number, number>();
  for (const index of left) {
    const blockers = (above[index] ?? []).filter((one) => open.has(one));
    waits.set(index, blockers.length);
    for (const one of blockers) below.set(one, [...(below.get(one) ?? []), index]);
  }
  const ready = left.filter((index) => waits.get(index) === 0);
  const order: number[] = [];
  for (let index = ready.shift(); index !== undefined; index = ready.shift()) {
    order.push(index);
    for (const next of below.get(index) ?? []) {
      const rest = (waits.get(next) ?? 0) - 1;
      waits.set(next, rest);
      if (rest === 0) ready.push(next);
    }
  }
  return order.length === left.length ? order : undefined;
}

export interface OrderLine {
  readonly ticket: TicketId;
  /** Places further up, below zero: further down, counted in the backlog. */
  readonly up: number;
  /** It stands lower than wished: what it waits for does. */
  readonly held: boolean;
}
export interface OrderPreview {
  /** From the top. */
  readonly lines: readonly OrderLine[];
  readonly moved: number;
  readonly held: number;
}

/** What applying this order would do to the backlog. */
export function previewOrder(
  view: Backlog & Pick<RoomView, 'order'>,
  wish: readonly TicketId[],
): OrderPreview {
  const live = wish.filter((id) => view.ticket(id)?.archived === undefined);
  const order = orderWithin(view, live);
  const wished = new Map(live.map((id, place) => [id, place]));
  const inOrder = new Set(order);
  const places = view.order.flatMap((id, place) => (inOrder.has(id) ? [place] : []));
  const placeNow = new Map(view.order.map((id, place) => [id, place]));
  const waits = (id: TicketId) => {
    const ticket = view.ticket(id);
    return ticket !== undefined && openBlockers(view, ticket).tickets.length > 0;
  };
  const lines = order.map((ticket, index) => ({
    ticket,
    up: (placeNow.get(ticket) ?? 0) - (places[index] ?? 0),
    held: index > (wished.get(ticket) ?? 0) && waits(ticket),
  }));
  return {
    lines,
    moved: lines.filter(({ up }) => up !== 0).length,
    held: lines.filter(({ held }) => held).length,
  };
}
