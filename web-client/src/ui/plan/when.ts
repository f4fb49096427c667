/** Dates of a meeting as this person writes and reads them: always in their own time zone. */
import { language, timeOfDay } from '../i18n/i18n';

/** Words are English, and the day stands before the month. */
const british = `${language}-GB`;

const weekday = new Intl.DateTimeFormat(british, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
});
/** "Tuesday 24 November, 10:00": the hour is written by the habits of the person, as everywhere. */
export const longDayAndTime = (at: number): string => `${weekday.format(at)}, ${timeOfDay(at)}`;

const day = new Intl.DateTimeFormat(british, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
});
const clock = new Intl.DateTimeFormat(british, { hour: '2-digit', minute: '2-digit' });
const zone = new Intl.DateTimeFormat(british, { timeZoneName: 'longOffset' });

/** "Tuesday 24 November 2026, 10:00–11:00 (GMT+01:00)": for people in other time zones too. */
export function fullSpan(from: number, to: number): string {
  const offset = zone.formatToParts(from).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  return `${day.format(from)}, ${clock.format(from)}–${clock.format(to)} (${offset})`;
}
export const clockOf = (at: number): string => clock.format(at);

const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const units: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
/** "in 2 hours", "20 minutes ago"; under a minute "this minute". */
export function fromNow(at: number, now: number): string {
  for (const [unit, ms] of units)
    if (Math.abs(at - now) >= ms) return relative.format(Math.round((at - now) / ms), unit);
  return relative.format(0, 'minute');
}

const two = (n: number): string => String(n).padStart(2, '0');
/** What an input of type `datetime-local` shows for this moment. */
export function toLocalField(at: number): string {
  const date = new Date(at);
  const days = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${days}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
/** @return nothing for a date that is not there or not complete */
export function fromLocalField(words: string): number | undefined {
  const at = new Date(words).getTime();
  return words === '' || Number.isNaN(at) ? undefined : at;
}
