import { describe, expect, it, vi } from 'vitest';

vi.hoisted(() => {
  process.env['TZ'] = 'Europe/Berlin';
});

import '../../../src/ui/i18n/room_words';
import '../../../src/ui/i18n/agenda_words';
import '../../../src/ui/i18n/plan_words';
import { ShownRoom } from '../../../src/room/shown';
import { neededFor } from '../../../src/room/schedule';
import { calendarFile, invitationText } from '../../../src/ui/plan/invitation';
import { fromLocalField, fromNow, fullSpan, toLocalField } from '../../../src/ui/plan/when';
import {
  ann,
  bob,
  i1,
  i2,
  i3,
  item,
  noon,
  participant,
  roomOf,
  t1,
  t2,
  ticket,
} from '../support/room_facts';

const minute = 60_000;
/** A Wednesday. */
const ten = Date.UTC(2026, 10, 25, 9, 0);
const link = 'https://refine.example/r/k3VnQm9hcmRXYWxrTWFwMQ';

function viewOf(facts: object = {}, planned = true): ShownRoom {
  const view = new ShownRoom(
    roomOf({
      participants: [participant(ann, { name: 'Ann' }), participant(bob, { name: 'Bob' })],
      tickets: [ticket(t1, 'A', { key: 'GEO-118', title: 'Save a map view' }), ticket(t2, 'B')],
      agenda: planned
        ? [
            item(i1, { kind: 'open', minutes: 3 }),
            item(i2, { kind: 'clarify', minutes: 28, tickets: [t2, t1], needs: [bob] }),
            item(i3, { kind: 'talk', title: 'Numbers', minutes: 10, needs: [bob, ann] }),
          ]
        : [],
    }),
  );
  view.update([], { me: ann, now: noon });
  const shown = { ...view.facts, title: 'Checkout squad', code: 'GFSQ3A', ...facts };
  return Object.defineProperty(view, 'facts', { value: shown });
}

describe('an invitation', () => {
  it('says goal, when, agenda with minutes, tickets and link', () => {
    const view = viewOf({ goal: 'One cart for everybody', starts_at: ten, minutes: 60 });
    expect(invitationText(view, link)).toBe(
      [
        'Checkout squad',
        'Goal: One cart for everybody',
        'When: Wednesday 25 November 2026, 10:00–11:00 (GMT+01:00)',
        '',
        'Agenda, 41 minutes',
        '10:00  Open, 3 minutes',
        '10:03  Clarify, 28 minutes (needed: Bob)',
        '10:31  Numbers, 10 minutes (needed: Bob, Ann)',
        '',
        'Tickets to read before',
        '- GEO-118 Save a map view',
        '- #2 Ticket 2',
        '',
        `Room: ${link}`,
        'Code: GFSQ3A',
      ].join('\n'),
    );
  });
  it('leaves out what nobody has planned', () => {
    expect(invitationText(viewOf({}, false), link)).toBe(
      `Checkout squad\n\nRoom: ${link}\nCode: GFSQ3A`,
    );
    expect(invitationText(viewOf(), link)).toContain('Agenda, 41 minutes\n- Open, 3 minutes\n');
  });
  it('takes words as they are', () => {
    const goal = '{n, plural} <b>ready</b>';
    expect(invitationText(viewOf({ goal }), link)).toContain(`Goal: ${goal}\n`);
  });
});

describe('a calendar file', () => {
  const linesOf = (content: string) => content.replace(/\r\n[ \t]/g, '').split('\r\n');

  it('holds the meeting at its hour, as long as it is planned, with the invitation', async () => {
    const view = viewOf({ goal: 'Ready; steady, go', starts_at: ten, minutes: 50 });
    const file = await calendarFile(view, link, noon);
    const lines = linesOf(file?.content ?? '');
    expect(file?.name).toBe('2026-11-25-refinement.ics');
    expect(lines).toContain('DTSTART:20261125T090000Z');
    expect(lines).toContain('DURATION:PT50M');
    expect(lines).toContain('SUMMARY:Checkout squad: Ready\\; steady\\, go');
    expect(lines).toContain(`URL:${link}`);
    expect(lines.find((line) => line.startsWith('DESCRIPTION:'))).toContain(
      'GEO-118 Save a map view\\n- #2',
    );
    expect(lines.filter((line) => line !== '').at(-1)).toBe('END:VCALENDAR');
  });
  it('is named after the day of whoever saves it', async () => {
    const late = Date.UTC(2026, 10, 25, 23, 30);
    const file = await calendarFile(viewOf({ starts_at: late }), link, noon);
    expect(file?.name).toBe('2026-11-26-refinement.ics');
  });
  it('is as long as the agenda where no length is planned', async () => {
    const file = await calendarFile(viewOf({ starts_at: ten }), link, noon);
    expect(linesOf(file?.content ?? '')).toContain('DURATION:PT41M');
  });
  it('takes the place of an earlier one of the same meeting', async () => {
    const one = await calendarFile(viewOf({ starts_at: ten }), link, noon);
    const two = await calendarFile(viewOf({ starts_at: ten + minute }), link, noon + minute);
    const uid = (content = '') => linesOf(content).find((line) => line.startsWith('UID:'));
    expect(uid(one?.content)).toBe(uid(two?.content));
    expect(uid(one?.content)).toContain('@refine.example');
  });
  it('is not there without a date', async () => {
    expect(await calendarFile(viewOf(), link, noon)).toBeUndefined();
  });
});

describe('times of the lobby', () => {
  it('AGD people are needed about when their steps begin', () => {
    const needed = neededFor(viewOf({ starts_at: ten }), bob, ten - 60 * minute);
    expect(needed.map(({ begins }) => (begins - ten) / minute)).toEqual([3, 31]);
  });
  it('are told against now', () => {
    expect(fromNow(ten, ten - 20 * minute)).toBe('in 20 minutes');
    expect(fromNow(ten, ten + 3 * 60 * minute)).toBe('3 hours ago');
    expect(fromNow(ten, ten)).toBe('this minute');
    expect(fromNow(ten + 24 * 60 * minute, ten)).toBe('tomorrow');
    // Late in the evening a day and four hours lead to the day after tomorrow.
    const late = ten + 12 * 60 * minute;
    expect(fromNow(late + 28 * 60 * minute, late)).toBe('in 2 days');
  });
  it('go through the field of a browser unchanged', () => {
    expect(toLocalField(ten)).toBe('2026-11-25T10:00');
    expect(fromLocalField(toLocalField(ten))).toBe(ten);
    expect(fromLocalField('')).toBeUndefined();
    expect(fromLocalField('2026-13-45T10:00')).toBeUndefined();
  });
  it('name the zone for whom they are sent to', () => {
    const summer = Date.UTC(2026, 6, 1, 8, 0);
    expect(fullSpan(summer, summer + 45 * minute)).toBe(
      'Wednesday 1 July 2026, 10:00–10:45 (GMT+02:00)',
    );
  });
});
