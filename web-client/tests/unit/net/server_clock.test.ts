import { describe, expect, it } from 'vitest';
import { ServerClock } from '../../../src/net/server_clock';
import { at } from '../support/room_facts';
import { VirtualClock } from '../support/virtual_clock';
import { World } from '../support/world';

describe("LIV-1 the server's clock", () => {
  const here = new VirtualClock();
  const start = here.now();
  const clockOf = () => new ServerClock(() => here.now());

  it("is this page's own as long as nothing was heard", () => {
    expect(clockOf().now()).toBe(here.now());
  });
  it('is the time of the answer plus half the way', () => {
    const clock = clockOf();
    const t0 = here.now();
    here.pass(200);
    clock.answered(t0, t0 + 60_000 + 100);
    expect(clock.now()).toBe(here.now() + 60_000);
  });
  it('trusts the answer that came quickest', () => {
    const clock = clockOf();
    const probe = (way: number, offset: number) => {
      const t0 = here.now();
      here.pass(way);
      clock.answered(t0, here.now() + offset);
    };
    probe(10, 500);
    probe(2_000, 9_000);
    expect(clock.now()).toBe(here.now() + 505);
  });
  it('takes a time that came unasked for the first guess only', () => {
    const clock = clockOf();
    clock.told(here.now() + 1_000);
    clock.told(here.now() + 5_000);
    expect(clock.now()).toBe(here.now() + 1_000);
    clock.answered(here.now(), here.now() + 1_200);
    expect(clock.now()).toBe(here.now() + 1_200);
  });
  it('forgets when the machine slept', () => {
    const clock = clockOf();
    clock.answered(here.now(), here.now() + 1_000);
    clock.forget();
    expect(clock.now()).toBe(here.now());
    expect(here.now()).toBeGreaterThan(start);
  });
  it('is asked once with every welcome', () => {
    const world = new World().joined();
    expect(world.client.serverNow()).toBe(at(0) + 200);
    world.socket.drop();
    expect(world.returns().of('time')).toHaveLength(1);
  });
});
