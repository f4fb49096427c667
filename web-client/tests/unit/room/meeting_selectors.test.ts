import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { agendaTemplates, parseAgenda, withMinutes } from '../../../src/room/agenda_plan';
import { aboveItsBlocker, circleClosedBy, openBlockers } from '../../../src/room/blockers';
import { commitmentOf, committable, sprintLines } from '../../../src/room/capacity';
import { filterTickets, groupTickets } from '../../../src/room/filter';
import { groupsOf } from '../../../src/room/groups';
import { handQueue } from '../../../src/room/hands';
import { healthOf } from '../../../src/room/health';
import { pruneCandidates } from '../../../src/room/prune';
import { readiness } from '../../../src/room/readiness';
import { reportOf } from '../../../src/room/report';
import { agendaSum, forecast, leftOf, neededFor, plannedEnd } from '../../../src/room/schedule';
import { ShownRoom } from '../../../src/room/shown';
import {
  ann,
  bob,
  i1,
  i2,
  i3,
  item,
  noon,
  r1,
  roomOf,
  round,
  t1,
  t2,
  t3,
  t4,
  ticket,
} from '../support/room_facts';

function viewOf(parts: Parameters<typeof roomOf>[0] = {}): ShownRoom {
  const view = new ShownRoom(roomOf(parts));
  view.update([], { me: ann, now: noon });
  return view;
}
const minute = 60_000;
const day = 24 * 60 * minute;
const sized = (points: number) => ({
  estimate: { card: String(points), value: points * 1000, by: ann },
});
const done = { status: { text: 'Shipped', category: 'done' } } as const;
const archived = { at: noon, by: bob };
const line = (n: number) => String(n).padStart(32, '0');

describe('TIC-17 readiness', () => {
  it('counts ticked lines of the room and the one that follows the blockers', () => {
    const view = viewOf({
      tickets: [
        ticket(t1, 'A', { checked: { ready: [line(1), line(3), line(99)] }, blocked_by: [t2] }),
        ticket(t2, 'B'),
      ],
    });
    const of = (id: string) => readiness(view, view.ticket(id) ?? ticket(id, 'A'));
    expect(of(t1)).toMatchObject({ ready: 2, of: 6, isReady: false });
    expect(of(t1).missing.map(({ text }) => text)).toEqual([
      'Criteria are testable',
      'Fits in one sprint',
      'Questions are answered',
      'No open blocker',
    ]);
    expect(of(t2)).toMatchObject({ ready: 1, of: 6 });
  });
  it('TIC-18 is overridden with a reason', () => {
    const view = viewOf({
      tickets: [ticket(t1, 'A', { ready_anyway: { reason: 'Law', by: ann, at: 1 } })],
    });
    expect(readiness(view, view.ticket(t1) ?? ticket(t1, 'A'))).toMatchObject({
      ...{ ready: 1, of: 6, overridden: true, isReady: true },
    });
  });
});

describe('TIC-19 blockers', () => {
  const law = { entry: i1, title: 'Law', done: false };
  const view = viewOf({
    tickets: [
      ticket(t1, 'A', { blocked_by: [t2, t3, t4], external: [law, { ...law, done: true }] }),
      ticket(t2, 'B', { blocked_by: [t3] }),
      ticket(t3, 'C', done),
      ticket(t4, 'D', { archived }),
    ],
  });
  const first = view.ticket(t1) ?? ticket(t1, 'A');
  it('are open until they are done or archived', () => {
    expect(openBlockers(view, first)).toEqual({ tickets: [view.ticket(t2)], external: [law] });
    expect(aboveItsBlocker(view, first)).toEqual([view.ticket(t2)]);
  });
  it('a circle is told from the blocker back to itself', () => {
    // 3 blocks 2 and 2 blocks 1: that 1 blocks 3 closes it.
    expect(circleClosedBy(view, t1, t3)).toHaveLength(3);
    const live = viewOf({
      tickets: [
        ticket(t1, 'A', { blocked_by: [t2] }),
        ticket(t2, 'B', { blocked_by: [t3] }),
        ticket(t3, 'C'),
      ],
    });
    expect(circleClosedBy(live, t1, t3)).toEqual([t1, t3, t2, t1]);
    expect(circleClosedBy(live, t3, t1)).toEqual([]);
    expect(circleClosedBy(live, t1, t1)).toEqual([t1, t1]);
  });
});

