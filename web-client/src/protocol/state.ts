/**
 * The public state of a room as a snapshot tells it (PROTOCOL.md, "State"). Fields that this page
 * does not know are dropped while decoding.
 */
import * as v from 'valibot';
import * as ids from './ids';

/** An integer below 2^53, never negative: a sequence, a count, a time, a duration. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const label = v.string();

export const card = v.object({ label, value: v.exactOptional(count) });
export const deck = v.object({ name: v.string(), cards: v.array(card) });

export const who = v.picklist(['everybody', 'facilitators']);
export const rights = v.object({ write: who, order: who, lead: who });
export const role = v.picklist(['estimator', 'observer']);
export const confidence = v.picklist(['unsure', 'ok', 'sure']);

/** `by` is null where the room itself did it. */
export const by = v.nullable(ids.participantId);
const optional = v.exactOptional;
const text = v.string();
/** Said by being there: never false on the wire. */
const yes = v.literal(true);

export const spotlight = v.object({
  board: v.string(),
  ticket: v.exactOptional(ids.ticketId),
  ballot: v.exactOptional(ids.ballotId),
  /** When it came to this ticket. */
  since: v.exactOptional(count),
});

// --- what a meeting is planned by -------------------------------------------------------------

export const horizon = v.picklist(['now', 'this_year', 'later']);
export const productGoal = v.object({ goal: ids.goalId, title: text, horizon });
/** A line of the definition of ready: a box to tick, or one that follows from the dependencies. */
export const readyEntry = v.object({
  entry: ids.entryId,
  text,
  follows: optional(v.literal('blockers')),
});

const entryNumber = (n: number): string => String(n).padStart(32, '0');
/** The six lines of a room that chose none (ROOM-7). */
export const defaultReady: readonly v.InferOutput<typeof readyEntry>[] = [
  { entry: entryNumber(1), text: 'Value is clear' },
  { entry: entryNumber(2), text: 'Criteria are testable' },
  { entry: entryNumber(3), text: 'Design is attached' },
  { entry: entryNumber(4), text: 'Fits in one sprint' },
  { entry: entryNumber(5), text: 'Questions are answered' },
  { entry: entryNumber(6), text: 'No open blocker', follows: 'blockers' },
];
export const defaultSplitLimit = 13_000;

/** How the backlog stood: counts of tickets that are live and not done (HLT). */
export const health = v.object({
  detailed: count,
  emergent: count,
  estimated: count,
  prioritised: count,
  tickets: count,
});
/** The meeting that runs. */
export const meetingFacts = v.object({
  number: count,
  started: count,
  health: optional(health),
});

export const roomFacts = v.object({
  room: ids.roomId,
  title: v.string(),
  /** Absent: switched off. */
  code: v.exactOptional(v.string()),
  deck,
  anonymous: v.boolean(),
  /** null: only the lead reveals. */
  auto_reveal_ms: v.nullable(count),
  rights,
  locked: v.boolean(),
  passcode: v.exactOptional(v.literal(true)),
  status: v.picklist(['open', 'ended']),
  spotlight: v.exactOptional(spotlight),
  /** The end of the room, not of a meeting: everybody reads, nobody writes. */
  ended: optional(v.object({ at: count, by, reason: optional(text) })),
  /** Of the next meeting, in one sentence. */
  goal: optional(text),
  starts_at: optional(count),
  /** Planned length of the meeting. */
  minutes: optional(count),
  goals: optional(v.array(productGoal)),
  ready: v.optional(v.array(readyEntry), () => [...defaultReady]),
  /** Thousandths; estimates above it ask for a split. null: none do. */
  split_limit: v.optional(v.nullable(count), defaultSplitLimit),
  /** A round needs a ready ticket. */
  require_ready: v.optional(v.boolean(), false),
  /** A round's clock, from its first vote. null: none. */
  vote_ms: v.optional(v.nullable(count), null),
  /** The end of that clock reveals. */
  vote_reveals: v.optional(v.boolean(), false),
  scribe: optional(ids.participantId),
  /** Somebody asks to lead, and another has to agree (PAR-11). */
  claim: optional(v.object({ participant: ids.participantId, asked: count })),
  meeting: optional(meetingFacts),
});

export const participant = v.object({
  participant: ids.participantId,
  name: v.string(),
  title: v.exactOptional(v.string()),
  role,
  facilitates: v.boolean(),
  owns: v.boolean(),
  left: v.boolean(),
  /** For good, by an owner; such a person has also left. */
  removed: optional(yes),
  /** `facilitates` was taken over from somebody who went, and ends with the meeting. */
  claimed: optional(yes),
});

