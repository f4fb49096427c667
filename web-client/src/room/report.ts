/** What a meeting came to: of one that has ended, or of the one that runs ("so far"). */
import type { ParticipantId, RoundId, TicketId, Timestamp } from '../protocol/ids';
import type {
  Ballot,
  Card,
  CardCount,
  EndReason,
  Health,
  ItemRecord,
  Round,
} from '../protocol/state';
import { extraOf, usedUpTo } from './agenda';
import { isOpen } from './blockers';
import { isReady } from './readiness';
import { deckOfRound } from './selectors';
import { statisticsOf } from './statistics';
import type { RoomView } from './view';

export interface ReportedEstimate {
  readonly ticket: TicketId;
  /** The one that settled it; its choices are what the figures come from. */
  readonly round: RoundId;
  readonly estimate: string;
  /** How many rounds of this meeting it took. */
  readonly rounds: number;
  /** Of the round that settled it; absent where nobody chose a size. */
  readonly lowest?: Card;
  readonly highest?: Card;
  readonly votes: number;
}
/** What the room was asked, and what it said. */
export interface ReportedQuestion {
  readonly round: RoundId;
  readonly question: string;
  /** In the order of the deck, those that somebody chose. */
  readonly counts: readonly CardCount[];
  /** What was taken for an answer. */
  readonly answer?: string;
}
export interface Report {
  readonly number: number;
  readonly started: Timestamp;
  /** Absent: it runs. */
  readonly ended?: Timestamp;
  readonly reason?: EndReason;
  readonly goal?: string;
  /** When it began. */
  readonly health?: Health;
  /** Open tickets that are ready now, in backlog order. */
  readonly ready: readonly TicketId[];
  /** Settled in it, in the order of the settling. */
  readonly estimates: readonly ReportedEstimate[];
  /** Archived in it, in that order. */
  readonly archived: readonly {
    readonly ticket: TicketId;
    readonly at: Timestamp;
    readonly by: ParticipantId | null;
    readonly reason?: string;
    readonly note?: string;
  }[];
  /** Parked now, in backlog order. */
  readonly parked: readonly {
    readonly ticket: TicketId;
    readonly question?: string;
    readonly owner?: ParticipantId;
  }[];
  /** Asked of open tickets and not answered, in backlog order, the oldest of a ticket first. */
  readonly questions: readonly {
    readonly ticket: TicketId;
    readonly text: string;
    readonly owner?: ParticipantId;
  }[];
  /** Shown in it, in that order. */
  readonly asked: readonly ReportedQuestion[];
  /** Dots that were shown in it, in that order. */
  readonly votings: readonly Ballot[];
  readonly items: readonly ItemRecord[];
  readonly planned_ms: number;
  readonly used_ms: number;
  readonly ratings: readonly { readonly by: ParticipantId; readonly stars: number }[];
}

type Facts = Pick<Report, 'number' | 'started' | 'ended' | 'reason' | 'goal' | 'health'> & {
  readonly items: readonly ItemRecord[];
  readonly ratings: Report['ratings'];
};

/** @param number  of an ended meeting; absent: the one that runs, else the newest that ended */
export function reportOf(view: RoomView, now: Timestamp, number?: number): Report | undefined {
  const facts = factsOf(view, now, number);
  if (!facts) return undefined;
  const end = facts.ended ?? now;
  const isIn = (at: Timestamp | undefined) => at !== undefined && at >= facts.started && at <= end;
  const ready: TicketId[] = [];
  const parked: Report['parked'][number][] = [];
  const questions: Report['questions'][number][] = [];
  for (const id of view.order) {
    const ticket = view.ticket(id);
    if (!ticket || !isOpen(ticket)) continue;
    if (isReady(view, ticket)) ready.push(id);
    for (const { text, owner, answer } of ticket.questions ?? [])
      if (!answer) questions.push({ ticket: id, text, ...(owner !== undefined && { owner }) });
    if (!ticket.parked) continue;
    const { question, owner } = ticket.parked;
    parked.push({
      ticket: id,
      ...(question !== undefined && { question }),
      ...(owner !== undefined && { owner }),
    });
  }
  const archived = view.archived
    .flatMap((id) => {
      const gone = view.ticket(id)?.archived;
      if (!gone || !isIn(gone.at)) return [];
      const { at, by, reason, note } = gone;
      const why = { ...(reason !== undefined && { reason }), ...(note !== undefined && { note }) };
      return [{ ticket: id, at, by, ...why }];
    })
    .reverse();
  const { items } = facts;
  return {
    ...facts,
    ready,
    parked,
    questions,
    archived,
    estimates: estimatesIn(view, isIn),
    asked: askedIn(view, isIn),
    votings: [...view.ballots].filter(({ revealed }) => isIn(revealed)),
    planned_ms: sum(items.map((item) => item.minutes * 60_000 + item.extra_ms)),
    used_ms: sum(items.map((item) => item.used_ms)),
  };
}

