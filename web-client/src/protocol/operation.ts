/** What happened in a room, as everybody is told (PROTOCOL.md, "Operations"). */
import * as v from 'valibot';
import * as ids from './ids';
import * as state from './state';

const text = v.string();
const optional = v.exactOptional;
/** `null` clears, absent leaves as it was. */
const clearable = <S extends v.GenericSchema>(schema: S) => optional(v.nullable(schema));
const ranks = v.record(ids.ticketId, ids.rank);
/** A label or a number as written; the whole object where an undo puts one back. */
const estimate = v.nullable(v.union([text, state.ticketEstimate]));

/** Fields of a ticket with new values. */
export const fields = v.object({
  key: clearable(text),
  title: optional(text),
  estimate: optional(estimate),
  type: clearable(state.ticketType),
  labels: clearable(v.array(text)),
  theme: clearable(text),
  initiative: clearable(text),
  priority: clearable(state.priority),
  status: clearable(state.status),
  assignee: clearable(text),
  requester: clearable(text),
  goal: clearable(ids.goalId),
  urls: clearable(v.array(text)),
  criteria: clearable(v.array(state.criterion)),
});
/** What a field had said. Which of these shapes it has depends on the field. */
const replacedValue = v.nullable(
  v.union([text, v.array(text), state.status, v.array(state.criterion)]),
);
/** This operation begins a meeting. */
const begins = optional(v.object({ number: state.count, health: optional(state.health) }));
const ofClock = { clock: state.clockName };
const after = v.nullable(ids.itemId);

const oneOrMore = { ticket: optional(ids.ticketId), tickets: optional(v.array(ids.ticketId)) };
const ofRound = { round: ids.roundId };
const ofSplit = { split: ids.splitId };
const ofBallot = { ballot: ids.ballotId };
/** A round or a question, or a ballot of another kind. */
const ofEither = { round: optional(ids.roundId), ballot: optional(ids.ballotId) };

const importedTicket = v.object({
  ticket: ids.ticketId,
  number: state.count,
  rank: ids.rank,
  title: text,
  key: optional(text),
  texts: optional(v.object({ description: optional(state.textFacts) })),
  estimate: optional(v.union([text, state.ticketEstimate])),
  ...state.details,
});

const part = v.object({
  ticket: ids.ticketId,
  number: state.count,
  rank: ids.rank,
  title: text,
  ...state.details,
  checked: optional(state.checked),
  external: optional(v.array(state.externalBlocker)),
});
/** Blocker and blocked. */
const links = optional(v.array(v.tuple([ids.ticketId, ids.ticketId])));
/** Votings that were shown, as they are after their tickets became others. */
const votings = optional(
  v.array(
    v.object({
      ...ofBallot,
      tickets: v.array(ids.ticketId),
      hands: optional(v.array(state.dotsHand)),
      totals: optional(v.array(state.dotCount)),
      returned: optional(state.count),
    }),
  ),
);
/** Votings whose dots were all given back for it. */
const redealt = optional(v.array(ids.ballotId));

