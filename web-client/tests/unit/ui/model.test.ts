/**
 * What the page draws of its room. Effects do not run without a browser and are not needed here:
 * the model draws when its client tells it to.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RoomModel } from '../../../src/ui/room/model.svelte';
import { bob, t1, t2, t3, ticket } from '../support/room_facts';
import { snapshotOf, welcome, World } from '../support/world';

const backlog = { tickets: [ticket(t1, 'C'), ticket(t2, 'A'), ticket(t3, 'B')] };
const inOrder = [t2, t3, t1];

beforeEach(() => {
  vi.stubGlobal('document', { visibilityState: 'hidden' });
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('RES the backlog of a page that joins', () => {
  it('stands in its order as soon as it is shown', () => {
    const world = new World();
    const model = new RoomModel(world.client);
    world.joined(backlog);
    vi.runAllTimers();
    expect(model.order).toEqual(inOrder);
    expect([...model.tickets.keys()].sort()).toEqual([t1, t2, t3]);
  });

  it('does so too where a frame of the screen passed between the snapshot and the rest', () => {
    const world = new World();
    const model = new RoomModel(world.client);
    world.client.join({ name: 'Ann' });
    world.socket
      .open()
      .say(welcome({ seq: 11 }))
      .say(snapshotOf(10, backlog));
    vi.runAllTimers();
    expect(model.ready).toBe(false);
    world.operation(11, bob, 'ticket.edited', { ticket: t1, set: { title: 'Theirs' } });
    vi.runAllTimers();
    expect(model.order).toEqual(inOrder);
    expect(model.tickets.get(t1)?.title).toBe('Theirs');
    expect(model.participants).toHaveLength(3);
  });

  it('is drawn anew where it changed', () => {
    const world = new World();
    const model = new RoomModel(world.client);
    world.joined(backlog);
    vi.runAllTimers();
    world.operation(11, bob, 'ticket.moved', { ranks: { [t1]: '9' } });
    vi.runAllTimers();
    expect(model.order).toEqual([t1, t2, t3]);
  });
});
