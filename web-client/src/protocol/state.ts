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

export const spotlight = v.object({
  board: v.string(),
  ticket: v.exactOptional(ids.ticketId),
  ballot: v.exactOptional(ids.roundId),
});

export const roomFacts = v.object({
  room: ids.roomId,
  title: v.string(),
  code: v.string(),
  deck,
  anonymous: v.boolean(),
  /** null: only the lead reveals. */
  auto_reveal_ms: v.nullable(count),
  rights,
  locked: v.boolean(),
  passcode: v.exactOptional(v.literal(true)),
  status: v.picklist(['open', 'ended']),
  spotlight: v.exactOptional(spotlight),
});

export const participant = v.object({
  participant: ids.participantId,
  name: v.string(),
  title: v.exactOptional(v.string()),
  role,
  facilitates: v.boolean(),
  owns: v.boolean(),
  left: v.boolean(),
});

/** `by` is null where the room itself did it. */
export const by = v.nullable(ids.participantId);

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
  ticket: ids.ticketId,
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
});

export const roomSnapshot = v.object({
  room: roomFacts,
  participants: v.array(participant),
  tickets: v.array(ticket),
  rounds: v.array(round),
});

export type Deep<T> = T extends readonly (infer U)[]
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
export type RoomSnapshot = Of<typeof roomSnapshot>;
/** Fields of a ticket that `ticket.edit` sets in this version. */
export type TicketFields = {
  readonly key?: string | null;
  readonly title?: string;
  /** A card's label, or a decimal number as written; null clears it. */
  readonly estimate?: string | null;
};
/** What only its owner knows of a choice. */
export type OwnChoice = {
  readonly card: string;
  readonly confidence?: Confidence;
  readonly note?: string;
};
