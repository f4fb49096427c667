import { describe, expect, it } from 'vitest';
import { retryDelay } from '../../../src/net/link';
import { snapshotOf, welcome, World } from '../support/world';

const view = (world: World) => world.client.connection.get();

describe('LIV-5 the delay before connecting again', () => {
  it('is anything up to a bound that doubles to 15 s', () => {
    expect([0, 1, 2, 3, 4, 5, 9].map((tries) => retryDelay(tries, 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 15_000, 15_000,
    ]);
    expect(retryDelay(4, 0)).toBe(0);
    expect(retryDelay(4, 0.25)).toBe(2000);
  });

  it('goes on for ever', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    for (let tries = 0; tries < 50; ++tries) {
      world.socket.drop();
      expect(world.state).toBe('offline');
      world.nextTry();
      expect(world.state).toBe('connecting');
    }
    expect(world.sockets).toHaveLength(51);
  });

  it('is told, for a countdown', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    world.socket.drop();
    expect(view(world)).toMatchObject({ idle: false, retryAt: world.clock.now() + 250 });
  });

  const delayAfter = (live: number) => {
    const world = new World();
    world.fraction = 0;
    world.client.join({ name: 'Ann' });
    // Three tries in vain, and then one that lives for so long.
    for (let tries = 0; tries < 3; ++tries) {
      world.socket.drop();
      world.clock.pass(0);
    }
    world.socket.open().say(welcome()).say(snapshotOf(10)).say({ type: 'yours', rounds: {} });
    for (let passed = 0; passed < live; passed += 1000) {
      world.clock.pass(1000);
      world.socket.say({ type: 'status', store: 'ok' });
    }
    world.fraction = 1;
    world.socket.drop();
    const now = view(world);
    return now.state === 'offline' && (now.retryAt ?? 0) - world.clock.now();
  };
  it('begins anew after 30 s of being live', () => expect(delayAfter(30_000)).toBe(500));
  it('and not before', () => expect(delayAfter(29_000)).toBe(4000));

  it('begins anew on wake, with a try at once', () => {
    const world = new World();
    world.fraction = 1;
    world.client.join({ name: 'Ann' });
    for (let tries = 0; tries < 6; ++tries) {
      world.socket.drop();
      world.nextTry();
    }
    world.socket.drop();
    world.client.wake();
    expect(world.state).toBe('connecting');
    world.socket.drop();
    expect(view(world)).toMatchObject({ retryAt: world.clock.now() + 500 });
  });
});

describe('LIV-4 liveness', () => {
  it('asks after 15 s of silence and gives the socket up 5 s later', () => {
    const world = new World().joined();
    const { socket } = world;
    world.clock.pass(14_799);
    expect(socket.of('time')).toHaveLength(0);
    world.clock.pass(1);
    expect(socket.of('time')).toHaveLength(1);
    world.clock.pass(4_999);
    expect(world.state).toBe('live');
    world.clock.pass(1);
    expect(world.state).toBe('offline');
    expect(socket.closedByPage).toBe(true);
  });
  it('any frame is an answer', () => {
    const world = new World().joined();
    world.clock.pass(16_000);
    world.socket.say({ type: 'presence', people: [], gone: [] });
    world.clock.pass(10_000);
    expect(world.state).toBe('live');
  });
  it('a cut of one second is noticed by nobody', () => {
    const world = new World().joined();
    world.clock.pass(1_000);
    world.socket.say({ type: 'status', store: 'ok' });
    expect(world.state).toBe('live');
    expect(world.sockets).toHaveLength(1);
  });
  it('a wake asks at once', () => {
    const world = new World().joined();
    world.clock.sleep(3_600_000);
    world.client.wake();
    expect(world.socket.of('time')).toHaveLength(1);
    world.clock.pass(5_000);
    expect(world.state).toBe('offline');
  });
  it('a socket that does not open is given up after 10 s', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    world.clock.pass(9_999);
    expect(world.state).toBe('connecting');
    world.clock.pass(1);
    expect(world.state).toBe('offline');
  });
  it('late events of a socket that was given up are ignored', () => {
    const world = new World().joined();
    const orphan = world.socket;
    world.clock.pass(20_000);
    const current = world.nextTry().open();
    expect(current).not.toBe(orphan);
    orphan.say(snapshotOf(99));
    orphan.bye('not_found', 4506);
    expect(world.state).toBe('connecting');
    expect(world.view.seq).toBe(10);
  });
});

