import { describe, expect, it } from 'vitest';
import { provisionalRank, reorder } from '../../../src/room/ranks';

describe('a provisional rank', () => {
  it.each([
    ['between two', 'A', 'B'],
    ['where one begins with the other', 'A', 'A0V'],
    ['on top', '', '1'],
    ['at the end', 'zz', undefined],
    ['in an empty list', '', undefined],
    ['before another provisional one', 'A', 'A!5'],
    ['before a provisional one of that', 'A', 'A!!5'],
    ['behind a provisional one', 'A!5', 'A0V'],
    ['between two provisional ones', 'A!5', 'A!5!5'],
  ])('lies strictly between its neighbours: %s', (_where, lower, upper) => {
    const rank = provisionalRank(lower, upper);
    expect(rank > lower).toBe(true);
    if (upper !== undefined) expect(rank < upper).toBe(true);
  });

  it('leaves room in front of it and behind it for ever', () => {
    let lower = 'A';
    let upper = 'B';
    for (let turn = 0; turn < 60; ++turn) {
      const rank = provisionalRank(lower, upper);
      expect(rank > lower && rank < upper).toBe(true);
      if (turn % 3 === 0) lower = rank;
      else upper = rank;
    }
  });
});

describe('RANK-1 the order', () => {
  const order = (ranks: Record<string, string>, before: string[], changed: string[]) =>
    reorder(before, new Set(changed), (id) => ranks[id]);

  it('is bytewise: capitals before small letters, digits before both', () => {
    expect(order({ a: 'a', b: 'B', c: '9' }, [], ['a', 'b', 'c'])).toEqual(['c', 'b', 'a']);
  });
  it('keeps what did not change and places what did', () => {
    const ranks = { a: 'D', b: 'B', c: 'C', d: 'A' };
    expect(order(ranks, ['a', 'b', 'c'], ['a', 'd'])).toEqual(['d', 'b', 'c', 'a']);
  });
  it('drops what is gone', () => {
    expect(order({ a: 'A' }, ['a', 'b'], ['b'])).toEqual(['a']);
  });
  it('agrees with sorting, whatever changed', () => {
    let seed = 7;
    const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
    const ranks: Record<string, string> = {};
    let sorted: string[] = [];
    for (let round = 0; round < 200; ++round) {
      const changed = new Set<string>();
      for (let n = random(6); n >= 0; --n) {
        const id = `t${random(40)}`;
        ranks[id] = `${random(10 ** 9).toString(36)}.${id}`;
        changed.add(id);
      }
      sorted = reorder(sorted, changed, (id) => ranks[id]);
      const expected = Object.keys(ranks).sort((a, b) =>
        (ranks[a] ?? '') < (ranks[b] ?? '') ? -1 : 1,
      );
      expect(sorted).toEqual(expected);
    }
  });
});