function factsOf(view: RoomView, now: Timestamp, number: number | undefined): Facts | undefined {
  const running = view.facts.meeting;
  if (running && (number === undefined || number === running.number)) {
    const { goal } = view.facts;
    const items = view.agenda.map((item) => ({
      ...{ kind: item.kind, minutes: item.minutes, state: item.state, extra_ms: extraOf(item) },
      used_ms: usedUpTo(item, now),
      ...(item.title !== undefined && { title: item.title }),
    }));
    return { ...running, ...(goal !== undefined && { goal }), items, ratings: [] };
  }
  const ended =
    number === undefined
      ? view.meetings.at(-1)
      : view.meetings.find((meeting) => meeting.number === number);
  return ended;
}

function estimatesIn(
  view: RoomView,
  isIn: (at: Timestamp | undefined) => boolean,
): readonly ReportedEstimate[] {
  const settled: (Round & { readonly ticket: TicketId })[] = [];
  const rounds = new Map<TicketId, number>();
  for (const round of view.rounds) {
    const { ticket } = round;
    if (ticket === undefined) continue;
    if (isIn(round.revealed)) rounds.set(ticket, (rounds.get(ticket) ?? 0) + 1);
    if (round.phase === 'settled' && isIn(round.settled)) settled.push({ ...round, ticket });
  }
  // A later round on the same ticket is the one that counts.
  const newest = new Map(settled.map((round) => [round.ticket, round]));
  return [...newest.values()]
    .sort((a, b) => (a.settled ?? 0) - (b.settled ?? 0))
    .map((round) => {
      const statistics = statisticsOf(round, deckOfRound(view, round));
      const { lowest, highest } = statistics ?? {};
      return {
        ticket: round.ticket,
        round: round.round,
        estimate: round.estimate ?? '',
        rounds: Math.max(rounds.get(round.ticket) ?? 0, 1),
        votes: statistics?.votes ?? 0,
        ...(lowest && { lowest: lowest.card }),
        ...(highest && { highest: highest.card }),
      };
    });
}

function askedIn(
  view: RoomView,
  isIn: (at: Timestamp | undefined) => boolean,
): readonly ReportedQuestion[] {
  return [...view.rounds].flatMap((round) => {
    const { question, estimate } = round;
    const result = isIn(round.revealed) && statisticsOf(round, deckOfRound(view, round));
    if (question === undefined || !result) return [];
    const counts = [...result.bars, ...result.specials]
      .filter(({ n }) => n > 0)
      .map(({ card, n }) => ({ card: card.label, n }));
    const answer = estimate === undefined ? {} : { answer: estimate };
    return [{ round: round.round, question, counts, ...answer }];
  });
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

/** What this person takes home: tickets that bear the name, and what was put in this person's hands. */
export interface Own {
  readonly assigned: readonly TicketId[];
  readonly parked: Report['parked'];
  readonly questions: Report['questions'];
}
export function ownIn(view: RoomView, { parked, questions }: Report): Own {
  const isMine = ({ owner }: { readonly owner?: ParticipantId }) =>
    owner !== undefined && owner === view.me;
  const name = view.participant(view.me)?.name;
  const assigned = view.order.filter((id) => {
    const ticket = view.ticket(id);
    return name !== undefined && ticket?.assignee === name && isOpen(ticket);
  });
  return { assigned, parked: parked.filter(isMine), questions: questions.filter(isMine) };
}
