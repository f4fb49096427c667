/**
 * The agenda, the spotlight that it moves, and the clocks (PROTOCOL.md AGD, CLK).
 *
 * An item counts its time in stretches: `used_ms` holds those that are past, `since` begins the one
 * that runs (or, while the item is paused, the pause). The spotlight counts the time on a ticket in
 * the same way from its own `since`; where it leaves a ticket of the running item's queue, that time
 * is noted with the item, which is what the forecast is made of.
 */
import type {
  ItemId,
  ParticipantId,
  RoundId,
  Sequence,
  TicketId,
  Timestamp,
} from '../protocol/ids';
import type { OperationData } from '../protocol/operation';
import type { AgendaItem, Clock, ClockName, Round, Spotlight } from '../protocol/state';
import { extraOf, givesBoxes, isAtWork, plannedMs, usedUpTo } from './agenda';
import type { RoomReader, RoomWriter } from './room';
import { without } from './without';

/** What every operation has. */
export type Happened = {
  readonly seq: Sequence;
  readonly at: Timestamp;
  readonly by?: ParticipantId | null;
};

const box_ms_min = 30_000;
const minute_ms = 60_000;

export const itemAtWork = (room: Pick<RoomReader, 'agenda'>): AgendaItem | undefined =>
  room.agenda.find(isAtWork);

// --- clocks -----------------------------------------------------------------------------------

export const clockOf = (room: Pick<RoomReader, 'clocks'>, name: ClockName): Clock | undefined =>
  room.clocks.find((clock) => clock.clock === name);

function setClock(room: RoomWriter, set: Clock): void {
  const known = clockOf(room, set.clock) !== undefined;
  room.putClocks(
    known
      ? room.clocks.map((clock) => (clock.clock === set.clock ? set : clock))
      : [...room.clocks, set],
  );
}

export function dropClock(room: RoomWriter, name: ClockName): void {
  if (clockOf(room, name)) room.putClocks(room.clocks.filter((clock) => clock.clock !== name));
}

const paused = (clock: Clock, left_ms: number, revision: Sequence): Clock => ({
  ...without(clock, 'deadline'),
  state: 'paused',
  left_ms,
  revision,
});
const running = (clock: Clock, deadline: Timestamp, revision: Sequence): Clock => ({
  ...without(clock, 'left_ms'),
  state: 'running',
  deadline,
  revision,
});

/** A round is over: so is the clock of its voting (CLK-4). */
export function dropVoteClock(room: RoomWriter, round: RoundId): void {
  if (clockOf(room, 'vote')?.round === round) dropClock(room, 'vote');
}

/** A first vote begins the clock of the voting where the room wants one (CLK-4). */
export function beginVoteClock(room: RoomWriter, round: Round, { seq, at }: Happened): void {
  const ms = room.facts?.vote_ms ?? null;
  if (ms === null || round.voted.length !== 1) return;
  if (room.facts?.spotlight?.ballot !== round.round) return;
  if (clockOf(room, 'vote')?.round === round.round) return;
  const deadline = at + ms;
  setClock(room, {
    clock: 'vote',
    state: 'running',
    ms,
    deadline,
    revision: seq,
    round: round.round,
  });
}

export function startTimer(
  room: RoomWriter,
  { clock, ms, deadline, round }: OperationData['timer.started'],
  { seq }: Happened,
): void {
  const ofRound = round === undefined ? {} : { round };
  setClock(room, { clock, state: 'running', ms, deadline, revision: seq, ...ofRound });
}

export function pauseTimer(
  room: RoomWriter,
  { clock: name, left_ms }: OperationData['timer.paused'],
  happened: Happened,
): void {
  const clock = clockOf(room, name);
  if (!clock) return;
  setClock(room, paused(clock, left_ms, happened.seq));
  if (name === 'step') pauseStep(room, happened);
}

/** The step's clock carries its item and the box along: they pause and go on as one. */
function pauseStep(room: RoomWriter, { seq, at, by }: Happened): void {
  const item = itemAtWork(room);
  if (item?.state === 'running')
    putItem(room, {
      ...used(item, usedUpTo(item, at)),
      since: at,
      state: 'paused',
      ...(by && { paused_by: by }),
    });
  const box = clockOf(room, 'box');
  if (box?.state === 'running')
    setClock(room, paused(box, Math.max((box.deadline ?? at) - at, 0), seq));
}

export function resumeTimer(
  room: RoomWriter,
  { clock: name, deadline }: OperationData['timer.resumed'],
  happened: Happened,
): void {
  const clock = clockOf(room, name);
  if (!clock) return;
  setClock(room, running(clock, deadline, happened.seq));
  if (name === 'step') resumeStep(room, happened);
}

