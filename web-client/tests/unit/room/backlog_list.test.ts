import { describe, expect, it } from 'vitest';
import {
  backlogList,
  isSameList,
  type BacklogEntry,
  type ListWishes,
} from '../../../src/room/backlog_list';
import {
  behindFor,
  behindLast,
  behindStep,
  inOrder,
  misplacedAround,
  newlyMisplaced,
} from '../../../src/room/block_move';
import { pruneCandidates } from '../../../src/room/prune';
import { ShownRoom } from '../../../src/room/shown';
import { looksLikeAnother, similarTo } from '../../../src/room/similar';
import type { Ticket } from '../../../src/protocol/state';
import { ann, i1, item, noon, roomOf, t1, t2, t3, t4, ticket } from '../support/room_facts';

const done = { text: 'Closed', category: 'done' } as const;
const points = (value: number): Pick<Ticket, 'estimate'> => ({
  estimate: { card: String(value), value: value * 1000, by: ann },
});
const sprint = { sprint: '59'.padEnd(32, '0'), name: 'Sprint 42', points: 8000 };

function viewOf(parts: Parameters<typeof roomOf>[0]): ShownRoom {
  const view = new ShownRoom(roomOf(parts));
  view.update([], { me: ann, now: noon });
  return view;
}
const four = (more: Partial<Record<string, Partial<Ticket>>> = {}) => [
  ticket(t1, 'b', more['t1']),
  ticket(t2, 'd', more['t2']),
  ticket(t3, 'f', more['t3']),
  ticket(t4, 'h', more['t4']),
];
const plain: ListWishes = { filter: {}, doneOpen: false };

/** One word an entry: a head, a position, a line. */
const drawn = (entries: readonly BacklogEntry[]): string =>
  entries
    .map((entry) => {
      if (entry.kind === 'line') return `--${entry.line.used / 1000}--`;
      if (entry.kind === 'ticket') return `${entry.position ?? '.'}:${Number(entry.key.slice(-2))}`;
      return typeof entry.group === 'string' ? entry.group : (entry.group.value ?? 'none');
    })
    .join(' ');

describe('the backlog as a list', () => {
  it('has the groups Today, Parked and Backlog, numbered by the order and not by the group', () => {
    const view = viewOf({
      tickets: four({ t3: { parked: { at: noon, by: ann } } }),
      agenda: [item(i1, { tickets: [t2] })],
    });
    expect(drawn(backlogList(view, plain))).toBe('today 2:2 parked 3:3 backlog 1:1 4:4');
  });

  it('folds done tickets away behind their number, without a position', () => {
    const view = viewOf({ tickets: four({ t1: { status: done }, t4: { status: done } }) });
    expect(drawn(backlogList(view, plain))).toBe('backlog 1:2 2:3 done');
    expect(drawn(backlogList(view, { ...plain, doneOpen: true }))).toBe(
      'backlog 1:2 2:3 done .:1 .:4',
    );
  });

  it('draws the line of a sprint at its place in each group', () => {
    const view = viewOf({
      tickets: four({ t1: points(3), t2: points(5), t3: points(2), t4: points(1) }),
      agenda: [item(i1, { tickets: [t1, t3] })],
      sprints: [sprint],
    });
    expect(drawn(backlogList(view, plain))).toBe('today 1:1 --8-- 3:3 backlog 2:2 --8-- 4:4');
  });

  it('draws no line where something is filtered: the sum would be of what is hidden too', () => {
    const view = viewOf({ tickets: four({ t1: points(3) }), sprints: [sprint] });
    expect(drawn(backlogList(view, { ...plain, filter: { text: 'Ticket 1' } }))).toBe(
      'backlog 1:1',
    );
  });

  it('shows what the server found in the texts, archived tickets apart', () => {
    const view = viewOf({ tickets: four({ t3: { archived: { at: noon, by: ann } } }) });
    const found = new Set([t2, t3]);
    expect(drawn(backlogList(view, { ...plain, filter: { text: 'rhubarb' }, found }))).toBe(
      'backlog 2:2 archived .:3',
    );
  });

  it('stays the same list until something in it is drawn otherwise', () => {
    const list = (more: Parameters<typeof four>[0]) =>
      backlogList(viewOf({ tickets: four(more), sprints: [sprint] }), plain);
    const before = list({ t1: points(3) });
    expect(isSameList(before, list({ t1: { ...points(3), title: 'Another' } }))).toBe(true);
    expect(isSameList(before, list({ t1: points(5) }))).toBe(false);
    expect(isSameList(before, list({ t1: points(3), t2: points(1) }))).toBe(false);
    expect(isSameList(before, list({ t1: points(3), t4: { status: done } }))).toBe(false);
  });

  it('is grouped by a field, those without a value last', () => {
    const view = viewOf({ tickets: four({ t2: { theme: 'Maps' }, t4: { theme: 'Maps' } }) });
    expect(drawn(backlogList(view, { ...plain, by: 'theme' }))).toBe('Maps 2:2 4:4 none 1:1 3:3');
  });
});

