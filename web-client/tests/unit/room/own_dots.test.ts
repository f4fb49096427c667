import { describe, expect, it } from 'vitest';
import type { Command } from '../../../src/protocol/command';
import type { Ballot } from '../../../src/protocol/state';
import { ShownRoom } from '../../../src/room/shown';
import type { PendingCommand } from '../../../src/room/view';
import { ann, bob, d1, dots, happens, noon, roomOf, t1, t2 } from '../support/room_facts';

const place = (ticket: string): Command => ({ do: 'dot.place', data: { ballot: d1, ticket } });
const take = (ticket: string, all?: true): Command => ({
  do: 'dot.take',
  data: { ballot: d1, ticket, ...(all && { all }) },
});
const author = { me: ann, now: noon };
const pending = (
  id: number,
  command: Command,
  delivery: PendingCommand['delivery'] = 'sending',
): PendingCommand => ({ id, command, delivery });

function shownWith(own: Readonly<Record<string, number>> = {}, more: Partial<Ballot> = {}) {
  const room = roomOf({ ballots: [dots(more)] });
  room.putOwnDots(new Map([[d1, new Map(Object.entries(own))]]));
  const shown = new ShownRoom(room);
  return { room, shown, on: () => Object.fromEntries(shown.ownDots(d1).on) };
}

describe('own dots', () => {
  it('are there at once, as on their way', () => {
    const { shown, on } = shownWith();
    shown.update([pending(1, place(t1)), pending(2, place(t1)), pending(3, place(t2))], author);
    expect(on()).toEqual({ [t1]: 2, [t2]: 1 });
    expect(shown.ownDots(d1).delivery).toBe('sending');
    expect(shown.ballot(d1)?.placed).toEqual([{ participant: ann, left: 2 }]);
    shown.update([pending(1, take(t1, true), 'kept')], author);
    expect(shown.ownDots(d1).delivery).toBe('kept');
  });

  it('are not counted twice where the word about them comes before the answer', () => {
    const { room, shown, on } = shownWith({ [t1]: 1 });
    const both = [pending(1, place(t1)), pending(2, place(t1))];
    shown.update(both, author);
    expect(on()).toEqual({ [t1]: 3 });
    happens(room, ann, 'dot.placed', { ballot: d1, left: 3 });
    room.putOwnDots(new Map([[d1, new Map([[t1, 2]])]]));
    shown.update(both, author);
    expect(on()).toEqual({ [t1]: 3 });
    shown.update(both.slice(1), author);
    expect(on()).toEqual({ [t1]: 3 });
  });

  it('go back where one is refused', () => {
    const { shown, on } = shownWith({ [t1]: 1 });
    shown.update([pending(1, place(t1))], author);
    const changes = shown.update([], author);
    expect(on()).toEqual({ [t1]: 1 });
    expect([...changes.ballots]).toEqual([d1]);
    expect(shown.ballot(d1)).toEqual(dots());
  });

  it('are taken back, one or all', () => {
    const { shown, on } = shownWith({ [t1]: 3, [t2]: 1 });
    shown.update([pending(1, take(t1)), pending(2, take(t2, true))], author);
    expect(on()).toEqual({ [t1]: 2 });
  });

  it('never pass a limit', () => {
    const { shown, on } = shownWith({ [t1]: 3 }, { per_person: 4 });
    shown.update(
      [t1, t2, t2].map((id, at) => pending(at, place(id))),
      author,
    );
    expect(on()).toEqual({ [t1]: 3, [t2]: 1 });
  });

  it('are those of the reveal in a voting by name, and say nothing new once it is closed', () => {
    const { room, shown, on } = shownWith({}, { anonymous: false });
    room.putOwnDots(new Map());
    const hands = [
      { by: bob, dots: [{ ticket: t2, n: 5 }] },
      { by: ann, dots: [{ ticket: t1, n: 2 }] },
    ];
    happens(room, null, 'dots.closed', { ballot: d1, hands });
    shown.update([pending(1, place(t2))], author);
    expect(on()).toEqual({ [t1]: 2 });
    expect(shown.ownDots(d1).delivery).toBeUndefined();
  });

  it('done is said at once as well', () => {
    const { shown } = shownWith();
    shown.update([pending(1, { do: 'ballot.done', data: { ballot: d1 } })], author);
    expect(shown.ballot(d1)?.done).toEqual([ann]);
  });

  it('DOT-6 a ticket on which dots are placed is not taken away before the word of the server', () => {
    const { shown } = shownWith();
    shown.update([pending(1, { do: 'ticket.archive', data: { ticket: t1 } })], author);
    expect(shown.ticket(t1)?.archived).toBeUndefined();
  });
});