describe('Today, Parked, Backlog', () => {
  it('each in backlog order, with positions among what is open', () => {
    const view = viewOf({
      agenda: [item(i1, { tickets: [t4, t2] })],
      tickets: [
        ticket(t1, 'A', done),
        ticket(t2, 'B'),
        ticket(t3, 'C', { parked: { at: 1, by: ann } }),
        ticket(t4, 'D'),
      ],
    });
    expect(groupsOf(view)).toEqual({
      today: [
        { ticket: t2, position: 1 },
        { ticket: t4, position: 3 },
      ],
      parked: [{ ticket: t3, position: 2 }],
      backlog: [],
      done: [t1],
    });
  });
});

describe('AGD the hour', () => {
  const queue = [t1, t2, t3, t4];
  const running = (more = {}) =>
    viewOf({
      room: { minutes: 30, meeting: { number: 1, started: noon } },
      agenda: [
        item(i1, { minutes: 16, state: 'running', since: noon, queue, ...more }),
        item(i2, { minutes: 10, needs: [bob] }),
        item(i3, { kind: 'close', minutes: 2 }),
      ],
    });
  it('before the first finished ticket the pace is the box', () => {
    // 12 of 16 minutes are left, a box is 4: tickets 1 to 3.
    expect(forecast(running(), noon + 4 * minute)).toEqual({
      ...{ finished: 0, of: 4, reach: 3, unfit: 1, spare_ms: 0, pace_ms: 4 * minute },
    });
  });
  it('then the median of the finished ones, and what is to spare', () => {
    const finished = [
      { ticket: t1, ms: 2 * minute },
      { ticket: t2, ms: 4 * minute },
    ];
    // The pace is 3 minutes; with 7 left two more fit and 1 minute is to spare.
    expect(forecast(running({ finished }), noon + 9 * minute)).toEqual({
      ...{ finished: 2, of: 4, reach: 4, unfit: 0, spare_ms: minute, pace_ms: 3 * minute },
    });
  });
  it('when it ends, against the planned length, and when somebody is needed', () => {
    const view = running();
    const at = noon + 4 * minute;
    expect(plannedEnd(view, at)).toEqual({ end: noon + 28 * minute, late_ms: -2 * minute });
    expect(neededFor(view, bob, at).map(({ begins }) => begins)).toEqual([noon + 16 * minute]);
    // Four minutes over: everything behind it moves on.
    expect(plannedEnd(view, noon + 20 * minute)).toEqual({
      ...{ end: noon + 32 * minute, late_ms: 2 * minute },
    });
    expect(agendaSum(view)).toEqual({
      ...{ sum_ms: 28 * minute, length_ms: 30 * minute, over_ms: -2 * minute },
    });
  });
  it('without a length the agenda is the plan, without what was added to it', () => {
    const view = viewOf({
      room: { meeting: { number: 1, started: noon } },
      agenda: [
        item(i1, { minutes: 16, state: 'running', since: noon, extra_ms: 4 * minute }),
        item(i2, { minutes: 10, extra_ms: -minute }),
      ],
    });
    expect(plannedEnd(view, noon)).toEqual({ end: noon + 29 * minute, late_ms: 3 * minute });
  });
  it('what is left of a clock', () => {
    const clock = { clock: 'free', ms: 10, revision: 1, deadline: noon + 10 } as const;
    expect(leftOf({ ...clock, state: 'running' }, noon + 4)).toBe(6);
    expect(leftOf({ ...clock, state: 'over' }, noon + 13)).toBe(-3);
    expect(leftOf({ clock: 'free', ms: 10, revision: 1, state: 'paused', left_ms: 7 }, noon)).toBe(
      7,
    );
  });
});

describe('CAP capacity', () => {
  const sprints = [
    { sprint: i1, name: '42', points: 8000 },
    { sprint: i2, name: '43', points: 5000 },
  ];
  const tickets = [
    ticket(t1, 'A', sized(5)),
    ticket(t2, 'B'),
    ticket(t3, 'C', sized(3)),
    ticket(t4, 'D', sized(5)),
  ];
  it('CAP-2 a line stands behind the last ticket that fits', () => {
    expect(sprintLines(viewOf({ sprints, tickets }))).toEqual([
      { sprint: sprints[0], tickets: [t1, t2, t3], used: 8000, unsized: [t2], after: t3 },
      { sprint: sprints[1], tickets: [t4], used: 5000, unsized: [], after: t4 },
    ]);
  });
  it('the first that does not fit begins the next, and what fits in none ends it', () => {
    const view = viewOf({ tickets });
    const lines = sprintLines(view, [{ sprint: i1, name: '42', points: 6000 }]);
    expect(lines.map(({ tickets: above }) => above)).toEqual([[t1, t2]]);
  });
  it('CAP-3 a commitment is over or has points free', () => {
    const committed = { at: 1, by: ann, tickets: [t1, t3, t4] };
    const sprint = { sprint: i1, name: '42', points: 8000, committed };
    const view = viewOf({ tickets, sprints: [sprint] });
    expect(commitmentOf(view, sprint)).toMatchObject({ used: 13_000, over: 5000, free: 0 });
    const roomy = { ...sprint, points: 21_000 };
    expect(commitmentOf(view, roomy)).toMatchObject({ used: 13_000, over: 0, free: 8000 });
    expect(committable(view, i1)).toEqual([t2]);
  });
});

