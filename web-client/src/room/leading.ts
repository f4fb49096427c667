/** Who leads, and whether somebody else may take it over (PROTOCOL.md PAR-11, PAR-12). */
import type { ParticipantId, Timestamp } from '../protocol/ids';
import type { PersonPresence } from '../protocol/messages';
import type { Participant } from '../protocol/state';
import { holds } from './selectors';
import type { RoomView } from './view';

/** So long an absence is a lost connection, and nobody's place to take. */
export const claim_after_ms = 20_000;

export interface FreeLead {
  /** Who went last; absent: nobody has led in this room yet. */
  readonly from?: Participant;
  /** When that was, where it is known. */
  readonly since?: Timestamp;
  /** Somebody who would lead, and waits for one more person to agree. */
  readonly asking?: Participant;
}

type Presence = ReadonlyMap<ParticipantId, PersonPresence>;

/** @return nothing while somebody who facilitates is here or went a moment ago, or this person leads */
export function freeLead(view: RoomView, presence: Presence, at: Timestamp): FreeLead | undefined {
  const me = view.participant(view.me);
  if (!me || me.left || view.facts.status === 'ended' || holds(view, 'lead')) return undefined;
  // Before the first word about people nobody seems to be here.
  if (presence.get(view.me)?.state !== 'here') return undefined;
  const leaders: Participant[] = [];
  for (const person of view.participants) if (person.facilitates) leaders.push(person);
  if (leaders.some(({ participant }) => presence.get(participant)?.state === 'here'))
    return undefined;
  const asked = view.facts.claim && view.participant(view.facts.claim.participant);
  const asking = asked && !asked.left && !asked.facilitates ? { asking: asked } : {};
  const last = lastGone(leaders, presence);
  if (!last) return asking;
  if (last.since !== undefined && at - last.since < claim_after_ms) return undefined;
  return { ...last, ...asking };
}

/** Of people who are away: who went last. Whoever has left went before those who may come back. */
function lastGone(
  leaders: readonly Participant[],
  presence: Presence,
): (Pick<FreeLead, 'since'> & { readonly from: Participant }) | undefined {
  const gone = leaders
    .filter(({ claimed }) => claimed !== true)
    .map((from) => ({ from, since: presence.get(from.participant)?.since }));
  const away = gone.filter(({ since }) => since !== undefined);
  const latest = away.sort((a, b) => (b.since ?? 0) - (a.since ?? 0))[0];
  const [leftLast] = [...gone].reverse();
  const found = latest ?? leftLast;
  if (!found) return undefined;
  return { from: found.from, ...(found.since !== undefined && { since: found.since }) };
}

/** Who leads in somebody's place. */
export function claimant(view: Pick<RoomView, 'participants'>): Participant | undefined {
  for (const person of view.participants) if (person.claimed === true) return person;
  return undefined;
}

/** Whom this person, who facilitates by right, may ask to step back. */
export function takesBackFrom(view: RoomView): Participant | undefined {
  const me = view.participant(view.me);
  if (!me?.facilitates || me.claimed === true) return undefined;
  return claimant(view);
}
