/** The end of a meeting, and what a team plans by (PROTOCOL.md MTG, CAP). */
import type { ParticipantId, SprintId, TicketId, Timestamp } from '../protocol/ids';
import type { OperationData } from '../protocol/operation';
import type { AgendaItem, Meeting, Sprint } from '../protocol/state';
import { moveSpotlight, type Happened } from './apply_agenda';
import { cancel } from './apply_ballots';
import { returnFacilitation } from './apply_people';
import { skip } from './apply_rounds';
import type { RoomWriter } from './room';
import { without } from './without';

const meetings_max = 100;

export function endMeeting(
  room: RoomWriter,
  data: OperationData['meeting.ended'],
  happened: Happened,
  by: ParticipantId | null,
): void {
  const { facts } = room;
  if (!facts) return;
  const { number, reason, items } = data;
  if (data.ballots === 'cancel') {
    for (const id of [...room.collecting]) skip(room, id, 'meeting');
    for (const id of [...room.openBallots]) cancel(room, id, 'meeting', happened.at);
  }
  const ended: Meeting = {
    number,
    started: facts.meeting?.started ?? happened.at,
    ended: happened.at,
    reason,
    by,
    items,
    ...(facts.goal !== undefined && { goal: facts.goal }),
    ...(facts.meeting?.health && { health: facts.meeting.health }),
    ratings: [],
  };
  room.putMeetings([...room.meetings, ended].slice(-meetings_max));
  moveSpotlight(room, { board: 'close' }, happened);
  if (room.clocks.length > 0) room.putClocks([]);
  room.putAgenda(data.agenda === 'clear' ? [] : plannedAgain(room.agenda, data.parked));
  for (const person of [...room.participants]) returnFacilitation(room, person.participant);
  if (room.facts)
    room.putFacts(without(room.facts, 'meeting', 'goal', 'starts_at', 'scribe', 'claim'));
}

/** For the next meeting, which begins with what was parked in this one. */
function plannedAgain(
  agenda: readonly AgendaItem[],
  parked: readonly TicketId[],
): readonly AgendaItem[] {
  const again = agenda.map((item): AgendaItem => ({
    ...without(item, 'used_ms', 'extra_ms', 'queue', 'finished', 'since', 'paused_by'),
    tickets: [],
    state: 'planned',
  }));
  const first =
    again.find(({ kind }) => kind === 'clarify') ??
    again.find(({ kind }) => kind === 'estimate') ??
    again[0];
  return again.map((item) => (item === first ? { ...item, tickets: parked } : item));
}

/** Of the newest meeting that has ended; once a person, the last one counts. */
export function rateMeeting(room: RoomWriter, stars: number, by: ParticipantId): void {
  const newest = room.meetings.at(-1);
  if (!newest) return;
  const known = newest.ratings.some((rating) => rating.by === by);
  const ratings = known
    ? newest.ratings.map((rating) => (rating.by === by ? { by, stars } : rating))
    : [...newest.ratings, { by, stars }];
  room.putMeetings([...room.meetings.slice(0, -1), { ...newest, ratings }]);
}

// --- capacity ---------------------------------------------------------------------------------

export function setCapacity(
  room: RoomWriter,
  { sprint: id, name, points }: OperationData['capacity.changed'],
): void {
  const before = room.sprints.find(({ sprint }) => sprint === id);
  if (points === null) return room.putSprints(room.sprints.filter((each) => each !== before));
  const set: Sprint = { ...before, sprint: id, name: name ?? before?.name ?? '', points };
  room.putSprints(
    before ? room.sprints.map((each) => (each === before ? set : each)) : [...room.sprints, set],
  );
}

export function commitSprint(
  room: RoomWriter,
  { sprint: id, tickets }: OperationData['sprint.committed'],
  at: Timestamp,
  by: ParticipantId | null,
): void {
  changeSprint(room, id, (sprint) => ({ ...sprint, committed: { at, by, tickets } }));
}

export function releaseSprint(room: RoomWriter, id: SprintId): void {
  changeSprint(room, id, (sprint) => without(sprint, 'committed'));
}

function changeSprint(room: RoomWriter, id: SprintId, to: (before: Sprint) => Sprint): void {
  if (!room.sprints.some(({ sprint }) => sprint === id)) return;
  room.putSprints(room.sprints.map((each) => (each.sprint === id ? to(each) : each)));
}