export const ticketEstimate = v.object({
  card: label,
  value: v.exactOptional(count),
  round: v.exactOptional(ids.roundId),
  by,
});
export const textFacts = v.object({ v: count, length: count, digest: v.string() });
export const archived = v.object({
  at: count,
  by,
  reason: v.exactOptional(v.string()),
  note: v.exactOptional(v.string()),
  of: v.exactOptional(ids.ticketId),
});

export const ticketType = v.picklist([
  'story',
  'bug',
  'design',
  'customer_request',
  'backend_improvement',
  'review_feedback',
  'task',
]);
export const priority = v.picklist(['urgent', 'high', 'medium', 'low']);
/** As the team's tracker words it, and what it means to the room. */
export const status = v.object({ text, category: v.picklist(['todo', 'doing', 'done']) });
export const criterion = v.object({ entry: ids.entryId, text });
/** What is ticked, in the order of the ticking. */
export const checked = v.object({
  criteria: optional(v.array(ids.entryId)),
  ready: optional(v.array(ids.entryId)),
});
export const readyAnyway = v.object({ reason: text, by, at: count });
/** Something outside the room that blocks a ticket; ticked off by hand. */
export const externalBlocker = v.object({
  entry: ids.entryId,
  title: text,
  url: optional(text),
  done: v.boolean(),
});
export const parked = v.object({
  at: count,
  by,
  question: optional(text),
  owner: optional(ids.participantId),
});
export const question = v.object({
  question: ids.questionId,
  text,
  at: count,
  by,
  owner: optional(ids.participantId),
  answer: optional(v.object({ text, at: count, by })),
});

/** What a ticket says beside title, key and estimate. */
export const details = {
  type: optional(ticketType),
  labels: optional(v.array(text)),
  theme: optional(text),
  initiative: optional(text),
  priority: optional(priority),
  status: optional(status),
  assignee: optional(text),
  requester: optional(text),
  goal: optional(ids.goalId),
  urls: optional(v.array(text)),
  criteria: optional(v.array(criterion)),
};

export const ticket = v.object({
  ticket: ids.ticketId,
  number: count,
  rank: ids.rank,
  key: v.exactOptional(v.string()),
  title: v.string(),
  texts: v.exactOptional(v.object({ description: v.exactOptional(textFacts) })),
  estimate: v.exactOptional(ticketEstimate),
  archived: v.exactOptional(archived),
  created: count,
  updated: count,
  ...details,
  checked: optional(checked),
  /** Taken as ready although something is missing. */
  ready_anyway: optional(readyAnyway),
  /** Tickets that this one waits for. */
  blocked_by: optional(v.array(ids.ticketId)),
  external: optional(v.array(externalBlocker)),
  /** Put aside with what has to be found out first. */
  parked: optional(parked),
  questions: optional(v.array(question)),
  read_by: optional(v.array(ids.participantId)),
  /** When it was last moved by hand or restored. */
  moved: optional(count),
  /** The ticket that was split into this one and others. */
  from: optional(ids.ticketId),
});

export const choice = v.object({
  by: ids.participantId,
  card: label,
  confidence: v.exactOptional(confidence),
  note: v.exactOptional(v.string()),
  left: v.exactOptional(v.boolean()),
});
export const cardCount = v.object({ card: label, n: count });

export const round = v.object({
  round: ids.roundId,
  /** Absent: it is a question. */
  ticket: optional(ids.ticketId),
  question: optional(text),
  number: count,
  deck: v.exactOptional(deck),
  anonymous: v.boolean(),
  /** null: only the lead reveals. */
  auto_reveal_ms: v.nullable(count),
  phase: v.picklist(['collecting', 'revealed', 'settled', 'skipped']),
  opened: count,
  revealed: v.exactOptional(count),
  skipped: v.exactOptional(v.string()),
  voted: v.array(ids.participantId),
  closing: v.exactOptional(v.object({ until: count })),
  held: v.exactOptional(v.string()),
  choices: v.exactOptional(v.array(choice)),
  counts: v.exactOptional(v.array(cardCount)),
  estimate: v.exactOptional(label),
  /** Nobody waits for these people any more; a choice of theirs counts all the same. */
  excused: optional(v.array(ids.participantId)),
  settled: optional(count),
});

// --- hidden choices of other kinds (PROTOCOL.md BAL) --------------------------------------------

