import * as v from 'valibot';

/** Fills an array with random bytes; `crypto.getRandomValues` in a browser. */
export type RandomBytes = (bytes: Uint8Array<ArrayBuffer>) => void;

const hex128 = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

export const participantId = hex128;
export const ticketId = hex128;
export const roundId = hex128;
export const ballotId = hex128;
export const splitId = hex128;
export const sessionId = hex128;
export const itemId = hex128;
export const entryId = hex128;
export const questionId = hex128;
export const goalId = hex128;
export const sprintId = hex128;
/** A room's id is 22 characters of base64url. */
export const roomId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/));
/** Names a text: `<ticket>/description`. */
export const docId = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}\/description$/));
/** A backlog position: base-62 digits, compared bytewise. */
export const rank = v.pipe(v.string(), v.regex(/^[0-9A-Za-z]{1,64}$/));

export type ParticipantId = string;
export type TicketId = string;
export type RoundId = string;
/** Any hidden choice; a round or a question is one as well. */
export type BallotId = string;
/** A draft of how a ticket is split. */
export type SplitId = string;
export type SessionId = string;
export type ItemId = string;
/** A line of a list on a ticket or of the definition of ready. */
export type EntryId = string;
export type QuestionId = string;
export type GoalId = string;
export type SprintId = string;
export type RoomId = string;
export type DocId = string;
/** A position in the room's log; the first operation is 1, 0 is before everything. */
export type Sequence = number;
/** Milliseconds since the Unix epoch, on the server's clock. */
export type Timestamp = number;

/**
 * 32 hex digits, 128 random bits. `crypto.randomUUID` would be shorter, but browsers keep it from
 * pages that came over plain http, and a room on the local network is such a page.
 */
export function newId(random: RandomBytes): string {
  const bytes = new Uint8Array(16);
  random(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const descriptionOf = (ticket: TicketId): DocId => `${ticket}/description`;
export const ticketOf = (doc: DocId): TicketId => doc.slice(0, doc.indexOf('/'));
