/** Where an agenda comes from: a template, or lines that somebody pasted. */
import type { AgendaKind } from '../protocol/state';

export interface PlannedStep {
  readonly kind: AgendaKind;
  readonly title?: string;
  readonly minutes: number;
}
export interface AgendaTemplate {
  readonly name: 'refinement' | 'estimate' | 'clarify' | 'weekly';
  readonly minutes: number;
  readonly steps: readonly PlannedStep[];
}

/** Kinds that this version can lead a room through; a step of another would lead nowhere. */
export const builtKinds: readonly AgendaKind[] = [
  'open',
  'dots',
  'clarify',
  'split',
  'estimate',
  'confirm',
  'close',
  'talk',
  'break',
];

type Minutes = readonly (readonly [AgendaKind, number])[];
const whole: readonly { readonly name: AgendaTemplate['name']; readonly steps: Minutes }[] = [
  {
    name: 'refinement',
    steps: [
      ['open', 3],
      ['accept', 3],
      ['prune', 5],
      ['dots', 2],
      ['prioritise', 3],
      ['clarify', 15],
      ['split', 10],
      ['estimate', 14],
      ['confirm', 3],
      ['close', 2],
    ],
  },
  {
    name: 'estimate',
    steps: [
      ['open', 2],
      ['accept', 3],
      ['estimate', 21],
      ['confirm', 2],
      ['close', 2],
    ],
  },
  {
    // What is too large is split first, so that its parts are clarified with the rest.
    name: 'clarify',
    steps: [
      ['open', 3],
      ['split', 12],
      ['clarify', 25],
      ['confirm', 3],
      ['close', 2],
    ],
  },
  {
    name: 'weekly',
    steps: [
      ['open', 2],
      ['prune', 4],
      ['clarify', 17],
      ['split', 7],
      ['estimate', 11],
      ['confirm', 2],
      ['close', 2],
    ],
  },
];

export const agendaTemplates: readonly AgendaTemplate[] = whole.map(({ name, steps }) => ({
  name,
  minutes: steps.reduce((sum, [, minutes]) => sum + minutes, 0),
  steps: builtOnly(steps),
}));

/** A step that is left out gives its minutes to the one behind it. */
function builtOnly(steps: Minutes): readonly PlannedStep[] {
  const built: PlannedStep[] = [];
  let saved = 0;
  for (const [kind, minutes] of steps) {
    if (!builtKinds.includes(kind)) {
      saved += minutes;
      continue;
    }
    built.push({ kind, minutes: minutes + saved });
    saved = 0;
  }
  return built;
}

// --- pasted -----------------------------------------------------------------------------------

export interface PastedStep {
  readonly kind: AgendaKind;
  readonly title: string;
  /** Absent: the line says none. */
  readonly minutes?: number;
  /** Who or what is named beside the minutes: "Split (10m, Design)". */
  readonly needs: readonly string[];
}

/** So many an agenda holds (AGD-1). */
export const steps_max = 50;
const minutes_max = 240;
/** In code points; a longer name is refused whole, and nothing of it is lost. */
export const step_title_max = 100;

/**
 * The steps of pasted lines: what stands under a heading "Agenda"; else lines that say minutes; else
 * the list's items; else headings of the lowest rank; else every line.
 */
export function parseAgenda(text: string): readonly PastedStep[] {
  const lines = text.split(/\r\n?|\n/).map((line) => line.trimEnd());
  return pickLines(lines).flatMap((line) => stepOf(line) ?? []);
}

const heading = /^(#{1,6})\s+(.*)$/;
const listed = /^(?:[-*+•]|\d{1,3}[.)])\s+/;

function pickLines(lines: readonly string[]): readonly string[] {
  const section = sectionNamed(lines, /^agenda\b/i);
  if (section.some((line) => listed.test(line))) return section.filter((line) => listed.test(line));
  if (section.length > 0) return section;
  const written = lines.filter((line) => line.trim() !== '');
  const headings = written.flatMap((line) => {
    const [, marks = '', words = ''] = heading.exec(line) ?? [];
    return marks === '' ? [] : [{ depth: marks.length, words }];
  });
  if (headings.length === 0) return written;
  const timed = written.filter((line) => !heading.test(line) && minutesIn(line) !== undefined);
  if (timed.length > 0) return timed;
  const deepest = Math.max(...headings.map(({ depth }) => depth));
  return headings.filter(({ depth }) => depth === deepest).map(({ words }) => words);
}

