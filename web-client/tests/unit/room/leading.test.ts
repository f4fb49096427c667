import { describe, expect, it } from 'vitest';
import type { PersonPresence } from '../../../src/protocol/messages';
import { freeLead, takesBackFrom } from '../../../src/room/leading';
import { progressOf } from '../../../src/room/selectors';
import { ShownRoom } from '../../../src/room/shown';
import { ann, bob, cleo, noon, participant, r1, roomOf, round, t1 } from '../support/room_facts';

type Parts = Parameters<typeof roomOf>[0];
function viewOf(parts: Parts = {}, me = bob): ShownRoom {
  const view = new ShownRoom(roomOf(parts));
  view.update([], { me, now: noon });
  return view;
}
const here = (who: string): PersonPresence => ({ participant: who, state: 'here', since: noon });
const away = (who: string, since: number): PersonPresence => ({
  participant: who,
  state: 'reconnecting',
  since,
});
const people = (...all: readonly PersonPresence[]) =>
  new Map(all.map((one) => [one.participant, one]));

describe('PAR-11 taking over', () => {
  it('is not offered while somebody who facilitates is here', () => {
    expect(freeLead(viewOf(), people(here(ann), here(bob)), noon + 60_000)).toBeUndefined();
  });
  it('is offered 20 s after the facilitator went, by name', () => {
    const presence = people(away(ann, noon), here(bob));
    expect(freeLead(viewOf(), presence, noon + 19_999)).toBeUndefined();
    expect(freeLead(viewOf(), presence, noon + 20_000)).toMatchObject({
      from: { participant: ann },
      since: noon,
    });
  });
  it('is offered where the facilitator has left, and where there never was one', () => {
    const left = participant(ann, { facilitates: true, left: true });
    const gone = viewOf({ participants: [left, participant(bob)] });
    expect(freeLead(gone, people(here(bob)), noon)).toMatchObject({ from: { participant: ann } });
    const nobody = viewOf({ participants: [participant(bob), participant(cleo)] });
    expect(freeLead(nobody, people(here(bob)), noon)).toEqual({});
  });
  it('waits for the first word about people', () => {
    expect(freeLead(viewOf(), people(), noon + 60_000)).toBeUndefined();
  });
  it('is not offered to whoever leads already, and not in a room that has ended', () => {
    const presence = people(away(ann, noon), here(bob));
    const later = noon + 60_000;
    const all = { write: 'everybody', order: 'everybody', lead: 'everybody' } as const;
    expect(freeLead(viewOf({ room: { rights: all } }), presence, later)).toBeUndefined();
    expect(freeLead(viewOf({ room: { status: 'ended' } }), presence, later)).toBeUndefined();
  });
  it('names who asks and waits for a second person', () => {
    const room = { claim: { participant: cleo, asked: noon } };
    const presence = people(away(ann, noon), here(bob), here(cleo));
    expect(freeLead(viewOf({ room }), presence, noon + 30_000)).toMatchObject({
      asking: { participant: cleo },
    });
  });
});

describe('PAR-12 taking back', () => {
  const participants = [
    participant(ann, { facilitates: true, owns: true }),
    participant(bob, { facilitates: true, claimed: true }),
    participant(cleo),
  ];
  it('is for whoever facilitates by right', () => {
    expect(takesBackFrom(viewOf({ participants }, ann))?.participant).toBe(bob);
    expect(takesBackFrom(viewOf({ participants }, bob))).toBeUndefined();
    expect(takesBackFrom(viewOf({ participants }, cleo))).toBeUndefined();
  });
});

describe('RND-16 nobody waits for somebody excused', () => {
  it('leaves them out of "3 of 8 voted", unless they have voted', () => {
    const waits = round(r1, t1, { voted: [ann], excused: [bob] });
    const view = viewOf({ rounds: [waits] });
    expect(progressOf(view, waits)).toMatchObject({ voted: 1, of: 1, missing: [] });
    const voted = { ...waits, voted: [ann, bob] };
    expect(progressOf(view, voted)).toMatchObject({ voted: 2, of: 2, missing: [] });
  });
});