function resumeStep(room: RoomWriter, { seq, at }: Happened): void {
  const item = itemAtWork(room);
  if (item?.state === 'paused') {
    // The pause is no time on the ticket: its beginning moves on by as much as the ticket saw.
    const spotlight = room.facts?.spotlight;
    if (room.facts && spotlight?.since !== undefined) {
      const from = Math.max(spotlight.since, item.since ?? at);
      const since = spotlight.since + at - from;
      room.putFacts({ ...room.facts, spotlight: { ...spotlight, since } });
    }
    putItem(room, { ...without(item, 'paused_by'), since: at, state: 'running' });
  }
  const box = clockOf(room, 'box');
  if (box?.state === 'paused') setClock(room, running(box, at + (box.left_ms ?? 0), seq));
}

export function extendTimer(
  room: RoomWriter,
  data: OperationData['timer.extended'],
  { seq }: Happened,
): void {
  const before = clockOf(room, data.clock);
  if (!before) return;
  let clock: Clock = { ...before, ms: before.ms + data.ms };
  if (data.left_ms !== undefined) clock = paused(clock, data.left_ms, seq);
  if (data.deadline !== undefined) clock = running(clock, data.deadline, seq);
  setClock(room, clock);
  if (data.clock !== 'step') return;
  room.putAgenda(
    room.agenda.map((item) => {
      if (item.item === clock.item) return withExtra(item, extraOf(item) + data.ms);
      return item.item === data.from ? withExtra(item, extraOf(item) - data.ms) : item;
    }),
  );
}

export function expireTimer(
  room: RoomWriter,
  { clock: name, revision }: OperationData['timer.expired'],
): void {
  const clock = clockOf(room, name);
  if (clock?.revision === revision) setClock(room, { ...clock, state: 'over' });
}

// --- items ------------------------------------------------------------------------------------

const itemOf = (room: RoomReader, id: ItemId): AgendaItem | undefined =>
  room.agenda.find((item) => item.item === id);

function putItem(room: RoomWriter, item: AgendaItem): void {
  room.putAgenda(room.agenda.map((each) => (each.item === item.item ? item : each)));
}

const used = (item: AgendaItem, ms: number): AgendaItem =>
  ms === 0 ? without(item, 'used_ms') : { ...item, used_ms: ms };
const withExtra = (item: AgendaItem, ms: number): AgendaItem =>
  ms === 0 ? without(item, 'extra_ms') : { ...item, extra_ms: ms };

/** An item that has its end, with the time that it used. */
export const finished = (item: AgendaItem, at: Timestamp): AgendaItem => ({
  ...without(used(item, usedUpTo(item, at)), 'since', 'paused_by'),
  state: 'done',
});

/** Behind `after`; null: on top. */
function insertBehind(
  agenda: readonly AgendaItem[],
  after: ItemId | null,
  item: AgendaItem,
): readonly AgendaItem[] {
  const found = agenda.findIndex((each) => each.item === after);
  const place = after === null ? 0 : found < 0 ? agenda.length : found + 1;
  return [...agenda.slice(0, place), item, ...agenda.slice(place)];
}

export function addItem(room: RoomWriter, { after, ...item }: OperationData['agenda.added']): void {
  room.putAgenda(insertBehind(room.agenda, after, { ...item, state: 'planned' }));
}

export function editItem(
  room: RoomWriter,
  { item: id, set }: OperationData['agenda.edited'],
  happened: Happened,
): void {
  const before = itemOf(room, id);
  if (!before) return;
  const { title, ...rest } = set;
  let item: AgendaItem = { ...before, ...rest };
  if (title === null) item = without(item, 'title');
  else if (title !== undefined) item = { ...item, title };
  putItem(room, item);
  const more = item.minutes - before.minutes;
  if (more !== 0 && isAtWork(item)) shiftStepClock(room, more * minute_ms, happened);
}

/**
 * The minutes of the item at work have changed. A clock that is over by that is left to expire as
 * any other, so that everybody is told.
 */
function shiftStepClock(room: RoomWriter, more_ms: number, { seq, at }: Happened): void {
  const before = clockOf(room, 'step');
  if (!before) return;
  const clock: Clock = { ...before, ms: Math.max(before.ms + more_ms, 0), revision: seq };
  if (clock.left_ms !== undefined)
    return setClock(room, { ...clock, left_ms: Math.max(clock.left_ms + more_ms, 0) });
  const shifted = (clock.deadline ?? at) + more_ms;
  if (clock.state === 'running')
    return setClock(room, { ...clock, deadline: Math.max(shifted, at) });
  setClock(room, shifted > at ? { ...clock, deadline: shifted, state: 'running' } : clock);
}