export const dotsMean = v.picklist(['important', 'work']);
export const voters = v.picklist(['estimators', 'everybody']);
/** Dots on one ticket. */
export const dotCount = v.object({ ticket: ids.ticketId, n: count });
/** Where one person's dots went. */
export const dotsHand = v.object({
  by: ids.participantId,
  dots: v.array(dotCount),
  left: optional(v.boolean()),
});
export const ballot = v.object({
  ballot: ids.ballotId,
  kind: v.literal('dots'),
  tickets: v.array(ids.ticketId),
  per_person: count,
  per_ticket: count,
  means: dotsMean,
  voters,
  anonymous: v.boolean(),
  /** Its minutes; absent: only the lead closes. */
  ms: optional(count),
  phase: v.picklist(['collecting', 'revealed', 'settled', 'cancelled']),
  opened: count,
  closing: optional(v.object({ until: count })),
  /** How many dots people have left, in the order in which they first placed one. */
  placed: optional(v.array(v.object({ participant: ids.participantId, left: count }))),
  done: optional(v.array(ids.participantId)),
  excused: optional(v.array(ids.participantId)),
  revealed: optional(count),
  hands: optional(v.array(dotsHand)),
  totals: optional(v.array(dotCount)),
  settled: optional(count),
  cancelled: optional(count),
  why: optional(text),
  /** Dots that a merge gave back, because nobody may have so many on one ticket. Absent: 0. */
  returned: optional(count),
});

// --- tickets that become several (PROTOCOL.md SPL) ----------------------------------------------

/** What the children take along from their parent. */
export const taken = v.object({
  type: v.boolean(),
  labels: v.boolean(),
  theme: v.boolean(),
  requester: v.boolean(),
  links: v.boolean(),
});
export const takenChanges = v.object({
  type: optional(v.boolean()),
  labels: optional(v.boolean()),
  theme: optional(v.boolean()),
  requester: optional(v.boolean()),
  links: optional(v.boolean()),
});
/** A ticket to be. */
export const child = v.object({ ticket: ids.ticketId, title: text, guess: optional(label) });
export const splitDraft = v.object({
  split: ids.splitId,
  ticket: ids.ticketId,
  by,
  opened: count,
  children: v.array(child),
  /** Where a criterion is; those that are not named, or whose child went, are in the first. */
  criteria: optional(v.record(ids.entryId, ids.ticketId)),
  take: taken,
});

// --- the timed hour ---------------------------------------------------------------------------

export const agendaKind = v.picklist([
  'open',
  'accept',
  'prune',
  'dots',
  'prioritise',
  'clarify',
  'split',
  'estimate',
  'confirm',
  'close',
  'talk',
  'break',
]);
export const itemState = v.picklist(['planned', 'running', 'paused', 'done', 'skipped']);
/** What extending added and what others borrowed away. */
export const extra_ms = v.pipe(v.number(), v.safeInteger());
export const agendaItem = v.object({
  item: ids.itemId,
  kind: agendaKind,
  title: optional(text),
  minutes: count,
  /** Absent: 0. */
  extra_ms: optional(extra_ms),
  tickets: v.array(ids.ticketId),
  needs: v.array(ids.participantId),
  state: itemState,
  /** Up to `since`; absent: 0. */
  used_ms: optional(count),
  /** The tickets that this item goes through, fixed when it started. */
  queue: optional(v.array(ids.ticketId)),
  /** Those of the queue that the spotlight has left; pauses are not counted. */
  finished: optional(v.array(v.object({ ticket: ids.ticketId, ms: count }))),
  /** While running: since when the time used is not in `used_ms` yet. */
  since: optional(count),
  /** While paused: by whom. */
  paused_by: optional(ids.participantId),
});

export const clockName = v.picklist(['step', 'box', 'vote', 'free']);
export const clock = v.object({
  clock: clockName,
  state: v.picklist(['running', 'paused', 'over']),
  /** The whole length. */
  ms: count,
  /** Running: when it ends. Over: when it ended. */
  deadline: optional(count),
  /** Paused: what is left. */
  left_ms: optional(count),
  /** The operation that last set it. */
  revision: count,
  item: optional(ids.itemId),
  ticket: optional(ids.ticketId),
  round: optional(ids.roundId),
});

export const sprint = v.object({
  sprint: ids.sprintId,
  name: text,
  /** Thousandths. */
  points: count,
  committed: optional(v.object({ at: count, by, tickets: v.array(ids.ticketId) })),
});

export const endReason = v.picklist(['completed', 'abandoned', 'cancelled']);
/** An agenda item as a meeting left it. */
export const itemRecord = v.object({
  kind: agendaKind,
  title: optional(text),
  minutes: count,
  extra_ms: v.optional(extra_ms, 0),
  state: itemState,
  used_ms: v.optional(count, 0),
});
/** A meeting that has ended. */
export const meeting = v.object({
  number: count,
  started: count,
  ended: count,
  reason: endReason,
  by,
  items: v.array(itemRecord),
  goal: optional(text),
  health: optional(health),
  ratings: v.optional(v.array(v.object({ by: ids.participantId, stars: count })), () => []),
});

