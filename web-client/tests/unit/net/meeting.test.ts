import { describe, expect, it } from 'vitest';
import { ann, bob, roomId } from '../support/room_facts';
import { snapshotOf, welcome, World } from '../support/world';

describe('JOIN a page that reads', () => {
  it('takes no seat, is nobody, and shows its key on every connection', () => {
    const world = new World();
    world.client.join({ key: 'read', reads: true });
    const { participant: _nobody, ...told } = welcome({ role: 'reader', facilitates: false });
    world.socket.open().say(told).say(snapshotOf(10));
    expect(world.state).toBe('live');
    expect(world.view).toMatchObject({ me: '', reads: true });
    expect(world.seats.get(roomId)).toBeUndefined();
    expect(world.socket.hello).not.toHaveProperty('seat');
    world.socket.drop();
    expect(world.nextTry().open().hello).toMatchObject({ key: 'read' });
  });
});

describe('what a meeting asks of the server', () => {
  it('SRCH-1 a search is answered by its number, and by nothing when the line is cut', async () => {
    const world = new World().joined();
    const [first, second] = [world.client.search('ferry'), world.client.search('map')];
    expect(world.socket.of('search').map((frame) => frame['id'])).toEqual([1, 2]);
    world.socket.say({ type: 'found', id: 2, tickets: [ann] });
    expect(await second).toEqual([ann]);
    world.socket.drop();
    expect(await first).toBeUndefined();
    expect(await world.client.search('now')).toBeUndefined();
  });
  it('ROOM-10 the key of a renewed link is told once', () => {
    const world = new World().joined();
    world.client.send({ do: 'links.renew', data: { which: 'read' } });
    world.operation(11, ann, 'links.renewed', { which: 'read' });
    world.socket.say({ type: 'ack', cseq: 1, seq: 11, secret: 'k3y' });
    expect(world.events).toContainEqual({ kind: 'secret_told', which: 'read', secret: 'k3y' });
  });
  it('LIV-6 readers stay as they were told, and the lead lowers a hand once', () => {
    const world = new World().joined();
    world.socket.say({ type: 'presence', people: [], gone: [], readers: 2 });
    world.socket.say({ type: 'presence', people: [], gone: [] });
    expect(world.client.readers.get()).toBe(2);
    world.client.lowerHand(bob);
    world.clock.pass(200);
    expect(world.socket.of('presence')).toEqual([
      { type: 'presence', lower: bob },
      { type: 'presence' },
    ]);
  });
  it('shows a tick at once and takes it back where it is refused', () => {
    const world = new World().joined();
    const [ticket = ''] = world.view.order;
    const entry = '1'.padStart(32, '0');
    world.client.send({ do: 'ticket.check', data: { ticket, list: 'ready', entry, on: true } });
    expect(world.view.ticket(ticket)?.checked).toEqual({ ready: [entry] });
    world.socket.say({ type: 'refused', cseq: 1, code: 'forbidden', message: 'No.' });
    expect(world.view.ticket(ticket)).not.toHaveProperty('checked');
  });
});
