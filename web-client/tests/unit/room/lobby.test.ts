import { describe, expect, it } from 'vitest';
import {
  isPlanned,
  lobbyIsOpen,
  openQuestions,
  readersOf,
  ticketsForToday,
} from '../../../src/room/lobby';
import type { ParticipantId } from '../../../src/protocol/ids';
import { ShownRoom } from '../../../src/room/shown';
import {
  ann,
  bob,
  cleo,
  i1,
  i2,
  item,
  noon,
  participant,
  roomOf,
  t1,
  t2,
  t3,
  t4,
  ticket,
} from '../support/room_facts';

type Parts = Parameters<typeof roomOf>[0];
function viewOf(parts: Parts = {}, facts: object = {}): ShownRoom {
  const room = roomOf(parts);
  const view = new ShownRoom(room);
  view.update([], { me: ann, now: noon });
  return Object.keys(facts).length === 0
    ? view
    : Object.defineProperty(view, 'facts', { value: { ...view.facts, ...facts } });
}
const agenda = [item(i1, { kind: 'clarify' })];

describe('the lobby', () => {
  it('stays away from a room where nothing is planned', () => {
    expect(isPlanned(viewOf())).toBe(false);
    expect(lobbyIsOpen(viewOf())).toBe(false);
  });
  it('is open as soon as there is an agenda, a goal or a date', () => {
    expect(lobbyIsOpen(viewOf({ agenda }))).toBe(true);
    expect(lobbyIsOpen(viewOf({}, { goal: 'One cart' }))).toBe(true);
    expect(lobbyIsOpen(viewOf({}, { starts_at: noon }))).toBe(true);
  });
  it('closes while a meeting runs, and for good with the room', () => {
    expect(lobbyIsOpen(viewOf({ agenda }, { meeting: { number: 1, started: noon } }))).toBe(false);
    expect(lobbyIsOpen(viewOf({ agenda }, { status: 'ended' }))).toBe(false);
  });
  it('gives way to a ticket that everybody is brought to, and comes back without one', () => {
    const on = (spotlight: object) => lobbyIsOpen(viewOf({ agenda }, { spotlight }));
    expect(on({ board: 'estimate', ticket: t1 })).toBe(false);
    expect(on({ board: 'open' })).toBe(true);
    expect(on({ board: 'close' })).toBe(true);
  });
});

describe('tickets for today', () => {
  it('are those that the agenda names, parked ones too, in backlog order and once', () => {
    const view = viewOf({
      tickets: [
        ticket(t1, 'A'),
        ticket(t2, 'B', { parked: { at: noon, by: bob } }),
        ticket(t3, 'C', { status: { text: 'Shipped', category: 'done' } }),
        ticket(t4, 'D'),
      ],
      agenda: [item(i1, { tickets: [t4, t3] }), item(i2, { tickets: [t2, t4] })],
    });
    expect(ticketsForToday(view).map((one) => one.ticket)).toEqual([t2, t4]);
  });
  it('are none where no step names any', () => {
    expect(ticketsForToday(viewOf({ tickets: [ticket(t1, 'A')], agenda }))).toEqual([]);
  });
  it('TIC-21 an answered question is open no more', () => {
    const question = { question: i1, text: 'Why?', at: noon, by: bob };
    const answered = { ...question, question: i2, answer: { text: 'So', at: noon, by: ann } };
    const asked = ticket(t1, 'A', { questions: [answered, question] });
    expect(openQuestions(asked)).toEqual([question]);
    expect(openQuestions(ticket(t1, 'A'))).toEqual([]);
  });
  it('TIC-22 are read by members of the room, whether they are here or not', () => {
    const people = [
      participant(ann),
      participant(bob, { left: true }),
      participant(cleo, { left: true, removed: true }),
    ];
    const named = (read_by?: readonly ParticipantId[]) => {
      const { read, unread } = readersOf(ticket(t1, 'A', read_by && { read_by }), people);
      return [read, unread].map((some) => some.map(({ participant: who }) => who));
    };
    expect(named([bob, cleo])).toEqual([[bob], [ann]]);
    expect(named()).toEqual([[], [ann, bob]]);
  });
});
