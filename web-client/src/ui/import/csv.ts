/**
 * A CSV of some tracker as tickets. Columns are found by their headers, whatever their order, case
 * and separator; what could not be read is told, row by row.
 */
import { lengthOf } from '../length';
import { oneLine } from '../line';
import Papa from 'papaparse';
import type { ImportedTicket } from '../../protocol/command';
import { parseDecimal } from '../../protocol/deck';
import type { Deck } from '../../protocol/state';

/** Spellings of real exports, lower case, the likeliest first. */
const spellings = {
  key: [
    'issue key',
    'work item key',
    'key',
    'id',
    'issue id',
    'issue',
    'number',
    'ref',
    'task id',
    'referenceid',
    'identifier',
  ],
  title: ['summary', 'title', 'name', 'subject', 'title 1'],
  description: ['description', 'descr', 'notes', 'body'],
  estimate: [
    'custom field (story points)',
    'custom field (story point estimate)',
    'story points',
    'story point estimate',
    'storypoints',
    'estimate',
    'effort',
    'size',
    'weight',
    'points',
    'total-points',
    'consensus',
    'value',
    'estimation',
  ],
} as const;
type Field = keyof typeof spellings;

export type CsvLimits = {
  readonly rows: number;
  readonly title: number;
  readonly key: number;
  readonly textBytes: number;
};
export type CsvProblem = {
  readonly kind: 'no_title' | 'title_long' | 'key_long' | 'estimate' | 'text_long';
  /** As a spreadsheet counts: the header is row 1. */
  readonly row: number;
  readonly value: string;
};
export type ReadCsv =
  | { readonly ok: false; readonly reason: 'empty' }
  | { readonly ok: false; readonly reason: 'no_title_column'; readonly headers: readonly string[] }
  | { readonly ok: false; readonly reason: 'rows'; readonly rows: number }
  | {
      readonly ok: true;
      readonly tickets: readonly ImportedTicket[];
      readonly problems: readonly CsvProblem[];
      /** The header of each field that was found. */
      readonly columns: Readonly<Partial<Record<Field, string>>>;
      /** Headers that nothing was read from. */
      readonly unread: readonly string[];
    };

export function readCsv(text: string, deck: Deck, limits: CsvLimits): ReadCsv {
  const parsed = Papa.parse<string[]>(withoutMark(text), {
    skipEmptyLines: 'greedy',
    delimiter: separatorOf(text),
  });
  const [header, ...rows] = parsed.data;
  if (!header || (rows.length === 0 && header.length < 2)) return { ok: false, reason: 'empty' };
  const headers = header.map((name) => name.trim());
  const columns = columnsOf(headers);
  const titles = titleColumns(headers, columns.title);
  if (titles.length === 0) return { ok: false, reason: 'no_title_column', headers };
  if (rows.length > limits.rows) return { ok: false, reason: 'rows', rows: rows.length };

  const problems: CsvProblem[] = [];
  const tickets: ImportedTicket[] = [];
  rows.forEach((cells, index) => {
    const problem = (kind: CsvProblem['kind'], value: string) =>
      problems.push({ kind, row: index + 2, value });
    const cell = (column: number | undefined): string =>
      column === undefined ? '' : (cells[column] ?? '').trim();
    const title = oneLine(titles.map(cell).find((words) => words !== '') ?? '');
    if (title === '') return problem('no_title', cell(columns.key));
    if (lengthOf(title) > limits.title) return problem('title_long', title);
    const key = keyOf(oneLine(cell(columns.key)), limits.key, problem);
    const estimate = estimateOf(cell(columns.estimate), deck, problem);
    const description = descriptionOf(cell(columns.description), limits.textBytes, problem);
    tickets.push({
      title,
      ...(key === '' ? {} : { key }),
      ...(estimate === '' ? {} : { estimate }),
      ...(description === '' ? {} : { description }),
    });
    return undefined;
  });

  const read = new Set([...Object.values(columns), ...titles]);
  const named: Partial<Record<Field, string>> = {};
  for (const field of ['key', 'title', 'description', 'estimate'] as const) {
    const name = headers[columns[field] ?? -1];
    if (name !== undefined) named[field] = name;
  }
  const unread = headers.filter((name, index) => name !== '' && !read.has(index));
  return { ok: true, tickets, problems, columns: named, unread: [...new Set(unread)] };
}

type Columns = { readonly [F in Field]?: number };
type Report = (kind: CsvProblem['kind'], value: string) => unknown;

function columnsOf(headers: readonly string[]): Columns {
  const lower = headers.map((name) => name.toLowerCase());
  const columns: { [F in Field]?: number } = {};
  for (const field of ['key', 'title', 'description', 'estimate'] as const) {
    const index = spellings[field]
      .map((spelling) => lower.indexOf(spelling))
      .find((found) => found >= 0);
    if (index !== undefined) columns[field] = index;
  }
  return columns;
}

/** A tree query fills one of "Title 1", "Title 2"…: its depth says which. */
function titleColumns(headers: readonly string[], title: number | undefined): readonly number[] {
  const levels = headers.flatMap((name, index) => (/^title \d+$/i.test(name) ? [index] : []));
  if (levels.length > 0) return levels;
  return title === undefined ? [] : [title];
}

/** A lone apostrophe in front is a spreadsheet's guard against formulas. */
const unguarded = (value: string): string => value.replace(/^'(?=[=+\-@])/, '');

function keyOf(value: string, max: number, problem: Report): string {
  const key = unguarded(value);
  if (lengthOf(key) <= max) return key;
  problem('key_long', key);
  return '';
}

function estimateOf(value: string, deck: Deck, problem: Report): string {
  if (value === '' || value === '-') return '';
  if (deck.cards.some(({ label }) => label === value)) return value;
  // "5.0" of a spreadsheet is 5, and "0,5" is written so in half of Europe.
  const number = parseDecimal(value.replace(',', '.').replace(/\.0+$/, ''));
  if (number === undefined) {
    problem('estimate', value);
    return '';
  }
  const card = deck.cards.find((one) => one.value === number);
  return card?.label ?? String(number / 1000);
}

const encoder = new TextEncoder();
function descriptionOf(value: string, max: number, problem: Report): string {
  const text = unguarded(value).replace(/\r\n?/g, '\n').replaceAll('\u0000', '');
  if (encoder.encode(text).length <= max) return text;
  problem('text_long', text.slice(0, 60));
  return '';
}

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);

/** By the header line alone: descriptions are full of commas. */
function separatorOf(text: string): string {
  const header = /^[^\r\n]*/.exec(withoutMark(text))?.[0] ?? '';
  const counts = ['\t', ';', ','].map((sign) => ({ sign, n: header.split(sign).length - 1 }));
  return counts.reduce((best, one) => (one.n > best.n ? one : best)).sign;
}
