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

const fields = v.object({
  key: clearable(text),
  title: optional(text),
  estimate: optional(estimate),
});

const oneOrMore = { ticket: optional(ids.ticketId), tickets: optional(v.array(ids.ticketId)) };
const ofRound = { round: ids.roundId };

const importedTicket = v.object({
  ticket: ids.ticketId,
  number: state.count,
  rank: ids.rank,
  title: text,
  key: optional(text),
  texts: optional(v.object({ description: optional(state.textFacts) })),
  estimate: optional(v.union([text, state.ticketEstimate])),
});

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
    replaced: optional(v.record(text, v.object({ value: v.nullable(text), by: state.by }))),
  }),
  'ticket.moved': v.object({ ranks }),
  'ticket.archived': v.object({
    ...oneOrMore,
    reason: optional(text),
    note: optional(text),
    of: optional(ids.ticketId),
  }),
  'ticket.restored': v.object({ ranks }),
  'tickets.reranked': v.object({ ranks }),
  'text.replaced': v.object({ doc: ids.docId, ...state.textFacts.entries }),
  'round.opened': v.object({
    ...ofRound,
    ticket: ids.ticketId,
    number: state.count,
    deck: state.deck,
    anonymous: v.boolean(),
    auto_reveal_ms: v.nullable(state.count),
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
  'round.settled': v.object({ ...ofRound, ticket: ids.ticketId, estimate: text }),
  'round.reopened': v.object({
    ...ofRound,
    ticket: ids.ticketId,
    estimate: optional(v.nullable(state.ticketEstimate)),
  }),
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
