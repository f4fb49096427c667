import { describe, expect, it } from 'vitest';
import {
  everyoneIsDone,
  leftOf,
  limitOf,
  progressIn,
  votersOf,
  votingOn,
} from '../../../src/room/ballots';
import { dotGroups, dotLines, dotsGiven } from '../../../src/room/dots';
import { ann, bob, cleo, dots, participant, roomOf, t1, t2, t3, t4 } from '../support/room_facts';

describe('DOT-4 what a closed voting says', () => {
  const totals = [
    { ticket: t2, n: 6 },
    { ticket: t3, n: 2 },
    { ticket: t1, n: 2 },
  ];
  it('sorts by dots; equals share a rank and keep their order', () => {
    const lines = dotLines(dots({ tickets: [t1, t2, t3, t4], totals }));
    expect(lines.map(({ ticket, n, rank }) => [ticket, n, rank])).toEqual([
      [t2, 6, 1],
      [t1, 2, 2],
      [t3, 2, 2],
      [t4, 0, 4],
    ]);
  });
  it('says whose dots they are where names are told', () => {
    const hands = [
      { by: bob, dots: [{ ticket: t1, n: 3 }], left: true },
      {
        by: ann,
        dots: [
          { ticket: t1, n: 1 },
          { ticket: t2, n: 2 },
        ],
      },
    ];
    const ballot = dots({ anonymous: false, hands });
    expect(dotLines(ballot)[0]).toEqual({
      ...{ ticket: t1, n: 4, rank: 1 },
      from: [
        { by: bob, n: 3, left: true },
        { by: ann, n: 1, left: false },
      ],
    });
    expect(dotsGiven(ballot)).toBe(6);
  });
  it('puts equals together', () => {
    expect(dotGroups(dots({ totals }))).toEqual([
      { n: 6, tickets: [t2] },
      { n: 2, tickets: [t1, t3] },
    ]);
  });
  it('says nothing before', () => expect(dotLines(dots())).toEqual([]));
});

describe('DOT-3 given and left are what was dealt', () => {
  const own = new Map([
    [t1, 3],
    [t2, 1],
  ]);
  it('left', () => expect(leftOf(dots(), own)).toBe(1));
  it('at most so many on one ticket', () => {
    expect(limitOf(dots(), own, t1)).toBe('per_ticket');
    expect(limitOf(dots(), own, t2)).toBeUndefined();
  });
  it('none left', () => expect(limitOf(dots(), new Map([...own, [t3, 1]]), t2)).toBe('none_left'));
});

describe('ORD which voting a selection can be ordered by', () => {
  const shown = { phase: 'settled', totals: [{ ticket: t1, n: 2 }] } as const;
  it('the newest that was shown, on what matters, with two of them in it', () => {
    const work = dots({ ...shown, ballot: `${'d075'.padEnd(31, '0')}2`, means: 'work' });
    const open = dots({ ballot: `${'d075'.padEnd(31, '0')}3` });
    const ballots = [dots(shown), work, open];
    expect(votingOn({ ballots }, [t1, t3])?.ballot).toBe(ballots[0]?.ballot);
    expect(votingOn({ ballots }, [t1, t4])).toBeUndefined();
  });
});

describe('BAL who is waited for', () => {
  const placed = [{ participant: bob, left: 2 }];
  it('tells how far each is, never where', () => {
    const voters = votersOf(roomOf(), dots({ placed, done: [ann] }));
    expect(voters.map(({ person, state, left }) => [person.participant, state, left])).toEqual([
      [ann, 'done', 5],
      [bob, 'some', 2],
      [cleo, 'nothing', 5],
    ]);
  });
  it('BAL-2 only estimators where so set', () => {
    const voters = votersOf(roomOf(), dots({ voters: 'estimators' }));
    expect(voters.map(({ person }) => person.participant)).toEqual([ann, bob]);
  });
  it('BAL-4 not for those who are excused, nor for those who left', () => {
    const room = roomOf({
      participants: [participant(ann), participant(bob, { left: true }), participant(cleo)],
    });
    const ballot = dots({ placed, done: [ann], excused: [cleo] });
    expect(progressIn(room, ballot)).toEqual({ done: 1, of: 1, missing: [] });
    expect(everyoneIsDone(room, ballot)).toBe(true);
    // What they placed is still told.
    expect(votersOf(room, ballot).map(({ person }) => person.participant)).toContain(bob);
  });
});
