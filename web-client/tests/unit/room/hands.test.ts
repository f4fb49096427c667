import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '../../../src/protocol/ids';
import type { PersonPresence } from '../../../src/protocol/messages';
import { handsRaised, sittingOf } from '../../../src/room/hands';
import { ann, bob, cleo, participant } from '../support/room_facts';

const presence = (...people: readonly PersonPresence[]) =>
  new Map<ParticipantId, PersonPresence>(people.map((one) => [one.participant, one]));
const here = (who: string, more: Partial<PersonPresence> = {}): PersonPresence => ({
  participant: who,
  state: 'here',
  since: 0,
  ...more,
});

describe('who sits in the room while no round runs', () => {
  const people = [participant(ann), participant(bob), participant(cleo)];
  it('the longest raised hand comes first, then everybody as they came', () => {
    const seats = sittingOf(
      people,
      presence(
        here(ann),
        here(bob, { hand: true, hand_at: 9 }),
        here(cleo, { hand: true, hand_at: 5 }),
      ),
    );
    expect(seats.map(({ person, place }) => [person.participant, place])).toEqual([
      [cleo, 1],
      [bob, 2],
      [ann, undefined],
    ]);
  });
  it('whoever left has no seat, whoever is away keeps it', () => {
    const seats = sittingOf(
      [participant(ann, { left: true }), participant(bob), participant(cleo)],
      presence(here(cleo, { done: true })),
    );
    expect(seats).toMatchObject([
      { person: { participant: bob }, reconnecting: true, done: false },
      { person: { participant: cleo }, reconnecting: false, done: true },
    ]);
  });
});

describe('hands that went up', () => {
  it('names them in their turn, and none twice', () => {
    const before = presence(here(ann, { hand: true, hand_at: 1 }), here(bob));
    const now = presence(
      here(ann, { hand: true, hand_at: 1 }),
      here(bob, { hand: true, hand_at: 7 }),
      here(cleo, { hand: true, hand_at: 4 }),
    );
    expect(handsRaised(before, now)).toEqual([cleo, bob]);
  });
  it('a hand that went down is no word', () => {
    expect(handsRaised(presence(here(ann, { hand: true })), presence(here(ann)))).toEqual([]);
  });
});
