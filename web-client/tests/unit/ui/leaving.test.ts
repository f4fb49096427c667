import { describe, expect, test } from 'vitest';
import { losesByLeaving } from '../../../src/ui/room/leaving';
import { t1 } from '../support/room_facts';
import { World } from '../support/world';

const title = { do: 'ticket.edit', data: { ticket: t1, set: { title: 'New' }, base: 10 } } as const;
const refused = (code: string) => ({ type: 'refused', cseq: 1, code, message: 'No.', retry: 700 });

function sends(): World {
  const world = new World().joined();
  world.client.send(title);
  return world;
}
const loses = (world: World): boolean => losesByLeaving(world.client.outbox.get());

describe('leaving the page asks first', () => {
  test('while a command has no answer, and then no more', () => {
    expect(loses(new World().joined())).toBe(false);
    const world = sends();
    expect(loses(world)).toBe(true);
    world.socket.say({ type: 'ack', cseq: 1, seq: 11 });
    world.operation(11, world.view.me, 'ticket.edited', { ticket: t1, set: { title: 'New' } });
    expect(loses(world)).toBe(false);
  });
  test.each(['rate_limited', 'busy', 'read_only'])('while it waits: %s', (code) => {
    const world = sends();
    world.socket.say(refused(code));
    expect(loses(world)).toBe(true);
  });
  test('while there is no connection', () => {
    const world = new World().joined();
    world.socket.drop();
    expect(loses(world)).toBe(false);
    world.client.send(title);
    expect(loses(world)).toBe(true);
  });
  test('not for what was refused for good', () => {
    const world = sends();
    world.socket.say(refused('forbidden'));
    expect(loses(world)).toBe(false);
  });
});
