/** Who sits at the table: everybody who may vote, and after the reveal everybody who did. */
import type { ParticipantId } from '../../protocol/ids';
import type { PersonPresence } from '../../protocol/messages';
import type { Choice, Participant, Round } from '../../protocol/state';
import { isEligible } from '../../room/rounds';
import { deckOfRound, resultOf } from '../../room/selectors';
import type { Delivery, RoomView } from '../../room/view';

/** Above this, seats give way to figures and the names that are missing. */
export const crowd_min = 24;

export type SeatView = {
  readonly participant: Participant;
  readonly me: boolean;
  readonly voted: boolean;
  readonly reconnecting: boolean;
  /** Shown to its owner only until the reveal. */
  readonly choice?: Choice;
  readonly extreme?: 'lowest' | 'highest';
  readonly delivery?: Delivery;
  /** Said "I am done". */
  readonly done: boolean;
  readonly hand: boolean;
  readonly scribe: boolean;
  /** The round does not wait for this person. */
  readonly excused: boolean;
};

export function seatsOf(
  view: RoomView,
  round: Round,
  presence: ReadonlyMap<ParticipantId, PersonPresence>,
): readonly SeatView[] {
  const voted = new Set(round.voted);
  const choices = new Map((round.choices ?? []).map((choice) => [choice.by, choice]));
  const result = resultOf(view, round);
  const differ = result !== undefined && !result.consensus && result.lowest !== result.highest;
  const lowest = new Set(differ ? result.lowest?.by : []);
  const highest = new Set(differ ? result.highest?.by : []);
  const seats: SeatView[] = [];
  for (const participant of view.participants) {
    const id = participant.participant;
    const choice = choices.get(id);
    const sits = round.choices ? choice !== undefined : isEligible(participant) || voted.has(id);
    if (!sits) continue;
    const me = id === view.me;
    const delivery = me ? view.ownChoice(round.round)?.delivery : undefined;
    const extreme = lowest.has(id) ? 'lowest' : highest.has(id) ? 'highest' : undefined;
    seats.push({
      participant,
      me,
      voted: voted.has(id),
      reconnecting: presence.get(id)?.state === 'reconnecting',
      done: presence.get(id)?.done === true,
      hand: presence.get(id)?.hand === true,
      scribe: view.facts.scribe === id,
      excused: round.phase === 'collecting' && round.excused?.includes(id) === true,
      ...(choice && { choice }),
      ...(extreme && { extreme }),
      ...(delivery && { delivery }),
    });
  }
  if (!round.choices) return seats;
  const place = new Map(deckOfRound(view, round).cards.map(({ label }, index) => [label, index]));
  const placeOf = (seat: SeatView) => place.get(seat.choice?.card ?? '') ?? 0;
  return seats.sort((a, b) => placeOf(a) - placeOf(b));
}