export function moveItem(
  room: RoomWriter,
  { item: id, after }: OperationData['agenda.moved'],
): void {
  const item = itemOf(room, id);
  if (!item) return;
  const others = room.agenda.filter((each) => each.item !== id);
  room.putAgenda(insertBehind(others, after, item));
}

export function removeItem(room: RoomWriter, id: ItemId): void {
  if (itemOf(room, id)) room.putAgenda(room.agenda.filter((each) => each.item !== id));
}

export function skipItem(room: RoomWriter, id: ItemId): void {
  const item = itemOf(room, id);
  if (item) putItem(room, { ...item, state: 'skipped' });
}

/** Finishes whatever ran, and moves the spotlight. */
export function startItem(
  room: RoomWriter,
  { item: id, queue, board, ticket, meeting }: OperationData['agenda.started'],
  happened: Happened,
): void {
  const { seq, at } = happened;
  beginMeeting(room, meeting, at);
  leaveTicket(room, at);
  const before = itemAtWork(room);
  if (before) putItem(room, finished(before, at));
  const item = itemOf(room, id);
  if (!item) return;
  putItem(room, {
    ...without(item, 'queue'),
    ...(queue.length > 0 && { queue }),
    state: 'running',
    since: at,
  });
  const ms = Math.max(plannedMs(item) - (item.used_ms ?? 0), 0);
  setClock(room, {
    clock: 'step',
    state: ms > 0 ? 'running' : 'over',
    ms,
    deadline: at + ms,
    revision: seq,
    item: id,
  });
  comeTo(room, { board, ...(ticket !== undefined && { ticket }) }, happened);
}

export function stopItem(room: RoomWriter, id: ItemId, { at }: Happened): void {
  if (!itemOf(room, id)) return;
  leaveTicket(room, at);
  // Read again: leaving the ticket noted the time spent on it.
  const item = itemOf(room, id);
  if (item) putItem(room, finished(item, at));
  dropClock(room, 'step');
}

/** MTG-1: an operation that says so begins a meeting. */
export function beginMeeting(
  room: RoomWriter,
  begins: OperationData['agenda.started']['meeting'],
  at: Timestamp,
): void {
  if (!room.facts || !begins) return;
  const { number, health } = begins;
  const meeting = { number, started: at, ...(health && { health }) };
  room.putFacts({ ...room.facts, meeting });
}

// --- the spotlight ----------------------------------------------------------------------------

/** The one way in which the spotlight moves. */
export function moveSpotlight(room: RoomWriter, to: Spotlight, happened: Happened): void {
  const before = room.facts?.spotlight;
  if (!room.facts) return;
  if (before && before.ticket === to.ticket) {
    const since = before.since === undefined ? {} : { since: before.since };
    return room.putFacts({ ...room.facts, spotlight: { ...without(to, 'since'), ...since } });
  }
  leaveTicket(room, happened.at);
  comeTo(room, to, happened);
}

export function leaveTicket(room: RoomWriter, at: Timestamp): void {
  dropClock(room, 'box');
  const item = itemAtWork(room);
  const { ticket, since } = room.facts?.spotlight ?? {};
  if (!item || ticket === undefined || since === undefined) return;
  if (!item.queue?.includes(ticket)) return;
  // Pauses do not count: those that are past have moved `since` on.
  const until = item.state === 'paused' ? (item.since ?? at) : at;
  putItem(room, { ...item, finished: spent(item, ticket, Math.max(until - since, 0)) });
}

function spent(
  item: AgendaItem,
  ticket: TicketId,
  ms: number,
): NonNullable<AgendaItem['finished']> {
  const before = item.finished ?? [];
  if (!before.some((each) => each.ticket === ticket)) return [...before, { ticket, ms }];
  return before.map((each) => (each.ticket === ticket ? { ticket, ms: each.ms + ms } : each));
}

function comeTo(room: RoomWriter, to: Spotlight, { seq, at }: Happened): void {
  if (!room.facts) return;
  const since = to.ticket === undefined ? {} : { since: at };
  room.putFacts({ ...room.facts, spotlight: { ...without(to, 'since'), ...since } });
  const item = itemAtWork(room);
  if (!item || to.ticket === undefined || !givesBoxes(item.kind)) return;
  if (!item.queue?.includes(to.ticket)) return;
  const ms = boxMs(item);
  const time = item.state === 'paused' ? { left_ms: ms } : { deadline: at + ms };
  setClock(room, {
    clock: 'box',
    state: item.state === 'paused' ? 'paused' : 'running',
    ms,
    ...time,
    revision: seq,
    ticket: to.ticket,
  });
}

/** A ticket's part of the step's time, in whole seconds. */
export function boxMs(item: AgendaItem): number {
  const part = plannedMs(item) / Math.max(item.queue?.length ?? 0, 1);
  return Math.max(Math.floor(part / 1000) * 1000, box_ms_min);
}
