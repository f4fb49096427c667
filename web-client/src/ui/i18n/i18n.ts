/**
 * Words for people: ICU messages, English first. A language has two catalogues: the words outside a
 * room, which every page loads, and those of the room, which come with its screen (`room_words.ts`).
 */
import { IntlMessageFormat } from 'intl-messageformat';
import type agendaEn from './en.agenda.json';
import type boardsEn from './en.boards.json';
import type decideEn from './en.decide.json';
import en from './en.json';
import type partsEn from './en.parts.json';
import type peopleEn from './en.people.json';
import type planEn from './en.plan.json';
import type reportEn from './en.report.json';
import type roomEn from './en.room.json';
import type splitEn from './en.split.json';
import type ticketEn from './en.ticket.json';

export type OuterKey = keyof typeof en;
export type RoomKey =
  | keyof typeof roomEn
  | keyof typeof agendaEn
  | keyof typeof boardsEn
  | keyof typeof decideEn
  | keyof typeof partsEn
  | keyof typeof peopleEn
  | keyof typeof reportEn
  | keyof typeof planEn
  | keyof typeof splitEn
  | keyof typeof ticketEn;
export type MessageKey = OuterKey | RoomKey;
type Values = Readonly<Record<string, string | number>>;

export const language = 'en';
const catalogue: Partial<Record<MessageKey, string>> = { ...en };
const compiled = new Map<MessageKey, IntlMessageFormat>();

/** @param words  one of the catalogues of the room */
export function addWords(words: Readonly<Partial<Record<RoomKey, string>>>): void {
  Object.assign(catalogue, words);
}

function message(key: MessageKey): IntlMessageFormat {
  const words = catalogue[key];
  // Its catalogue has not come yet: the key stands in, and only until then.
  if (words === undefined) return new IntlMessageFormat(key, language);
  let format = compiled.get(key);
  if (!format) {
    format = new IntlMessageFormat(words, language);
    compiled.set(key, format);
  }
  return format;
}

/** Letters that run from right to left, and marks that turn what stands behind them. */
const turning =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const pairs = /\u2068[^\u2066-\u2069]*\u2069|[\u2066-\u2069]/g;
/**
 * Words of a person that go into a sentence of ours: whichever way they run, the sentence around
 * them stays as it is. What is isolated already stays so.
 */
export function isolated(words: string): string {
  if (!turning.test(words)) return words;
  return `\u2068${words.replace(pairs, (found) => (found.length > 1 ? found : ''))}\u2069`;
}
const isolatedValues = (values: Values): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolated(value) : value,
    ]),
  );

export const t = (key: MessageKey, values?: Values): string =>
  String(message(key).format(values && isolatedValues(values)));

export type Part = { readonly text: string; readonly strong: boolean };

/** A message with `<b>…</b>` in it, in parts for `Rich.svelte`. */
export function parts(key: MessageKey, values: Values): readonly Part[] {
  const formatted = message(key).format<Part>({
    ...isolatedValues(values),
    b: (chunks) => ({ text: chunks.map(String).join(''), strong: true }),
  });
  const list = Array.isArray(formatted) ? formatted : [formatted];
  return list.map((part) => (typeof part === 'string' ? { text: part, strong: false } : part));
}

// By the habits of the person, whatever the language of the page.
const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
/** "10:41", in this person's time zone. */
export const timeOfDay = (at: number): string => clock.format(at);

const day = new Intl.DateTimeFormat(undefined, {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
/** "24 Nov, 10:41", in this person's time zone. */
export const dayAndTime = (at: number): string => day.format(at);

/** "0:18" */
export const minutesSeconds = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
};

const ago = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const steps: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
/** "2 hours ago" */
export function timeAgo(at: number, now: number): string {
  for (const [unit, ms] of steps)
    if (now - at >= ms) return ago.format(-Math.floor((now - at) / ms), unit);
  return ago.format(0, 'minute');
}

const points = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
/** A number in thousandths, with at most one decimal. */
export const oneDecimal = (thousandths: number): string => points.format(thousandths / 1000);
const percents = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
export const percent = (share: number): string => percents.format(share);
const listing = new Intl.ListFormat(language, { type: 'conjunction' });
/** "Ida, Noor, and Bo" */
export const listOf = (names: readonly string[]): string => listing.format(names.map(isolated));