/** What is written under the first heading of this name, down to the next heading. */
function sectionNamed(lines: readonly string[], name: RegExp): readonly string[] {
  const start = lines.findIndex((line) => name.test(heading.exec(line)?.[2] ?? ''));
  if (start < 0) return [];
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => heading.test(line));
  return rest.slice(0, end < 0 ? undefined : end).filter((line) => line.trim() !== '');
}

const unit = String.raw`(?:m|min|mins|minutes?|'|′)`;
const inBrackets = new RegExp(String.raw`\((\d{1,3})\s*${unit}?\s*(?:,([^)]*))?\)\s*$`, 'i');
const atEnd = new RegExp(String.raw`(?:^|[\s:–—-])(\d{1,3})\s*${unit}?\s*$`, 'i');
const atStart = new RegExp(String.raw`^(\d{1,3})\s*${unit}\s*[:–—-]?\s+`, 'i');

function minutesIn(
  line: string,
): { readonly minutes: number; readonly rest: string; readonly beside: string } | undefined {
  for (const shape of [inBrackets, atEnd, atStart]) {
    const match = shape.exec(line);
    const minutes = Number(match?.[1]);
    if (!match || minutes < 1 || minutes > minutes_max) continue;
    return { minutes, rest: line.replace(match[0], ''), beside: match[2] ?? '' };
  }
  return undefined;
}

function stepOf(line: string): PastedStep | undefined {
  const words = line
    .trim()
    .replace(listed, '')
    // A link is called what it says; what a linked or bold name explains is left away.
    .replace(/^\[([^\]]+)\]\([^)]*\)(?::\s.*)?/, '$1')
    .replace(/[*_`]/g, '')
    .trim();
  const said = minutesIn(words);
  const title = (said?.rest ?? words).replace(/[\s:–—-]+$/, '').trim();
  if (title === '') return undefined;
  const needs = (said?.beside ?? '').split(',').map((name) => name.trim());
  return {
    kind: kindOf(title),
    title,
    ...(said && { minutes: said.minutes }),
    needs: needs.filter((name) => name !== ''),
  };
}

const kindWords: readonly (readonly [RegExp, AgendaKind])[] = [
  [/\b(split|slic(e|ing)|break(ing)?.?down)/i, 'split'],
  [/\b(break|pause|coffee)\b/i, 'break'],
  [/\b(clos(e|ing)|wrap.?up|retro)/i, 'close'],
  [/\b(confirm|commit|review plan)/i, 'confirm'],
  [/\b(estimat|siz(e|ing)|poker)/i, 'estimate'],
  [/\b(clarif|refine|discuss|understand)/i, 'clarify'],
  [/\b(prun|clean|tidy|triage)/i, 'prune'],
  [/\b(open(ing)?|welcome|intro|check.?in)\b/i, 'open'],
];

/** A step of a kind whose board is not there is talked through. */
const kindOf = (title: string): AgendaKind =>
  kindWords.find(([words]) => words.test(title))?.[1] ?? 'talk';

const step_minutes_default = 5;
/** Minutes for those that say none: equal shares of what the meeting has left, else 5 each. */
export function withMinutes(
  steps: readonly PastedStep[],
  length?: number,
): readonly (PastedStep & { readonly minutes: number })[] {
  const said = steps.reduce((sum, { minutes = 0 }) => sum + minutes, 0);
  const silent = steps.filter(({ minutes }) => minutes === undefined).length;
  const share =
    length === undefined ? step_minutes_default : Math.floor((length - said) / Math.max(silent, 1));
  return steps.map((step) => ({ ...step, minutes: step.minutes ?? Math.max(share, 1) }));
}