describe('tickets that move together', () => {
  const view = viewOf({
    tickets: [...four({ t2: { status: done } })],
    agenda: [item(i1, { tickets: [t3] })],
  });

  it('keep their own order, whatever the order of the selection', () => {
    expect(inOrder(view, new Set([t4, t1]))).toEqual([t1, t4]);
  });
  it('go to a position among those that are not done', () => {
    expect(behindFor(view, [t4], 2)).toBe(t1);
    expect(behindFor(view, [t1, t4], 1)).toBe(null);
    expect(behindFor(view, [t1], 99)).toBe(t4);
    expect(behindLast(view, [t4])).toBe(t3);
  });
  it('step past the next one of their group, so that something is seen to move', () => {
    expect(behindStep(view, [t4], -1)).toBe(null);
    expect(behindStep(view, [t1], 1)).toBe(t4);
    expect(behindStep(view, [t3], 1)).toBe(undefined);
    expect(behindStep(view, [t1], -1)).toBe(undefined);
  });
});

describe('a move above a blocker', () => {
  it('is told for what moved and for what waits for it, and only where it is new', () => {
    const tickets = four({ t1: { blocked_by: [t4] }, t3: { blocked_by: [t4] } });
    const view = viewOf({ tickets });
    const around = misplacedAround(view, [t4]);
    expect(around.map((one) => one.ticket.ticket).sort()).toEqual([t1, t3]);
    expect(newlyMisplaced([], around)).toEqual(around);
    expect(newlyMisplaced(around, around)).toEqual([]);
    expect(misplacedAround(view, [t2])).toEqual([]);
  });
});

describe('titles that look alike', () => {
  const view = viewOf({
    tickets: [
      ticket(t1, 'b', { title: 'Print a map at A3' }),
      ticket(t2, 'd', { title: 'Print the map' }),
      ticket(t3, 'f', { title: 'Measure an area' }),
      ticket(t4, 'h', { title: 'Map legend for print' }),
    ],
  });
  it('are offered first when a ticket is archived as a duplicate', () => {
    expect(similarTo(view, t1, 3)).toEqual([t2, t4]);
  });
  it('are candidates for pruning', () => {
    expect([...looksLikeAnother(view)].sort()).toEqual([t1, t2, t4]);
    expect(pruneCandidates(view, 'alike', noon)).toEqual([t1, t2, t4]);
  });
});

describe('much effort for little value', () => {
  it('is a low priority and a size above the middle', () => {
    const view = viewOf({
      tickets: four({
        t1: { ...points(13), priority: 'low' },
        t2: { ...points(3), priority: 'low' },
        t3: { ...points(8), priority: 'high' },
        t4: { ...points(1) },
      }),
    });
    expect(pruneCandidates(view, 'effort', noon)).toEqual([t1]);
  });
});

describe('a question of this page', () => {
  it('stands once while its acknowledgement is on its way behind its operation', () => {
    const question = '9e'.padEnd(32, '0');
    const asked = { ticket: t1, question, text: 'Who pays?' };
    const room = roomOf({
      tickets: four({ t1: { questions: [{ question, text: 'Who pays?', at: noon, by: ann }] } }),
    });
    const view = new ShownRoom(room);
    view.update([{ id: 1, delivery: 'sending', command: { do: 'question.ask', data: asked } }], {
      me: ann,
      now: noon,
    });
    expect(view.ticket(t1)?.questions).toHaveLength(1);
  });
});
