/** Questions that screens ask of the shown room. Pure; none keeps anything. */
import { valueOf } from '../protocol/deck';
import type { ParticipantId, RoundId, TicketId } from '../protocol/ids';
import type { Deck, Participant, Round, Ticket } from '../protocol/state';
import { eligibleVoters, isEligible } from './rounds';
import { statisticsOf, type Statistics } from './statistics';
import type { RoomView } from './view';

export type Right = 'write' | 'order' | 'lead' | 'own';

/** Whether this person may, as the room stands now. The server decides; this hides buttons. */
export function holds(view: RoomView, right: Right): boolean {
  const me = view.participant(view.me);
  if (!me) return false;
  return mayDo(view, me, right);
}
function mayDo(view: RoomView, person: Participant, right: Right): boolean {
  if (right === 'own') return person.owns;
  // Everybody reads a room that has ended, and nobody writes.
  if (view.facts.status === 'ended') return false;
  return person.facilitates || view.facts.rights[right] === 'everybody';
}

/** Who of the room may, in the order in which they joined; whoever has left is not to be asked. */
export function holdersOf(view: RoomView, right: Right): readonly Participant[] {
  const holders: Participant[] = [];
  for (const person of view.participants)
    if (!person.left && mayDo(view, person, right)) holders.push(person);
  return holders;
}

export function mayVote(view: RoomView): boolean {
  const me = view.participant(view.me);
  return me !== undefined && isEligible(me) && view.facts.status === 'open';
}

export const deckOfRound = (view: RoomView, round: Round): Deck => round.deck ?? view.facts.deck;

/** The ticket's newest round; earlier ones stay in `view.roundsOf`. */
export const newestRound = (view: RoomView, ticket: TicketId): Round | undefined =>
  view.roundsOf(ticket).at(-1);

/** What the room looks at together: a ticket and, where one runs on it, its round. */
export function spotlightOf(view: RoomView): {
  readonly ticket: Ticket | undefined;
  readonly round: Round | undefined;
} {
  const spotlight = view.facts.spotlight;
  const ticket = spotlight?.ticket === undefined ? undefined : view.ticket(spotlight.ticket);
  const named = spotlight?.ballot === undefined ? undefined : view.round(spotlight.ballot);
  return { ticket, round: named ?? (ticket && newestRound(view, ticket.ticket)) };
}

/** What the room is asked, where it looks at a question. */
export function questionLookedAt(view: Pick<RoomView, 'facts' | 'round'>): Round | undefined {
  const { spotlight } = view.facts;
  if (spotlight?.ballot === undefined || spotlight.ticket !== undefined) return undefined;
  const round = view.round(spotlight.ballot);
  return round?.question === undefined ? undefined : round;
}

export interface Progress {
  readonly voted: number;
  readonly of: number;
  /** Eligible people who have not voted, in the order in which they joined. */
  readonly missing: readonly Participant[];
}

/**
 * "3 of 8 voted": of those who may vote now and are waited for, or have voted all the same. Choices
 * of people who left are not in these figures.
 */
export function progressOf(view: RoomView, round: Round): Progress {
  const voted: ReadonlySet<ParticipantId> = new Set(round.voted);
  const voters = eligibleVoters(view).filter(
    ({ participant }) => voted.has(participant) || !round.excused?.includes(participant),
  );
  const missing = voters.filter(({ participant }) => !voted.has(participant));
  return { voted: voters.length - missing.length, of: voters.length, missing };
}

export const resultOf = (view: RoomView, round: Round): Statistics | undefined =>
  statisticsOf(round, deckOfRound(view, round));

/** The first ticket behind this one, in backlog order, that is live and has no estimate. */
export function nextTicket(view: RoomView, ticket: TicketId): TicketId | undefined {
  const place = view.everyTicket.indexOf(ticket);
  for (const id of place < 0 ? [] : view.everyTicket.slice(place + 1)) {
    const next = view.ticket(id);
    if (next && !next.archived && !next.estimate) return id;
  }
  return undefined;
}

const shown_at_size_max = 3;
/** Up to three tickets that a round settled at this card's size, the newest first. */
export function settledAt(view: RoomView, label: string, deck: Deck): readonly Ticket[] {
  const value = valueOf(deck, label);
  const alike: Ticket[] = [];
  for (const id of view.everyTicket) {
    const ticket = view.ticket(id);
    const estimate = ticket?.estimate;
    if (!ticket || estimate?.round === undefined) continue;
    // ½ and 0.5 are one size.
    const same = value === undefined ? estimate.card === label : estimate.value === value;
    if (same) alike.push(ticket);
  }
  return alike.sort((a, b) => b.updated - a.updated).slice(0, shown_at_size_max);
}

/** What a ticket is called: its tracker's key, else the room's running number, else nothing yet. */
export const nameOf = (ticket: Ticket): string | undefined =>
  ticket.key ?? (ticket.number > 0 ? `#${ticket.number}` : undefined);

/** Ties, ids and phases aside: is this page's vote still missing in a round that collects? */
export const isMyTurn = (view: RoomView, id: RoundId): boolean =>
  view.round(id)?.phase === 'collecting' && mayVote(view) && view.ownChoice(id) === undefined;
