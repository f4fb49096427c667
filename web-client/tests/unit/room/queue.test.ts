import { describe, expect, it } from 'vitest';
import { isInStep, isThrough, onward, placeInQueue, queueAtWork } from '../../../src/room/queue';
import { ShownRoom } from '../../../src/room/shown';
import { ann, i1, item, noon, roomOf, t1, t2, t3, t4, ticket } from '../support/room_facts';

function viewOf(parts: Parameters<typeof roomOf>[0]): ShownRoom {
  const view = new ShownRoom(roomOf(parts));
  view.update([], { me: ann, now: noon });
  return view;
}
const done = { status: { text: 'Shipped', category: 'done' } } as const;
const clarify = item(i1, { state: 'running', since: noon, queue: [t1, t2, t3] });
const sized = { estimate: { card: '5', value: 5000, by: ann } };

describe('AGD-6 the queue of the step at work', () => {
  it('counts no ticket that is archived or done by now', () => {
    const view = viewOf({
      tickets: [ticket(t1, 'A'), ticket(t2, 'B', done), ticket(t3, 'C')],
      agenda: [clarify],
    });
    expect(queueAtWork(view)).toEqual([t1, t3]);
    expect(placeInQueue(view, t3)).toEqual({ place: 2, of: 2 });
    expect(placeInQueue(view, t2)).toBeUndefined();
  });

  it('goes on with the next one, then with one that was passed over, then says it is through', () => {
    const view = (finished: readonly string[]) =>
      viewOf({
        tickets: [ticket(t1, 'A'), ticket(t2, 'B'), ticket(t3, 'C'), ticket(t4, 'D')],
        agenda: [{ ...clarify, finished: finished.map((id) => ({ ticket: id, ms: 1 })) }],
      });
    expect(onward(view([]), t1)).toEqual({ board: 'clarify', ticket: t2 });
    expect(onward(view([t2]), t3)).toEqual({ board: 'clarify', ticket: t1 });
    expect(onward(view([t1, t2]), t3)).toEqual({ board: 'clarify' });
  });

  it('passes over what is parked, and goes on from a ticket that was archived', () => {
    const view = viewOf({
      tickets: [
        ticket(t1, 'A', { archived: { at: noon, by: ann } }),
        ticket(t2, 'B', { parked: { at: noon, by: ann } }),
        ticket(t3, 'C'),
      ],
      agenda: [clarify],
    });
    expect(onward(view, t1)).toEqual({ board: 'clarify', ticket: t3 });
    expect(placeInQueue(view, t1)).toBeUndefined();
    expect([t1, t4].map((one) => isInStep(view, one))).toEqual([true, false]);
  });

  it('follows the backlog to the next one without an estimate where no step runs', () => {
    const view = viewOf({
      tickets: [ticket(t1, 'A'), ticket(t2, 'B', sized), ticket(t3, 'C')],
    });
    expect(onward(view, t1)).toEqual({ board: 'estimate', ticket: t3 });
    expect(onward(view, t3)).toBeUndefined();
  });

  it('is through once its last ticket was left', () => {
    const left = { ...clarify, finished: [{ ticket: t1, ms: 1 }] };
    const at = (spotlight: { board: string; ticket?: string }) =>
      viewOf({ room: { spotlight }, agenda: [left] });
    expect(isThrough(at({ board: 'clarify' }))).toBe(true);
    expect(isThrough(at({ board: 'clarify', ticket: t1 }))).toBe(false);
    expect(isThrough(at({ board: 'estimate' }))).toBe(false);
  });
});
