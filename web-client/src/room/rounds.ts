/** Who may vote, and when a round is complete (PROTOCOL.md RND). */
import type { ParticipantId } from '../protocol/ids';
import type { Participant, Round } from '../protocol/state';
import type { RoomReader } from './room';

/** An estimator who has not left. */
export const isEligible = (participant: Participant): boolean =>
  participant.role === 'estimator' && !participant.left;

export function eligibleVoters(room: Pick<RoomReader, 'participants'>): readonly Participant[] {
  const voters: Participant[] = [];
  for (const participant of room.participants)
    if (isEligible(participant)) voters.push(participant);
  return voters;
}

/** Somebody eligible is left, a choice is there, and everybody eligible has voted or is excused. */
export function isComplete(room: Pick<RoomReader, 'participants'>, round: Round): boolean {
  if (round.voted.length === 0) return false;
  const voted: ReadonlySet<ParticipantId> = new Set(round.voted);
  const voters = eligibleVoters(room);
  return (
    voters.length > 0 &&
    voters.every(
      ({ participant }) => voted.has(participant) || round.excused?.includes(participant) === true,
    )
  );
}
