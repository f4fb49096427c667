/** Who may vote in a ballot, how far it is, and what one has left. Pure. */
import type { BallotId, TicketId } from '../protocol/ids';
import type { Ballot, OwnDots, Participant } from '../protocol/state';
import type { RoomView } from './view';

/** Of those who have not left (BAL-2). */
export const mayVoteIn = (
  { voters }: Pick<Ballot, 'voters'>,
  person: Pick<Participant, 'role' | 'left'>,
): boolean => !person.left && (voters === 'everybody' || person.role === 'estimator');

type People = Pick<RoomView, 'participants'>;

export const votersIn = (view: People, ballot: Ballot): readonly Participant[] =>
  [...view.participants].filter((person) => mayVoteIn(ballot, person));

export type VoterState = 'nothing' | 'some' | 'done';
export interface VoterView {
  readonly person: Participant;
  readonly state: VoterState;
  readonly left: number;
  readonly excused: boolean;
}

/** Everybody who may vote, and those who left with dots placed: how far each is, never where. */
export function votersOf(view: People, ballot: Ballot): readonly VoterView[] {
  const left = new Map(ballot.placed?.map((each) => [each.participant, each.left]));
  const done = new Set(ballot.done);
  return [...view.participants]
    .filter((person) => mayVoteIn(ballot, person) || left.has(person.participant))
    .map((person) => ({
      person,
      left: left.get(person.participant) ?? ballot.per_person,
      state: done.has(person.participant)
        ? ('done' as const)
        : (left.get(person.participant) ?? ballot.per_person) < ballot.per_person
          ? ('some' as const)
          : ('nothing' as const),
      excused: ballot.excused?.includes(person.participant) === true,
    }));
}

export interface BallotProgress {
  readonly done: number;
  readonly of: number;
  /** Those who are waited for, in the order in which they joined. */
  readonly missing: readonly Participant[];
}

/** Who has said that nothing more comes, of those who may vote now and are waited for. */
export function progressIn(view: People, ballot: Ballot): BallotProgress {
  const waited = votersOf(view, ballot).filter(
    ({ person, state, excused }) => !person.left && (state === 'done' || !excused),
  );
  const missing = waited.filter(({ state }) => state !== 'done').map(({ person }) => person);
  return { done: waited.length - missing.length, of: waited.length, missing };
}

export const everyoneIsDone = (view: People, ballot: Ballot): boolean => {
  const { done, of } = progressIn(view, ballot);
  return of > 0 && done === of;
};

/** Somebody has chosen something: ending the ballot without a result throws that away. */
export const hasChoices = (ballot: Ballot): boolean => peopleIn(ballot) > 0;
/** How many people have a dot placed. */
export const peopleIn = ({ placed = [], per_person }: Ballot): number =>
  placed.filter(({ left }) => left < per_person).length;

/** Given and left are together what was dealt (DOT-3). */
export const leftOf = ({ per_person }: Pick<Ballot, 'per_person'>, own: OwnDots): number =>
  per_person - sumOf(own.values());

export type AtLimit = 'none_left' | 'per_ticket';
/** Why no further dot may go there; nothing: it may. */
export function limitOf(ballot: Ballot, own: OwnDots, ticket: string): AtLimit | undefined {
  if (leftOf(ballot, own) <= 0) return 'none_left';
  return (own.get(ticket) ?? 0) >= ballot.per_ticket ? 'per_ticket' : undefined;
}

type Ballots = Pick<RoomView, 'ballots' | 'facts'> & {
  ballot(id: BallotId): Ballot | undefined;
};

/** The voting that the room looks at: the one it names, else the newest that is open. */
export function dotsLookedAt(view: Ballots): Ballot | undefined {
  const { spotlight } = view.facts;
  const named = spotlight?.ballot === undefined ? undefined : view.ballot(spotlight.ballot);
  return named ?? openDotsOf(view).at(-1);
}

/** Votings that go on, the oldest first. */
export const openDotsOf = (view: Pick<RoomView, 'ballots'>): readonly Ballot[] =>
  [...view.ballots].filter(({ phase }) => phase === 'collecting' || phase === 'revealed');

/** Votings that were shown, the newest first. */
export const earlierDots = (
  view: Pick<RoomView, 'ballots'>,
  but: BallotId | undefined,
): readonly Ballot[] =>
  [...view.ballots]
    .filter(({ ballot, revealed }) => ballot !== but && revealed !== undefined)
    .reverse();

/** The newest voting on what matters that was shown and that two of these tickets were in. */
export const votingOn = (
  view: Pick<RoomView, 'ballots'>,
  tickets: readonly TicketId[],
): Ballot | undefined =>
  [...view.ballots].findLast(
    ({ means, phase, tickets: voted }) =>
      means === 'important' &&
      (phase === 'revealed' || phase === 'settled') &&
      tickets.filter((id) => voted.includes(id)).length > 1,
  );

export const isMyTurnIn = (
  view: Pick<RoomView, 'me' | 'facts' | 'participant'>,
  ballot: Pick<Ballot, 'phase' | 'voters'>,
): boolean => {
  const me = view.participant(view.me);
  return (
    ballot.phase === 'collecting' &&
    me !== undefined &&
    mayVoteIn(ballot, me) &&
    view.facts.status === 'open'
  );
};

const sumOf = (numbers: Iterable<number>): number => {
  let sum = 0;
  for (const one of numbers) sum += one;
  return sum;
};
