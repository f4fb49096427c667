import { describe, expect, it } from 'vitest';
import { ann, bob, cleo, t1, t4 } from '../support/room_facts';
import { World } from '../support/world';

const here = (participant: string, more: object = {}) => ({
  participant,
  state: 'here',
  since: 1,
  ...more,
});
const presence = (people: object[], more: object = {}) => ({
  type: 'presence',
  people,
  gone: [],
  ...more,
});
const shown = (world: World) => [...world.client.presence.get().keys()];

describe('LIV-6 who is here', () => {
  it('a full list replaces, another adds and takes away', () => {
    const world = new World().joined();
    world.socket.say(presence([here(ann), here(bob)], { full: true }));
    world.socket.say(presence([here(cleo, { typing: true })], { gone: [bob] }));
    expect(shown(world)).toEqual([ann, cleo]);
    expect(world.client.presence.get().get(cleo)).toMatchObject({ typing: true });
    world.socket.say(presence([here(bob)], { full: true }));
    expect(shown(world)).toEqual([bob]);
  });
  it('somebody unknown is left out until they are known', () => {
    const dora = 'd04a'.padEnd(32, '0');
    const world = new World().joined();
    world.socket.say(presence([here(dora)]));
    expect(shown(world)).toEqual([]);
    const joined = {
      participant: dora,
      name: 'D',
      role: 'observer',
      facilitates: false,
      owns: false,
    };
    world.operation(11, dora, 'participant.joined', joined);
    expect(shown(world)).toEqual([dora]);
  });
  it('a ticket that is not confirmed is left out until it is', () => {
    const world = new World().joined();
    world.socket.say(presence([here(bob, { ticket: t4 })]));
    expect(world.client.presence.get().get(bob)).not.toHaveProperty('ticket');
    const added = { ticket: t4, number: 4, title: 'New', rank: 'D', created: 1 };
    world.operation(11, bob, 'ticket.added', added);
    expect(world.client.presence.get().get(bob)).toMatchObject({ ticket: t4 });
  });
  it('a nudge is told once, however often it is repeated', () => {
    const world = new World().joined();
    world.socket.say(presence([here(bob, { nudge: ann })]));
    world.socket.say(presence([here(bob, { nudge: ann, hand: true })]));
    world.socket.say(presence([here(cleo, { nudge: bob })]));
    expect(world.events).toEqual([{ kind: 'nudged', by: bob }]);
    world.socket.say(presence([here(bob)]));
    world.socket.say(presence([here(bob, { nudge: ann })]));
    expect(world.events).toHaveLength(2);
  });
});

describe('LIV-6 what this page tells', () => {
  it('at once, then at most ten a second, always the newest', () => {
    const world = new World().joined();
    for (let caret = 0; caret < 100; ++caret) {
      world.client.present({ ticket: t1, typing: true, caret });
      world.clock.pass(10);
    }
    const sent = world.socket.of('presence');
    expect(sent.length).toBeLessThanOrEqual(10);
    expect(sent.length).toBeGreaterThan(5);
    expect(sent[0]).toEqual({ type: 'presence', ticket: t1, typing: true, caret: 0 });
    world.clock.pass(200);
    expect(world.socket.of('presence').at(-1)).toMatchObject({ caret: 99 });
  });
  it('not what it has told already', () => {
    const world = new World().joined();
    world.client.present({ hand: true });
    world.clock.pass(500);
    world.client.present({ hand: true });
    world.clock.pass(500);
    expect(world.socket.of('presence')).toHaveLength(1);
  });
  it('again on a new connection', () => {
    const world = new World().joined();
    world.client.present({ hand: true });
    world.socket.drop();
    world.clock.pass(200);
    expect(world.returns().of('presence')).toEqual([{ type: 'presence', hand: true }]);
  });
  it('a nudge once, taken back by the next presence', () => {
    const world = new World().joined();
    world.client.present({ hand: true });
    world.clock.pass(500);
    world.client.nudge(bob);
    world.clock.pass(500);
    expect(world.socket.of('presence').slice(1)).toEqual([
      { type: 'presence', hand: true, nudge: bob },
      { type: 'presence', hand: true },
    ]);
  });
});
