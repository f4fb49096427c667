import type { ParticipantId } from '../protocol/ids';
import type { PersonPresence } from '../protocol/messages';

/** Who has a hand up, the longest first. */
export const handQueue = (
  presence: ReadonlyMap<ParticipantId, PersonPresence>,
): readonly PersonPresence[] =>
  [...presence.values()]
    .filter(({ hand }) => hand === true)
    .sort((a, b) => (a.hand_at ?? Infinity) - (b.hand_at ?? Infinity));

/** This person's place in it, from 1; absent: no hand is up. */
export function placeInQueue(
  presence: ReadonlyMap<ParticipantId, PersonPresence>,
  person: ParticipantId,
): number | undefined {
  const place = handQueue(presence).findIndex(({ participant }) => participant === person);
  return place < 0 ? undefined : place + 1;
}