describe('BYE-2 the end of a connection', () => {
  it.each([
    ['not_found', 4506, 'stop'],
    ['bad_request', 4500, 'ask'],
    ['bad_key', 4500, 'ask'],
    ['passcode', 4500, 'ask'],
    ['removed', 4501, 'stop'],
    ['locked', 4502, 'stop'],
    ['unsupported', 4505, 'reload'],
    ['protocol', 4503, 'stop'],
    ['replaced', 4504, 'silent'],
    ['left', 1000, 'front_page'],
  ])('%s: %s, the page does not come back by itself', (code, close, action) => {
    const world = new World().joined();
    world.socket.bye(code, close, { where: 'name' });
    expect(view(world)).toEqual({
      state: 'refused',
      action,
      code,
      message: `Because of ${code}.`,
      where: 'name',
    });
    world.clock.pass(120_000);
    world.client.wake();
    expect(world.sockets).toHaveLength(1);
  });

  it.each([
    ['busy', 4003, 2500],
    ['read_only', 4003, 2500],
    ['drain', 4000, 1500],
  ])('%s: again after what the server asks for', (code, close, retry) => {
    const world = new World().joined();
    world.socket.bye(code, close, { retry });
    expect(view(world)).toMatchObject({ state: 'offline', retryAt: world.clock.now() + retry });
    world.clock.pass(retry);
    expect(world.sockets).toHaveLength(2);
  });

  it.each([
    ['slow', 4002],
    ['silent', 4001],
  ])('%s: again, after a delay of our own', (code, close) => {
    const world = new World().joined();
    world.socket.bye(code, close);
    expect(view(world)).toMatchObject({ state: 'offline', retryAt: world.clock.now() + 250 });
  });

  it('moved: again at once, but not in a circle', () => {
    const world = new World().joined();
    world.socket.bye('moved', 4005);
    expect(view(world)).toMatchObject({ retryAt: world.clock.now() });
    world.clock.pass(0);
    world.socket.open().bye('moved', 4005);
    expect(view(world)).toMatchObject({ retryAt: world.clock.now() + 500 });
  });
});

describe('BYE-3 a close that nothing explains', () => {
  it.each([1006, 1000, 1001, 1011, 1012, 4000, 4042, 4499])('%i: connect again', (code) => {
    const world = new World().joined();
    world.socket.drop(code);
    expect(world.state).toBe('offline');
    world.nextTry();
    expect(world.sockets).toHaveLength(2);
  });
  it.each([
    [1007, 'protocol', 'stop'],
    [1009, 'protocol', 'stop'],
    [4500, '4500', 'stop'],
    [4504, 'replaced', 'silent'],
    [4505, 'unsupported', 'reload'],
    [4567, '4567', 'stop'],
    [4999, '4999', 'stop'],
  ])('%i: stop', (code, name, action) => {
    const world = new World().joined();
    world.socket.drop(code);
    expect(view(world)).toMatchObject({ state: 'refused', code: name, action });
  });
  it('a code that a newer server knows goes by its number', () => {
    const stopped = new World().joined();
    stopped.socket.bye('asleep', 4600);
    expect(view(stopped)).toMatchObject({ state: 'refused', code: 'asleep', action: 'stop' });
    const returns = new World().joined();
    returns.socket.bye('busy_elsewhere', 4100, { retry: 700 });
    expect(view(returns)).toMatchObject({ retryAt: returns.clock.now() + 700 });
  });
});

describe('asking again', () => {
  it('a join after a refusal connects with what was asked for', () => {
    const world = new World();
    world.client.join({ name: 'Ann' });
    world.socket.open().bye('passcode', 4500);
    world.client.join({ name: 'Ann', passcode: 'blue whale' });
    expect(world.state).toBe('connecting');
    expect(world.socket.open().hello).toMatchObject({ name: 'Ann', passcode: 'blue whale' });
  });
  it('a page that was closed stays away', () => {
    const world = new World().joined();
    world.client.close();
    world.clock.pass(60_000);
    world.client.wake();
    world.client.join({});
    expect(world.sockets).toHaveLength(1);
    expect(view(world)).toMatchObject({ state: 'offline', idle: true });
  });
});

describe('what a screen is told', () => {
  it('since when the room is not live, over all tries', () => {
    const world = new World().joined();
    world.clock.pass(2_000);
    const lost = world.clock.now();
    world.socket.drop();
    for (let tries = 0; tries < 4; ++tries) {
      expect(view(world)).toMatchObject({ state: 'offline', since: lost });
      world.nextTry();
      expect(view(world)).toMatchObject({ state: 'connecting', since: lost });
      world.socket.drop();
    }
  });
  it('nothing is connected before somebody joins', () => {
    const world = new World();
    expect(view(world)).toMatchObject({ state: 'offline', idle: true });
    world.client.wake();
    expect(world.sockets).toHaveLength(0);
  });
});
