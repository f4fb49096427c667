import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../../src/protocol/state';
import { aboveItsBlocker } from '../../../src/room/blockers';
import { orderWithin, previewOrder } from '../../../src/room/order';
import { ShownRoom } from '../../../src/room/shown';
import { ann, noon, roomOf, ticket } from '../support/room_facts';

const names = 'abcdefghijkl';
const letters = (word: string): string[] => word.split('');
const idOf = (name: string): string => `7c${name.charCodeAt(0).toString(16).padStart(30, '0')}`;
const nameOf = (id: string): string => String.fromCharCode(parseInt(id.slice(2), 16));
/** "a", "b<a" (a blocks b), in this order from the top. */
function backlog(...lines: readonly string[]) {
  const tickets = lines.map((line, place): Ticket => {
    const [name = '', blockers = ''] = line.split('<');
    const done = name.endsWith('!');
    const blocked_by = letters(blockers).map(idOf);
    return ticket(idOf(name.charAt(0)), `A${names.charAt(place)}`, {
      ...(blocked_by.length > 0 && { blocked_by }),
      ...(done && { status: { text: 'Done', category: 'done' } }),
    });
  });
  const room = roomOf({ tickets });
  const shown = new ShownRoom(room);
  shown.update([], { me: ann, now: noon });
  return shown;
}
const order = (view: ShownRoom, wish: string): string =>
  orderWithin(view, letters(wish).map(idOf)).map(nameOf).join('');

describe('ORD-2 the order that a wish becomes', () => {
  it('is the wish where nothing waits', () =>
    expect(order(backlog('a', 'b', 'c'), 'cab')).toBe('cab'));
  it('puts a blocker above what it blocks', () =>
    expect(order(backlog('a', 'b<a', 'c'), 'bca')).toBe('cab'));
  it('mends a dependency that is broken now', () =>
    expect(order(backlog('a<b', 'b', 'c'), 'acb')).toBe('cba'));
  it('a blocker that is done holds nobody', () =>
    expect(order(backlog('a!', 'b<a'), 'ba')).toBe('ba'));
  it('a chain stays a chain', () =>
    expect(order(backlog('a', 'b<a', 'c<b', 'd'), 'cbda')).toBe('dabc'));
  it('stays below a blocker that is not voted on', () =>
    expect(order(backlog('a', 'x', 'b<x', 'c'), 'bca')).toBe('cba'));
  it('stays above what waits outside', () =>
    expect(order(backlog('a', 'b', 'x<a', 'c'), 'cba')).toBe('cab'));
  it('takes a blocker up in time, though the wish has it last', () =>
    expect(order(backlog('a', 'b', 'c', 'x<c', 'd'), 'dabc')).toBe('dac' + 'b'));
  it('where all cannot hold, keeps those that hold now', () =>
    // a stands above its blocker x, and cannot come below it; b above what it blocks can stay.
    expect(order(backlog('a<x', 'b', 'y<b', 'x'), 'ba')).toBe('ba'));
  it('two outside that cross', () =>
    expect(order(backlog('a', 'x<a', 'y', 'b<y'), 'ba')).toBe('ab'));
});

describe('ORD-2 whatever the wish', () => {
  let seed = 7;
  const random = (n: number) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    return (seed >>> 8) % n;
  };
  it('a dependency that holds now holds afterwards, and places are shared out', () => {
    for (let time = 0; time < 400; ++time) {
      const n = 4 + random(8);
      const lines = letters(names.slice(0, n)).map((name, index) => {
        const blockers = letters(names.slice(0, n)).filter(
          (other, at) => other !== name && random(6) === 0 && (at < index || random(8) === 0),
        );
        // No circles: only upwards by name.
        return `${name}<${blockers.filter((other) => other < name).join('')}`;
      });
      const shuffled = lines
        .map((line) => ({ line, key: random(3) === 0 ? random(100) : line.charCodeAt(0) - 90 }))
        .sort((a, b) => a.key - b.key)
        .map(({ line }) => line);
      const view = backlog(...shuffled);
      const wish = view.order
        .filter(() => random(3) > 0)
        .map((id) => ({ id, key: random(100) }))
        .sort((a, b) => a.key - b.key)
        .map(({ id }) => id);
      const broken = (of: ShownRoom) =>
        new Set(
          of.order.flatMap((id) => {
            const one = of.ticket(id);
            return one ? aboveItsBlocker(of, one).map((above) => `${id}<${above.ticket}`) : [];
          }),
        );
      const before = broken(view);
      const placed = orderWithin(view, wish);
      expect([...placed].sort()).toEqual([...wish].sort());
      const ranks = wish.map((id) => view.ticket(id)?.rank ?? '').sort();
      const moved = new Map(placed.map((id, place) => [id, ranks[place] ?? '']));
      const after = new ShownRoom(
        roomOf({
          tickets: view.order.flatMap((id) => {
            const one = view.ticket(id);
            return one ? [{ ...one, rank: moved.get(id) ?? one.rank }] : [];
          }),
        }),
      );
      after.update([], { me: ann, now: noon });
      for (const one of broken(after)) expect(before).toContain(one);
      // Asked again, it says the same.
      expect(orderWithin(after, placed)).toEqual(placed);
    }
  });
});

describe('ORD the preview', () => {
  it('says how far each goes, and who stays below its blocker', () => {
    const preview = previewOrder(backlog('a', 'x', 'b<a', 'c'), ['b', 'c', 'a'].map(idOf));
    expect(preview.lines.map(({ ticket: id, up, held }) => [nameOf(id), up, held])).toEqual([
      ['c', 3, false],
      ['a', -2, false],
      ['b', -1, true],
    ]);
    expect(preview).toMatchObject({ moved: 3, held: 1 });
  });
});
