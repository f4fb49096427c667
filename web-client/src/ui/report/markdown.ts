/** The report as Markdown. Whatever people wrote stays the words that they wrote. */
import type { Report } from '../../room/report';
import type { RoomView } from '../../room/view';
import { dayAndTime, t } from '../i18n/i18n';
import { averageOf, sectionsOf, timesOf, usedWords, type ReportLine } from './report_lines';

const meansSomething = /[\\`*_[\]<>#|~&$]/g;
// These mean something only where the words come to stand first in a line.
const beginsList = /^([-+]|\d+(?=[.)]))(.)/;
/** Right-to-left letters, and characters that turn the direction of what follows. */
const turns = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u202a-\u202e\u2066-\u2069]/;
const isolate = '\u2068';
const end_of_isolate = '\u2069';

/** Words in which nothing is read as Markdown or as HTML; those that turn cannot turn what follows. */
export function plainInMarkdown(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  const escaped = line.replace(meansSomething, '\\$&').replace(beginsList, listAsText);
  return turns.test(line) ? `${isolate}${escaped}${end_of_isolate}` : escaped;
}

/** "1." needs its dot escaped, "-" itself. */
const listAsText = (_all: string, mark: string, next: string): string =>
  /\d/.test(mark) ? `${mark}\\${next}` : `\\${mark}${next}`;

export function reportAsMarkdown(view: RoomView, report: Report): string {
  const { facts } = view;
  const when = dayAndTime(report.started);
  const heading =
    report.ended === undefined
      ? t('report.of_running', { n: report.number })
      : t('report.of', { n: report.number, at: when });
  const parts = [`# ${plainInMarkdown(facts.title)}: ${plainInMarkdown(heading)}`];
  if (report.goal !== undefined)
    parts.push(plainInMarkdown(t('report.goal', { goal: report.goal })));
  for (const { name, title, lines } of sectionsOf(view, report)) {
    // What is one person's own says nothing to whoever this is sent to.
    if (name === 'yours') continue;
    const told = lines.map((line, index) => lineAsMarkdown(line, name === 'ready' ? index : -1));
    parts.push(
      `## ${title} (${lines.length})`,
      told.length === 0 ? t('report.none') : told.join('\n'),
    );
  }
  if (report.items.length > 0) parts.push(`## ${t('report.time')}`, timesAsMarkdown(report));
  const average = averageOf(report.ratings);
  if (average !== undefined)
    parts.push(t('report.average', { average: String(average), n: report.ratings.length }));
  return `${parts.join('\n\n')}\n`;
}

function lineAsMarkdown(line: ReportLine, place: number): string {
  const mark = place < 0 ? '-' : `${place + 1}.`;
  const name = line.name === undefined ? '' : `**${plainInMarkdown(line.name)}** `;
  const estimate = line.estimate === undefined ? '' : ` (${plainInMarkdown(line.estimate)})`;
  const facts = line.facts.map((fact) => `; ${plainInMarkdown(fact)}`).join('');
  const said = line.said === undefined ? '' : `: ${plainInMarkdown(line.said)}`;
  return `${mark} ${name}${plainInMarkdown(line.title)}${estimate}${said}${facts}`;
}

function timesAsMarkdown(report: Report): string {
  const minutes = (n: number): string => t('report.minutes', { n });
  const rows = timesOf(report).map(
    (one) => `| ${plainInMarkdown(one.step)} | ${minutes(one.planned)} | ${usedWords(one)} |`,
  );
  const whole = (ms: number): string => minutes(Math.round(ms / 60_000));
  return [
    `| ${t('report.step')} | ${t('report.planned')} | ${t('report.used')} |`,
    '| --- | ---: | ---: |',
    ...rows,
    `| ${t('report.all')} | ${whole(report.planned_ms)} | ${whole(report.used_ms)} |`,
  ].join('\n');
}