export const roomSnapshot = v.object({
  room: roomFacts,
  participants: v.array(participant),
  tickets: v.array(ticket),
  rounds: v.array(round),
  ballots: optional(v.array(ballot)),
  /** At most one a ticket. */
  splits: optional(v.array(splitDraft)),
  /** In agenda order. */
  agenda: optional(v.array(agendaItem)),
  /** At most one of each name. */
  clocks: optional(v.array(clock)),
  sprints: optional(v.array(sprint)),
  /** Oldest first. */
  meetings: optional(v.array(meeting)),
});

export type Deep<T> = T extends readonly [infer A, infer B]
  ? readonly [Deep<A>, Deep<B>]
  : T extends readonly (infer U)[]
    ? readonly Deep<U>[]
    : T extends object
      ? { readonly [K in keyof T]: Deep<T[K]> }
      : T;
type Of<S extends v.GenericSchema> = Deep<v.InferOutput<S>>;

/** `value` in thousandths; a card without one counts in no mean and no sum. */
export type Card = Of<typeof card>;
export type Deck = Of<typeof deck>;
export type Who = Of<typeof who>;
export type Rights = Of<typeof rights>;
export type Role = Of<typeof role>;
export type Confidence = Of<typeof confidence>;
export type Spotlight = Of<typeof spotlight>;
export type RoomFacts = Of<typeof roomFacts>;
export type Participant = Of<typeof participant>;
export type TicketEstimate = Of<typeof ticketEstimate>;
export type TextFacts = Of<typeof textFacts>;
export type Archived = Of<typeof archived>;
export type Ticket = Of<typeof ticket>;
export type Choice = Of<typeof choice>;
export type CardCount = Of<typeof cardCount>;
export type Round = Of<typeof round>;
export type RoundPhase = Round['phase'];
export type DotCount = Of<typeof dotCount>;
export type DotsHand = Of<typeof dotsHand>;
export type DotsMean = Of<typeof dotsMean>;
export type Voters = Of<typeof voters>;
export type Ballot = Of<typeof ballot>;
export type SplitChild = Of<typeof child>;
export type SplitDraft = Of<typeof splitDraft>;
export type Taken = SplitDraft['take'];
export type RoomSnapshot = Of<typeof roomSnapshot>;
export type Horizon = Of<typeof horizon>;
export type ProductGoal = Of<typeof productGoal>;
export type ReadyEntry = Of<typeof readyEntry>;
export type Health = Of<typeof health>;
export type MeetingFacts = Of<typeof meetingFacts>;
export type TicketType = Of<typeof ticketType>;
export type Priority = Of<typeof priority>;
export type Status = Of<typeof status>;
export type Criterion = Of<typeof criterion>;
export type Checklist = 'criteria' | 'ready';
export type ReadyAnyway = Of<typeof readyAnyway>;
export type ExternalBlocker = Of<typeof externalBlocker>;
export type Parked = Of<typeof parked>;
export type Question = Of<typeof question>;
export type AgendaKind = Of<typeof agendaKind>;
export type ItemState = Of<typeof itemState>;
export type AgendaItem = Of<typeof agendaItem>;
export type ClockName = Of<typeof clockName>;
export type Clock = Of<typeof clock>;
export type Sprint = Of<typeof sprint>;
export type EndReason = Of<typeof endReason>;
export type ItemRecord = Of<typeof itemRecord>;
export type Meeting = Of<typeof meeting>;
/** Fields of a ticket that `ticket.edit` sets in this version. */
export type TicketFields = {
  readonly key?: string | null;
  readonly title?: string;
  /** A card's label, or a decimal number as written; null clears it. */
  readonly estimate?: string | null;
  readonly type?: TicketType | null;
  /** An empty list clears, here and below. */
  readonly labels?: readonly string[] | null;
  readonly theme?: string | null;
  readonly initiative?: string | null;
  readonly priority?: Priority | null;
  readonly status?: Status | null;
  readonly assignee?: string | null;
  readonly requester?: string | null;
  readonly goal?: string | null;
  readonly urls?: readonly string[] | null;
  readonly criteria?: readonly Criterion[] | null;
};
/** What only its owner knows of a choice. */
export type OwnChoice = {
  readonly card: string;
  readonly confidence?: Confidence;
  readonly note?: string;
};
/** Own dots in one voting: how many on which ticket. */
export type OwnDots = ReadonlyMap<string, number>;
