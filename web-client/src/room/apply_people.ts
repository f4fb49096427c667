/** A room, its people, and who leads (PROTOCOL.md ROOM, PAR). */
import type { ParticipantId, Timestamp } from '../protocol/ids';
import type { OperationData } from '../protocol/operation';
import type { Participant, RoomFacts } from '../protocol/state';
import { dropDots } from './apply_ballots';
import { dropChoices, dropChoicesOfObserver, peopleChanged } from './apply_rounds';
import type { RoomWriter } from './room';
import { without } from './without';

export function configure(room: RoomWriter, set: OperationData['room.configured']['set']): void {
  if (!room.facts) return;
  const { passcode, goal, starts_at, minutes, goals, ...plain } = set;
  let facts: RoomFacts = { ...room.facts, ...plain };
  const clearable = { passcode, goal, starts_at, minutes };
  for (const field of ['passcode', 'goal', 'starts_at', 'minutes'] as const) {
    const value = clearable[field];
    if (value === null) facts = without(facts, field);
    else if (value !== undefined) facts = { ...facts, [field]: value };
  }
  if (goals) facts = goals.length > 0 ? { ...facts, goals } : without(facts, 'goals');
  room.putFacts(facts);
}

export function endRoom(
  room: RoomWriter,
  { reason }: OperationData['room.ended'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  if (!room.facts) return;
  const ended = { at, by, ...(reason !== undefined && { reason }) };
  room.putFacts({ ...room.facts, status: 'ended', ended });
  if (room.clocks.length > 0) room.putClocks([]);
}

export function reopenRoom(room: RoomWriter): void {
  if (room.facts) room.putFacts({ ...without(room.facts, 'ended'), status: 'open' });
}

export function renewLink(room: RoomWriter, { which, code }: OperationData['links.renewed']): void {
  if (which !== 'code' || !room.facts) return;
  const facts = without(room.facts, 'code');
  room.putFacts(code === undefined ? facts : { ...facts, code });
}

export function nameScribe(room: RoomWriter, scribe: ParticipantId | null): void {
  if (!room.facts) return;
  const facts = without(room.facts, 'scribe');
  room.putFacts(scribe === null ? facts : { ...facts, scribe });
}

// --- people -----------------------------------------------------------------------------------

/** A right that is given or taken in the ordinary way is no longer a claimed one. */
export function setRights(
  room: RoomWriter,
  { participant: id, ...set }: OperationData['participant.role_set'],
  more: Partial<Participant> = {},
): void {
  const before = room.participant(id);
  if (!before) return;
  const person = set.facilitates === undefined ? before : without(before, 'claimed');
  room.putParticipant({ ...person, ...set, ...more });
  dropChoicesOfObserver(room, id);
  dropDots(room, id);
}

/** For good: what they chose in rounds that collect votes is dropped, what was revealed stays. */
export function removePerson(room: RoomWriter, id: ParticipantId, at: Timestamp): void {
  changePerson(room, id, () => ({ left: true, removed: true }));
  dropChoices(room, id);
  dropDots(room, id);
  peopleChanged(room, at);
}

/** PAR-11: at once, or with another's agreement. */
export function claimFacilitation(
  room: RoomWriter,
  { participant, asked }: OperationData['facilitation.claimed'],
  at: Timestamp,
): void {
  if (!room.facts) return;
  if (asked === true) return room.putFacts({ ...room.facts, claim: { participant, asked: at } });
  changePerson(room, participant, () => ({ facilitates: true, claimed: true }));
  if (room.facts.claim) room.putFacts(without(room.facts, 'claim'));
}

export function returnFacilitation(room: RoomWriter, id: ParticipantId): void {
  const person = room.participant(id);
  if (person?.claimed) room.putParticipant({ ...without(person, 'claimed'), facilitates: false });
}

export function changePerson(
  room: RoomWriter,
  id: ParticipantId,
  to: (before: Participant) => Partial<Participant>,
): void {
  const before = room.participant(id);
  if (before) room.putParticipant({ ...before, ...to(before) });
}

export function rename(
  room: RoomWriter,
  { participant: id, name, title }: OperationData['participant.renamed'],
): void {
  const before = room.participant(id);
  if (!before) return;
  const renamed = { ...before, name };
  if (title === undefined) room.putParticipant(renamed);
  else if (title === null) room.putParticipant(without(renamed, 'title'));
  else room.putParticipant({ ...renamed, title });
}