describe('HLT health', () => {
  it('says for each ring what is missing', () => {
    const text = { v: 1, length: 80, digest: '' };
    const old = { created: noon - 40 * day, updated: noon - 31 * day };
    const view = viewOf({
      tickets: [
        ticket(t1, 'A', {
          ...{ texts: { description: text }, criteria: [{ entry: i1, text: 'x' }], moved: noon },
          ...{ blocked_by: [t3], ...sized(5) },
        }),
        ticket(t2, 'B', { ...old, moved: noon - 30 * day }),
        ticket(t3, 'C', { ...old, texts: { description: { ...text, length: 79 } } }),
        ticket(t4, 'D', done),
      ],
      rounds: [round(r1, t3, { phase: 'settled', settled: noon - day })],
    });
    const { counts, rings, tooFew } = healthOf(view, noon);
    expect(counts).toEqual({ detailed: 1, emergent: 2, estimated: 1, prioritised: 2, tickets: 3 });
    expect(rings.detailed.lacking).toEqual([
      { ticket: t2, missing: ['description', 'criterion'] },
      { ticket: t3, missing: ['description', 'criterion'] },
    ]);
    expect(rings.emergent.lacking).toEqual([{ ticket: t2, missing: ['touched'] }]);
    expect(rings.prioritised.lacking).toEqual([{ ticket: t1, missing: ['above_blocker'] }]);
    expect(tooFew).toBe(true);
  });
});

describe('pruning', () => {
  const view = viewOf({
    room: { goals: [{ goal: i1, title: 'Grow', horizon: 'now' }] },
    tickets: [
      ticket(t1, 'A', { created: noon - 5, goal: i1, requester: 'Cleo' }),
      ticket(t2, 'B', { created: noon - 9, updated: noon - 90 * day, goal: i2 }),
      ticket(t3, 'C', { created: noon - 7, archived }),
    ],
    rounds: [round(r1, t2)],
  });
  it.each([
    ['oldest', [t2, t1]],
    ['untouched', [t2]],
    ['never_voted', [t1]],
    ['no_goal', [t2]],
    ['no_requester', [t2]],
  ] as const)('%s', (filter, found) => expect(pruneCandidates(view, filter, noon)).toEqual(found));
});

describe('MTG the report', () => {
  it('tells what a meeting came to', () => {
    const started = noon - 60 * minute;
    const view = viewOf({
      tickets: [
        ticket(t1, 'A', { ready_anyway: { reason: 'x', by: ann, at: 1 } }),
        ticket(t2, 'B', { parked: { at: noon, by: ann, owner: bob, question: 'Who?' } }),
        ticket(t3, 'C', { archived: { ...archived, reason: 'outdated' } }),
        ticket(t4, 'D', { archived: { at: started - 1, by: ann } }),
      ],
      rounds: [
        round(r1, t1, {
          ...{ phase: 'settled', settled: noon, revealed: noon - 1, estimate: '5' },
          choices: [
            { by: ann, card: '3' },
            { by: bob, card: '8' },
          ],
        }),
      ],
      meetings: [
        {
          ...{ number: 3, started, ended: noon, reason: 'completed', by: ann, ratings: [] },
          items: [
            { kind: 'clarify', minutes: 15, extra_ms: minute, state: 'done', used_ms: 17 * minute },
          ],
        },
      ],
    });
    expect(reportOf(view, noon + day)).toMatchObject({
      ...{ number: 3, ready: [t1], planned_ms: 16 * minute, used_ms: 17 * minute },
      parked: [{ ticket: t2, question: 'Who?', owner: bob }],
      archived: [{ ticket: t3, reason: 'outdated', by: bob }],
      estimates: [
        {
          ...{ ticket: t1, estimate: '5', rounds: 1, votes: 2 },
          ...{ lowest: { label: '3' }, highest: { label: '8' } },
        },
      ],
    });
    expect(reportOf(view, noon, 9)).toBeUndefined();
  });
});

