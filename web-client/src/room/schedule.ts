/** What the clocks and the agenda say at a moment (PROTOCOL.md AGD, CLK). `at`: server's clock. */
import type { ParticipantId, Timestamp } from '../protocol/ids';
import type { AgendaItem, Clock, ClockName } from '../protocol/state';
import { isAtWork, plannedMs, usedUpTo } from './agenda';
import { boxMs } from './apply_agenda';
import type { RoomView } from './view';

type Hour = Pick<RoomView, 'agenda' | 'clocks' | 'facts'>;

/** What is left of a clock; negative: so long it has been over. */
export function leftOf(clock: Clock, at: Timestamp): number {
  if (clock.state === 'paused') return clock.left_ms ?? 0;
  return (clock.deadline ?? at) - at;
}

export const clockNamed = (view: Pick<Hour, 'clocks'>, name: ClockName): Clock | undefined =>
  view.clocks.find(({ clock }) => clock === name);

/** The step that runs or is paused. */
export const itemAtWork = (view: Pick<Hour, 'agenda'>): AgendaItem | undefined =>
  view.agenda.find(isAtWork);

/** The step's time that is left; negative: over by so much. */
const stepLeft = (item: AgendaItem, at: Timestamp): number => plannedMs(item) - usedUpTo(item, at);

/** When each step that is still planned begins, if nothing takes longer than it should. */
export function scheduleOf(
  view: Hour,
  at: Timestamp,
): readonly { readonly item: AgendaItem; readonly begins: Timestamp }[] {
  let begins = beginningOf(view, at);
  const schedule: { item: AgendaItem; begins: Timestamp }[] = [];
  for (const item of view.agenda) {
    if (item.state !== 'planned') continue;
    schedule.push({ item, begins });
    begins += plannedMs(item);
  }
  return schedule;
}

/** When what is planned begins: behind the step at work, at the hour that was said, or now. */
function beginningOf(view: Hour, at: Timestamp): Timestamp {
  const working = itemAtWork(view);
  if (working) return at + Math.max(stepLeft(working, at), 0);
  if (view.facts.meeting) return at;
  return Math.max(view.facts.starts_at ?? at, at);
}

export interface PlannedEnd {
  readonly end: Timestamp;
  /** Against what was planned; negative: earlier. Absent: nobody knows when it begins. */
  readonly late_ms?: number;
}

/** "ends 11:04, 4 late". Absent: there is no agenda. */
export function plannedEnd(view: Hour, at: Timestamp): PlannedEnd | undefined {
  if (view.agenda.length === 0) return undefined;
  const last = scheduleOf(view, at).at(-1);
  const end = last ? last.begins + plannedMs(last.item) : beginningOf(view, at);
  const { minutes, meeting, starts_at } = view.facts;
  const began = meeting?.started ?? starts_at;
  if (began === undefined) return { end };
  // Without a length the agenda is the plan: its minutes as they were meant, without what was added.
  const length = minutes ?? view.agenda.reduce((sum, item) => sum + item.minutes, 0);
  return { end, late_ms: end - (began + length * 60_000) };
}

export interface AgendaSum {
  /** Of all steps that are not skipped. */
  readonly sum_ms: number;
  readonly length_ms?: number;
  /** Sum less length; negative: so much is free. */
  readonly over_ms?: number;
}
export function agendaSum(view: Pick<Hour, 'agenda' | 'facts'>): AgendaSum {
  const counted = view.agenda.filter(({ state }) => state !== 'skipped');
  const sum_ms = counted.reduce((sum, item) => sum + plannedMs(item), 0);
  const { minutes } = view.facts;
  if (minutes === undefined) return { sum_ms };
  return { sum_ms, length_ms: minutes * 60_000, over_ms: sum_ms - minutes * 60_000 };
}

/** "You are needed for Split, about 10:31": planned steps that name this person, in order. */
export const neededFor = (view: Hour, person: ParticipantId, at: Timestamp) =>
  scheduleOf(view, at).filter(({ item }) => item.needs.includes(person));

export interface Forecast {
  readonly finished: number;
  readonly of: number;
  /** The ticket that the time will reach, from 1; never above `of`. */
  readonly reach: number;
  /** So many will not fit. */
  readonly unfit: number;
  /** What is left over once all are through; 0 where some will not fit. */
  readonly spare_ms: number;
  readonly pace_ms: number;
}

/** Of the step at work; absent where it goes through no tickets. */
export function forecast(view: Hour, at: Timestamp): Forecast | undefined {
  const item = itemAtWork(view);
  const of = item?.queue?.length ?? 0;
  if (!item || of === 0) return undefined;
  const times = (item.finished ?? []).map(({ ms }) => ms);
  const finished = Math.min(times.length, of);
  const pace_ms = Math.max(medianOf(times) ?? boxMs(item), 1);
  const left = Math.max(stepLeft(item, at), 0);
  const reach = Math.min(finished + Math.floor(left / pace_ms), of);
  const spare_ms = reach < of ? 0 : left - (of - finished) * pace_ms;
  return { finished, of, reach, unfit: of - reach, spare_ms, pace_ms };
}

function medianOf(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
