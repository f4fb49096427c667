import type { ParticipantId } from '../protocol/ids';
import type { PersonPresence } from '../protocol/messages';
import type { Participant } from '../protocol/state';

type Presence = ReadonlyMap<ParticipantId, PersonPresence>;

/** Who has a hand up, the longest first. */
export const handQueue = (presence: Presence): readonly PersonPresence[] =>
  [...presence.values()]
    .filter(({ hand }) => hand === true)
    .sort((a, b) => (a.hand_at ?? Infinity) - (b.hand_at ?? Infinity));

/** This person's place in it, from 1; absent: no hand is up. */
export function placeInQueue(presence: Presence, person: ParticipantId): number | undefined {
  const place = handQueue(presence).findIndex(({ participant }) => participant === person);
  return place < 0 ? undefined : place + 1;
}

/** Hands that went up between two looks at the same people; somebody new may bring one along. */
export const handsRaised = (before: Presence, now: Presence): readonly ParticipantId[] =>
  handQueue(now)
    .map(({ participant }) => participant)
    .filter((participant) => before.get(participant)?.hand !== true);

export interface Sitting {
  readonly person: Participant;
  /** In the queue of hands, from 1. */
  readonly place?: number;
  /** Said "I am done". */
  readonly done: boolean;
  readonly reconnecting: boolean;
}

/** Who is in the room: the hands in their turn, then everybody else as they came. */
export function sittingOf(people: Iterable<Participant>, presence: Presence): readonly Sitting[] {
  const queue = handQueue(presence).map(({ participant }) => participant);
  const seats = [...people]
    .filter(({ left, removed }) => !left && removed !== true)
    .map((person): Sitting => {
      const { participant } = person;
      const place = queue.indexOf(participant) + 1;
      return {
        person,
        done: presence.get(participant)?.done === true,
        reconnecting: presence.get(participant)?.state !== 'here',
        ...(place > 0 && { place }),
      };
    });
  // Infinity less itself is no number, so the last place is one.
  const last = seats.length + 1;
  return seats.sort((a, b) => (a.place ?? last) - (b.place ?? last));
}