describe('filters and groups', () => {
  const view = viewOf({
    tickets: [
      ticket(t1, 'A', { title: 'Käse für alle', labels: ['map', 'ui'], priority: 'low' }),
      ticket(t2, 'B', { title: 'Cheese', key: 'GEO-7', priority: 'urgent', ...sized(1) }),
      ticket(t3, 'C', { title: 'Ferry', labels: ['ui'] }),
    ],
  });
  const found = (filter: Parameters<typeof filterTickets>[2]) =>
    filterTickets(view, view.order, filter);
  it('find all words without case and accents, a name too', () => {
    expect(found({ text: 'ALLE kase' })).toEqual([t1]);
    expect(found({ text: 'geo-7' })).toEqual([t2]);
    expect(found({ text: ' ' })).toBe(view.order);
  });
  it('take any of the values of a field, none of them too, and all fields together', () => {
    expect(found({ priority: ['low', null] })).toEqual([t1, t3]);
    expect(found({ label: ['ui'], priority: [null] })).toEqual([t3]);
    expect(found({ estimated: false })).toEqual([t1, t3]);
    expect(found({ ready: true })).toEqual([]);
  });
  it('group in their own order, a ticket with two labels twice', () => {
    expect(groupTickets(view, view.order, 'priority')).toEqual([
      { value: 'urgent', tickets: [t2] },
      { value: 'low', tickets: [t1] },
      { value: null, tickets: [t3] },
    ]);
    expect(groupTickets(view, view.order, 'label')).toEqual([
      { value: 'map', tickets: [t1] },
      { value: 'ui', tickets: [t1, t3] },
      { value: null, tickets: [t2] },
    ]);
  });
});

describe('where an agenda comes from', () => {
  it('templates keep their length where a step is not there yet', () => {
    const lengths = agendaTemplates.map(({ minutes, steps }) => [
      minutes,
      steps.reduce((sum, step) => sum + step.minutes, 0),
    ]);
    expect(lengths).toEqual([
      [60, 60],
      [30, 30],
      [45, 45],
      [45, 45],
    ]);
    expect(agendaTemplates[0]?.steps).toEqual([
      { kind: 'open', minutes: 3 },
      { kind: 'dots', minutes: 10 },
      { kind: 'clarify', minutes: 18 },
      { kind: 'split', minutes: 10 },
      { kind: 'estimate', minutes: 14 },
      { kind: 'confirm', minutes: 3 },
      { kind: 'close', minutes: 2 },
    ]);
  });
  it('lines with minutes, plain, in brackets and in front', () => {
    const text = 'Clarify 15\n- Sizing (10m, Design, Bob)\n3) 5 min coffee break\n\nAnything else';
    expect(parseAgenda(text)).toEqual([
      { kind: 'clarify', title: 'Clarify', minutes: 15, needs: [] },
      { kind: 'estimate', title: 'Sizing', minutes: 10, needs: ['Design', 'Bob'] },
      { kind: 'break', title: 'coffee break', minutes: 5, needs: [] },
      { kind: 'talk', title: 'Anything else', needs: [] },
    ]);
    expect(parseAgenda('Breaking down 10\nSplit (5m)').map(({ kind }) => kind)).toEqual([
      'split',
      'split',
    ]);
    expect(withMinutes(parseAgenda(text), 45).map(({ minutes }) => minutes)).toEqual([
      15, 10, 5, 15,
    ]);
  });

  const real = fileURLToPath(new URL('../../../../../shared/data/agendas/', import.meta.url));
  const there = existsSync(real);
  if (!there) console.warn(`skipped: no real agendas at ${real}`);
  it.skipIf(!there)('a real template: what its section "Agenda" lists', () => {
    const steps = parseAgenda(readFileSync(`${real}template-backlog-refinement.md`, 'utf8'));
    expect(steps.map(({ title, kind }) => [title, kind])).toEqual([
      ['New issues', 'talk'],
      ['Clarify issues', 'clarify'],
      ['Update estimates', 'estimate'],
      ['Reassess issue priority', 'talk'],
    ]);
  });
  it.skipIf(!there)('real minutes: their headings', () => {
    const steps = parseAgenda(readFileSync(`${real}backlog-refinement-2020-03-31.md`, 'utf8'));
    expect(steps.map(({ title }) => title)).toEqual([
      'Useful Links',
      'The Front-End Interface: High Level Requirements',
      'Backlog Prioritisation',
      'GA Actions',
      'Summary of minutes',
    ]);
  });
});

describe('LIV-6 hands', () => {
  it('queue by when they went up', () => {
    const person = (participant: string, more: object) =>
      [participant, { participant, state: 'here', since: 1, ...more }] as const;
    const presence = new Map([
      person(ann, { hand: true, hand_at: 9 }),
      person(bob, { hand: true, hand_at: 5 }),
      person(t1, {}),
    ]);
    expect(handQueue(presence).map(({ participant }) => participant)).toEqual([bob, ann]);
  });
});
