/** What the report says, line by line: the page and the copy for elsewhere are made of the same. */
import type { TicketId } from '../../protocol/ids';
import { isSpecial } from '../../protocol/deck';
import type { Ticket } from '../../protocol/state';
import { dotLines } from '../../room/dots';
import { ownIn, type Report } from '../../room/report';
import { nameOf } from '../../room/selectors';
import { childrenOf } from '../../room/split';
import type { RoomView } from '../../room/view';
import { stepName, wholeMinutes } from '../agenda/words';
import '../i18n/decide_words';
import { listOf, t } from '../i18n/i18n';

export interface ReportLine {
  /** Absent: the line is about no ticket. */
  readonly ticket?: TicketId;
  /** Key or number; a new ticket has neither. */
  readonly name?: string;
  readonly title: string;
  /** A person's own words: a note, a question. */
  readonly said?: string;
  /** Our words, such as "2 rounds" and "with Ana". */
  readonly facts: readonly string[];
  readonly estimate?: string;
  /** What the figures come from. */
  readonly values?: readonly string[];
}
export type SectionName =
  'yours' | 'ready' | 'estimates' | 'votings' | 'asked' | 'archived' | 'parked' | 'questions';
export interface ReportSection {
  readonly name: SectionName;
  readonly title: string;
  readonly lines: readonly ReportLine[];
}

export function sectionsOf(view: RoomView, report: Report): readonly ReportSection[] {
  const lineOf = (id: TicketId): ReportLine => {
    const ticket = view.ticket(id);
    const name = ticket && nameOf(ticket);
    return {
      ticket: id,
      ...(name !== undefined && { name }),
      title: ticket?.title ?? t('report.a_ticket'),
      facts: [],
      ...(ticket?.estimate && { estimate: ticket.estimate.card }),
    };
  };
  const ownedBy = (owner: string | undefined): readonly string[] => {
    const name = owner === undefined ? undefined : view.participant(owner)?.name;
    return name === undefined ? [] : [t('report.owner', { name })];
  };
  const parkedLine = ({ ticket, question, owner }: Report['parked'][number]): ReportLine => ({
    ...lineOf(ticket),
    ...(question !== undefined && { said: question }),
    facts: ownedBy(owner),
  });
  const questionLine = ({ ticket, text, owner }: Report['questions'][number]): ReportLine => ({
    ...lineOf(ticket),
    said: text,
    facts: ownedBy(owner),
  });

  const own = ownIn(view, report);
  const yours: readonly ReportLine[] = [
    ...own.assigned.map((id) => ({ ...lineOf(id), facts: [t('report.assigned')] })),
    ...own.parked.map((one) => ({ ...parkedLine(one), facts: [t('report.parked')] })),
    ...own.questions.map((one) => ({ ...questionLine(one), facts: [t('report.questions')] })),
  ];
  const section = (name: SectionName, lines: readonly ReportLine[]): ReportSection => ({
    name,
    title: t(`report.${name}`),
    lines,
  });
  return [
    ...(view.reads ? [] : [section('yours', yours)]),
    section('ready', report.ready.map(lineOf)),
    section(
      'estimates',
      report.estimates.map((one) => ({
        ...lineOf(one.ticket),
        estimate: one.estimate,
        facts: [t('report.rounds', { n: one.rounds }), ...spreadOf(one)],
        values: valuesOf(view, one),
      })),
    ),
    ...(report.votings.length > 0
      ? [
          section(
            'votings',
            report.votings.flatMap((one) => votingLines(one, lineOf)),
          ),
        ]
      : []),
    ...(report.asked.length > 0 ? [section('asked', report.asked.map(askedLine))] : []),
    section(
      'archived',
      report.archived.map(({ ticket, reason, note }) => ({
        ...lineOf(ticket),
        facts: [whyOf(view, ticket, reason)],
        ...(note !== undefined && { said: note }),
      })),
    ),
    section('parked', report.parked.map(parkedLine)),
    section('questions', report.questions.map(questionLine)),
  ];
}

const voting_lines_max = 10;
/** The first of a voting, with what it came to. */
function votingLines(
  voting: Report['votings'][number],
  lineOf: (ticket: TicketId) => ReportLine,
): readonly ReportLine[] {
  const short = t('dots.short', { means: voting.means });
  return dotLines(voting)
    .filter(({ n }) => n > 0)
    .slice(0, voting_lines_max)
    .map(({ ticket, n }) => ({
      ...lineOf(ticket),
      facts: [t('report.voting_rank', { n, short })],
    }));
}

const askedLine = ({ question, counts, answer }: Report['asked'][number]): ReportLine => ({
  title: question,
  facts: [
    counts.map(({ card, n }) => t('ask.n_of', { card, n })).join(', '),
    ...(answer === undefined ? [] : [t('report.asked_answer', { card: answer })]),
  ],
});

function spreadOf({ lowest, highest }: Report['estimates'][number]): readonly string[] {
  if (!lowest || !highest) return [];
  if (lowest.label === highest.label) return [t('report.agreed')];
  return [t('report.spread', { low: lowest.label, high: highest.label })];
}

/** Names with what they chose; of an anonymous round the counts alone. */
function valuesOf(view: RoomView, { round: id }: Report['estimates'][number]): readonly string[] {
  const round = view.round(id);
  if (!round) return [];
  if (round.anonymous || !round.choices)
    return (round.counts ?? []).map(({ card, n }) => t('report.value_count', { card, n }));
  // Sizes first: what people said instead of one stands behind.
  const choices = [...round.choices].sort(
    (a, b) => Number(isSpecial(a.card)) - Number(isSpecial(b.card)),
  );
  return choices.map(({ by, card, left }) =>
    t(left === true ? 'report.value_left' : 'report.value_of', {
      name: view.participant(by)?.name ?? '?',
      card,
    }),
  );
}

const called = (ticket: Ticket): string => nameOf(ticket) ?? ticket.title;

function whyOf(view: RoomView, ticket: TicketId, reason: string | undefined): string {
  const of = view.ticket(ticket)?.archived?.of;
  const other = of === undefined ? undefined : view.ticket(of);
  if (reason === 'duplicate' && other) return t('report.duplicate_of', { name: called(other) });
  if (reason === 'merged' && other) return t('report.merged_into', { name: called(other) });
  if (reason === 'split')
    return t('report.split_into', { names: listOf(childrenOf(view, ticket).map(called)) });
  return t('report.because', { reason: reason ?? 'none' });
}

export interface TimeLine {
  readonly step: string;
  readonly planned: number;
  /** Of `planned`, what was added in the meeting; negative: given to other steps. */
  readonly added: number;
  /** Whole minutes; nothing where it was not held. */
  readonly used?: number;
  readonly skipped: boolean;
}
export const timesOf = ({ items }: Report): readonly TimeLine[] =>
  items.map((item) => ({
    step: stepName(item),
    planned: wholeMinutes(item.minutes * 60_000 + item.extra_ms),
    added: Math.round(item.extra_ms / 60_000),
    skipped: item.state === 'skipped',
    ...(item.used_ms > 0 && { used: wholeMinutes(item.used_ms) }),
  }));

export const usedWords = ({ used, skipped }: TimeLine): string => {
  if (used !== undefined) return t('report.minutes', { n: used });
  return t(skipped ? 'report.skipped' : 'report.not_held');
};

/** In tenths: "4.3"; nothing where nobody has rated. */
export function averageOf(ratings: Report['ratings']): number | undefined {
  if (ratings.length === 0) return undefined;
  const sum = ratings.reduce((total, { stars }) => total + stars, 0);
  return Math.round((sum / ratings.length) * 10) / 10;
}
