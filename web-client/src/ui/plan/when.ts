/** Dates of a meeting as this person writes and reads them: always in their own time zone. */
import { language, timeOfDay } from '../i18n/i18n';

/** Words are English, and the day stands before the month. */
const british = `${language}-GB`;

const weekday = new Intl.DateTimeFormat(british, { weekday: 'long' });
const day = new Intl.DateTimeFormat(british, { day: 'numeric', month: 'long' });
const dayOfYear = new Intl.DateTimeFormat(british, {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
/** "Tuesday 24 November, 10:00": the hour is written by the habits of the person, as everywhere. */
export const longDayAndTime = (at: number): string =>
  `${weekday.format(at)} ${day.format(at)}, ${timeOfDay(at)}`;

const clock = new Intl.DateTimeFormat(british, { hour: '2-digit', minute: '2-digit' });
const zone = new Intl.DateTimeFormat(british, { timeZoneName: 'longOffset' });

/** "Tuesday 24 November 2026, 10:00–11:00 (GMT+01:00)": for people in other time zones too. */
export function fullSpan(from: number, to: number): string {
  const offset = zone.formatToParts(from).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${weekday.format(from)} ${dayOfYear.format(from)}, ${clock.format(from)}–${clock.format(to)} (${offset})`;
}
export const clockOf = (at: number): string => clock.format(at);

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const minute_ms = 60_000;
const hour_ms = 60 * minute_ms;
const day_ms = 24 * hour_ms;
const midnight = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** "in 2 hours", "20 minutes ago", "tomorrow" by the calendar; under a minute "this minute". */
export function fromNow(at: number, now: number): string {
  const ms = at - now;
  // Days are not all equally long.
  if (Math.abs(ms) >= day_ms)
    return relative.format(Math.round((midnight(at) - midnight(now)) / day_ms), 'day');
  if (Math.abs(ms) >= hour_ms) return relative.format(Math.trunc(ms / hour_ms), 'hour');
  return relative.format(Math.trunc(ms / minute_ms), 'minute');
}

const two = (n: number): string => String(n).padStart(2, '0');
/** "2026-11-25" */
export function dateOf(at: number): string {
  const date = new Date(at);
  return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
}
/** What an input of type `datetime-local` shows for this moment. */
export function toLocalField(at: number): string {
  const date = new Date(at);
  return `${dateOf(at)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
/** @return nothing for a date that is not there or not complete */
export function fromLocalField(words: string): number | undefined {
  const at = new Date(words).getTime();
  return words === '' || Number.isNaN(at) ? undefined : at;
}