/** One schema an operation; the keys are the `op` on the wire. */
export const operationData = {
  'room.created': v.object({
    room: ids.roomId,
    title: text,
    code: text,
    deck: state.deck,
    anonymous: v.boolean(),
    auto_reveal_ms: v.nullable(state.count),
    rights: state.rights,
    passcode: optional(v.literal(true)),
  }),
  'room.configured': v.object({
    set: v.object({
      title: optional(text),
      deck: optional(state.deck),
      auto_reveal_ms: clearable(state.count),
      anonymous: optional(v.boolean()),
      rights: optional(state.rights),
      locked: optional(v.boolean()),
      passcode: clearable(v.literal(true)),
      goal: clearable(text),
      starts_at: clearable(state.count),
      minutes: clearable(state.count),
      goals: optional(v.array(state.productGoal)),
      ready: optional(v.array(state.readyEntry)),
      split_limit: clearable(state.count),
      require_ready: optional(v.boolean()),
      vote_ms: clearable(state.count),
      vote_reveals: optional(v.boolean()),
    }),
  }),
  'spotlight.moved': state.spotlight,
  'participant.joined': v.object({
    participant: ids.participantId,
    name: text,
    role: state.role,
    facilitates: v.boolean(),
    owns: v.boolean(),
  }),
  'participant.left': v.object({ participant: ids.participantId }),
  'participant.returned': v.object({
    participant: ids.participantId,
    name: optional(text),
    role: optional(state.role),
    facilitates: optional(v.boolean()),
    owns: optional(v.boolean()),
  }),
  'participant.renamed': v.object({
    participant: ids.participantId,
    name: text,
    title: clearable(text),
  }),
  'participant.role_set': v.object({
    participant: ids.participantId,
    role: optional(state.role),
    facilitates: optional(v.boolean()),
    owns: optional(v.boolean()),
  }),
  'ticket.added': v.object({
    ticket: ids.ticketId,
    number: state.count,
    title: text,
    rank: ids.rank,
    created: state.count,
  }),
  'tickets.imported': v.object({
    tickets: v.array(importedTicket),
    created: state.count,
  }),
  'ticket.edited': v.object({
    ...oneOrMore,
    set: optional(fields),
    /** Different values for several tickets; from an undo, in the place of `set`. */
    each: optional(v.record(ids.ticketId, fields)),
    replaced: optional(v.record(text, v.object({ value: replacedValue, by: state.by }))),
  }),
  'ticket.moved': v.object({ ranks }),
  'ticket.archived': v.object({
    ...oneOrMore,
    reason: optional(text),
    note: optional(text),
    of: optional(ids.ticketId),
    redealt,
  }),
  'ticket.restored': v.object({ ranks }),
  'tickets.reranked': v.object({ ranks }),
  'ticket.merged': v.object({
    /** The one that stays. */
    ticket: ids.ticketId,
    tickets: v.array(ids.ticketId),
    set: fields,
    description: optional(state.textFacts),
    blocks: optional(v.array(ids.ticketId)),
    blocked_by: optional(v.array(ids.ticketId)),
    external: optional(v.array(state.externalBlocker)),
    questions: optional(v.array(state.question)),
    checked: optional(v.array(ids.entryId)),
    votings,
    redealt,
  }),
  'split.opened': v.object({
    ...ofSplit,
    ticket: ids.ticketId,
    children: v.array(ids.ticketId),
  }),
  'split.edited': v.object({
    ...ofSplit,
    add: optional(ids.ticketId),
    remove: optional(ids.ticketId),
    titles: optional(v.record(ids.ticketId, text)),
    guesses: optional(v.record(ids.ticketId, v.nullable(text))),
    criteria: optional(v.record(ids.entryId, ids.ticketId)),
    take: optional(state.takenChanges),
  }),
  'split.closed': v.object(ofSplit),
  'ticket.split': v.object({
    ...ofSplit,
    ticket: ids.ticketId,
    children: v.array(part),
    links,
    votings,
    redealt,
  }),
  'tickets.put_back': v.object({
    /** Whole, as in the state. */
    tickets: v.array(state.ticket),
    linked: links,
    unlinked: links,
  }),
  'text.replaced': v.object({ doc: ids.docId, ...state.textFacts.entries }),
  'round.opened': v.object({
    ...ofRound,
    ticket: optional(ids.ticketId),
    question: optional(text),
    number: state.count,
    deck: state.deck,
    anonymous: v.boolean(),
    auto_reveal_ms: v.nullable(state.count),
    meeting: begins,
  }),
  'estimate.given': v.object(ofRound),
  'estimate.withdrawn': v.object(ofRound),
  'round.held': v.object({ ...ofRound, why: text }),
  'round.revealed': v.object({
    ...ofRound,
    choices: optional(v.array(state.choice)),
    counts: optional(v.array(state.cardCount)),
  }),
  'round.skipped': v.object({ ...ofRound, why: optional(text) }),
  'round.settled': v.object({ ...ofRound, ticket: optional(ids.ticketId), estimate: text }),
  'round.reopened': v.object({
    ...ofRound,
    ticket: optional(ids.ticketId),
    estimate: optional(v.nullable(state.ticketEstimate)),
  }),

  'room.ended': v.object({ reason: optional(text) }),
  'room.reopened': v.object({}),
  'links.renewed': v.object({
    which: v.picklist(['code', 'facilitator', 'read']),
    code: optional(text),
    off: optional(v.boolean()),
  }),
  'participant.removed': v.object({ participant: ids.participantId }),
  'facilitation.claimed': v.object({
    participant: ids.participantId,
    /** Somebody else has to agree first. */
    asked: optional(v.boolean()),
  }),
  'facilitation.returned': v.object({ participant: ids.participantId }),
  'scribe.named': v.object({ participant: v.nullable(ids.participantId) }),
  'ballot.excused': v.object({ ...ofEither, participant: ids.participantId }),
  'ballot.done_set': v.object({ ...ofBallot, on: v.boolean() }),
  'ballot.cancelled': v.object({ ...ofBallot, why: optional(text) }),
  'ballot.extended': v.object({ ...ofBallot, until: state.count }),
  'ballot.settled': v.object(ofBallot),
  'ballot.reopened': v.object(ofBallot),

  'dots.opened': v.object({
    ...ofBallot,
    tickets: v.array(ids.ticketId),
    per_person: state.count,
    per_ticket: state.count,
    means: state.dotsMean,
    voters: state.voters,
    anonymous: v.boolean(),
    ms: optional(state.count),
  }),
  'dot.placed': v.object({ ...ofBallot, left: state.count }),
  'dot.taken': v.object({ ...ofBallot, left: state.count }),
  'dots.closed': v.object({
    ...ofBallot,
    hands: optional(v.array(state.dotsHand)),
    totals: optional(v.array(state.dotCount)),
  }),
  'dots.sized': v.object({ ...ofBallot, sizes: v.record(ids.ticketId, state.ticketEstimate) }),
  'order.applied': v.object({
    ballot: optional(ids.ballotId),
    tickets: v.array(ids.ticketId),
    ranks,
  }),

  'agenda.added': v.object({
    item: ids.itemId,
    kind: state.agendaKind,
    title: optional(text),
    minutes: state.count,
    tickets: v.array(ids.ticketId),
    needs: v.array(ids.participantId),
    after,
  }),
  'agenda.edited': v.object({
    item: ids.itemId,
    set: v.object({
      kind: optional(state.agendaKind),
      title: clearable(text),
      minutes: optional(state.count),
      tickets: optional(v.array(ids.ticketId)),
      needs: optional(v.array(ids.participantId)),
    }),
  }),
  'agenda.moved': v.object({ item: ids.itemId, after }),
  'agenda.removed': v.object({ item: ids.itemId }),
  'agenda.started': v.object({
    item: ids.itemId,
    queue: v.array(ids.ticketId),
    board: text,
    ticket: optional(ids.ticketId),
    /** The one that the lead left for it. */
    left: optional(ids.itemId),
    meeting: begins,
  }),
  'agenda.stopped': v.object({ item: ids.itemId }),
  'agenda.skipped': v.object({ item: ids.itemId }),

  'timer.started': v.object({
    ...ofClock,
    deadline: state.count,
    revision: state.count,
    ms: state.count,
    round: optional(ids.roundId),
  }),
  'timer.paused': v.object({ ...ofClock, left_ms: state.count, revision: state.count }),
  'timer.resumed': v.object({ ...ofClock, deadline: state.count, revision: state.count }),
  'timer.extended': v.object({
    ...ofClock,
    ms: state.count,
    from: optional(ids.itemId),
    /** One of both: the clock runs, or it is paused. */
    deadline: optional(state.count),
    left_ms: optional(state.count),
    revision: state.count,
  }),
  'timer.stopped': v.object(ofClock),
  'timer.expired': v.object({ ...ofClock, revision: state.count }),

  'ticket.checked': v.object({
    ticket: ids.ticketId,
    list: v.picklist(['criteria', 'ready']),
    entry: ids.entryId,
    on: v.boolean(),
  }),
  'ready.overridden': v.object({ ticket: ids.ticketId, reason: v.nullable(text) }),
  'ticket.linked': v.object({
    ticket: ids.ticketId,
    /** The ticket that `ticket` blocks; else what outside the room blocks `ticket`. */
    blocks: optional(ids.ticketId),
    external: optional(state.externalBlocker),
  }),
  'ticket.unlinked': v.object({
    ticket: ids.ticketId,
    blocks: optional(ids.ticketId),
    external: optional(ids.entryId),
  }),
  'ticket.parked': v.object({
    ticket: ids.ticketId,
    question: optional(text),
    owner: optional(ids.participantId),
  }),
  'ticket.unparked': v.object({ ticket: ids.ticketId }),
  'question.asked': v.object({
    ticket: ids.ticketId,
    question: ids.questionId,
    text,
    owner: optional(ids.participantId),
  }),
  'question.answered': v.object({ ticket: ids.ticketId, question: ids.questionId, text }),
  'ticket.marked_read': v.object({ ticket: ids.ticketId }),

  'meeting.ended': v.object({
    number: state.count,
    reason: state.endReason,
    agenda: v.picklist(['again', 'clear']),
    ballots: v.picklist(['leave', 'cancel']),
    items: v.array(state.itemRecord),
    parked: v.array(ids.ticketId),
  }),
  'meeting.rated': v.object({ stars: state.count }),

  'capacity.changed': v.object({
    sprint: ids.sprintId,
    name: optional(text),
    /** null: the sprint goes. */
    points: v.nullable(state.count),
  }),
  'sprint.committed': v.object({ sprint: ids.sprintId, tickets: v.array(ids.ticketId) }),
  'sprint.released': v.object({ sprint: ids.sprintId }),
} as const;

/** The rest of an operation; `data` is read by the schema that `op` names. */
export const operationFrame = v.object({
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
  at: state.count,
  by: state.by,
  op: text,
  data: v.unknown(),
  undoes: optional(state.count),
});

export type OperationData = {
  readonly [Op in keyof typeof operationData]: state.Deep<
    v.InferOutput<(typeof operationData)[Op]>
  >;
};
export type ReplacedValue = state.Deep<v.InferOutput<typeof replacedValue>>;
export type OperationName = keyof OperationData;

type Stamp = {
  readonly seq: ids.Sequence;
  readonly at: ids.Timestamp;
  /** null: the room itself. */
  readonly by: ids.ParticipantId | null;
  readonly undoes?: ids.Sequence;
};
export type KnownOperation = {
  [Op in OperationName]: Stamp & { readonly op: Op; readonly data: OperationData[Op] };
}[OperationName];
/**
 * An operation that a newer server knows and this page does not. It takes up its place in the
 * sequence and changes nothing; from there on the state hash says nothing about this page's copy.
 */
export type UnknownOperation = Stamp & { readonly op: 'unknown'; readonly name: string };
export type Operation = KnownOperation | UnknownOperation;
