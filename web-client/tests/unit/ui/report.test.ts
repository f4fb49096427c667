import { describe, expect, it } from 'vitest';
import '../../../src/ui/i18n/agenda_words';
import '../../../src/ui/i18n/report_words';
import '../../../src/ui/i18n/room_words';
import { yesOrNo } from '../../../src/protocol/deck';
import { lastTime } from '../../../src/room/last_time';
import { reportOf, type Report } from '../../../src/room/report';
import { ShownRoom } from '../../../src/room/shown';
import { plainInMarkdown, reportAsMarkdown } from '../../../src/ui/report/markdown';
import { averageOf, sectionsOf, timesOf, usedWords } from '../../../src/ui/report/report_lines';
import {
  ann,
  bob,
  d1,
  dots,
  i1,
  item,
  noon,
  r1,
  r2,
  roomOf,
  round,
  t1,
  t2,
  t3,
  t4,
  ticket,
} from '../support/room_facts';

const minute = 60_000;
const day = 24 * 60 * minute;
const q1 = '0'.repeat(31) + '1';

function viewOf(parts: Parameters<typeof roomOf>[0], me = ann): ShownRoom {
  const view = new ShownRoom(roomOf(parts));
  view.update([], { me, now: noon });
  return view;
}
function reported(view: ShownRoom): Report {
  const report = reportOf(view, noon);
  if (!report) throw new Error('no meeting was held');
  return report;
}

/** One estimated in two rounds, one parked with Bob, one archived, one with an open question. */
const parts: Parameters<typeof roomOf>[0] = {
  tickets: [
    ticket(t1, 'A', { title: 'Keep *this* as <b>text</b>', assignee: bob.slice(0, 4) }),
    ticket(t2, 'B', {
      key: 'GEO_1',
      parked: { at: noon, by: ann, owner: bob, question: 'Which [tiles]?' },
    }),
    ticket(t3, 'C', { archived: { at: noon, by: bob, reason: 'duplicate', of: t1 } }),
    ticket(t4, 'D', {
      ready_anyway: { reason: 'small', by: ann, at: noon },
      questions: [
        { question: q1, text: 'How large?', at: noon, by: ann, owner: ann },
        {
          ...{ question: q1, text: 'Done?', at: noon, by: ann, owner: ann },
          answer: { text: 'Yes', at: noon, by: bob },
        },
      ],
    }),
  ],
  rounds: [
    round(r1, t1, { phase: 'skipped', revealed: noon - 3 * minute }),
    round(r2, t1, {
      ...{ number: 2, phase: 'settled', settled: noon, revealed: noon - minute, estimate: '5' },
      choices: [
        { by: ann, card: '?' },
        { by: bob, card: '3', left: true },
        { by: ann, card: '8' },
      ],
    }),
  ],
  meetings: [
    {
      ...{ number: 3, started: noon - 60 * minute, ended: noon, reason: 'completed', by: ann },
      goal: 'Maps for #field work',
      ratings: [
        { by: ann, stars: 5 },
        { by: bob, stars: 4 },
      ],
      items: [
        { kind: 'clarify', minutes: 15, extra_ms: minute, state: 'done', used_ms: 17.4 * minute },
        { kind: 'talk', title: 'A|B', minutes: 5, extra_ms: 0, state: 'skipped', used_ms: 0 },
        { kind: 'close', minutes: 2, extra_ms: 0, state: 'planned', used_ms: 0 },
      ],
    },
  ],
};

describe('MTG the report, line by line', () => {
  const linesOf = (view: ShownRoom, name: string) =>
    sectionsOf(view, reported(view)).find((section) => section.name === name)?.lines;

  it('begins with what is in one person’s own hands', () => {
    const view = viewOf(parts, bob);
    const first = sectionsOf(view, reported(view))[0];
    expect(first?.name).toBe('yours');
    expect(first?.lines.map((line) => line.ticket)).toEqual([t1, t2]);
    expect(linesOf(viewOf(parts, ann), 'yours')).toMatchObject([
      { ticket: t4, said: 'How large?' },
    ]);
  });

  it('counts rounds, and names what a figure comes from, sizes first', () => {
    expect(linesOf(viewOf(parts), 'estimates')).toMatchObject([
      {
        ...{ ticket: t1, name: '#1', estimate: '5', facts: ['2 rounds', '3 to 8'] },
        values: ['b0b0 3 (left)', 'a100 8', 'a100 ?'],
      },
    ]);
  });

  it('RND-17 tells what the room was asked, and DOT what its dots said', () => {
    const { ticket: _ticket, ...asked } = round(r1, t1, {
      ...{ phase: 'settled', settled: noon, revealed: noon - minute, estimate: 'Yes' },
      choices: [
        { by: ann, card: 'Yes' },
        { by: bob, card: 'No' },
        { by: ann, card: 'Yes' },
      ],
      deck: yesOrNo,
    });
    const view = viewOf({
      ...parts,
      rounds: [{ ...asked, question: 'Shall we split it?' }],
      ballots: [
        dots({ phase: 'revealed', revealed: noon, totals: [{ ticket: t2, n: 3 }] }),
        dots({ ballot: d1.replace(/1$/, '2') }),
      ],
    });
    expect(linesOf(view, 'asked')).toEqual([
      { title: 'Shall we split it?', facts: ['Yes 2, No 1', 'answer: Yes'] },
    ]);
    expect(linesOf(view, 'votings')).toMatchObject([
      { ticket: t2, name: 'GEO_1', facts: ['3 dots, more important'] },
    ]);
    expect(linesOf(viewOf(parts), 'asked')).toBeUndefined();
    expect(reportAsMarkdown(view, reported(view))).toContain(
      '- Shall we split it?; Yes 2, No 1; answer: Yes',
    );
  });

  it('of an anonymous round it tells counts and no names', () => {
    const [skipped, settled] = parts.rounds ?? [];
    if (!skipped || !settled) throw new Error('there are two rounds');
    const anonymous = {
      ...settled,
      anonymous: true,
      choices: [],
      counts: [
        { card: '3', n: 2 },
        { card: '8', n: 1 },
      ],
    };
    const view = viewOf({ ...parts, rounds: [skipped, anonymous] });
    expect(linesOf(view, 'estimates')?.[0]?.values).toEqual(['3 × 2', '8 × 1']);
  });

  it('says what is ready, whose the open questions are, and why something went', () => {
    const view = viewOf(parts);
    expect(linesOf(view, 'ready')?.map((line) => line.ticket)).toEqual([t4]);
    expect(linesOf(view, 'questions')).toMatchObject([
      { ticket: t4, said: 'How large?', facts: ['with a100'] },
    ]);
    expect(linesOf(view, 'archived')?.[0]?.facts).toEqual(['Duplicate of #1']);
    expect(linesOf(view, 'parked')?.[0]).toMatchObject({
      ...{ said: 'Which [tiles]?', facts: ['with b0b0'] },
    });
  });

  it('sets planned against used, and tells what was left out', () => {
    const times = timesOf(reported(viewOf(parts)));
    expect(times.map(({ step, planned }) => [step, planned])).toEqual([
      ['Clarify', 16],
      ['A|B', 5],
      ['Close', 2],
    ]);
    expect(times.map(usedWords)).toEqual(['17 min', 'skipped', 'not held']);
  });

  it('averages the stars to a tenth', () => {
    const stars = (...given: readonly number[]) => given.map((n) => ({ by: ann, stars: n }));
    expect(averageOf([])).toBeUndefined();
    expect(averageOf(stars(5, 4))).toBe(4.5);
    expect(averageOf(stars(5, 4, 4))).toBe(4.3);
  });
});

describe('MTG the report as Markdown', () => {
  it.each([
    ['<script>alert(1)</script>', '\\<script\\>alert(1)\\</script\\>'],
    ['[x](http://a.b)', '\\[x\\](http://a.b)'],
    ['a *b* _c_ `d` ~e~', 'a \\*b\\* \\_c\\_ \\`d\\` \\~e\\~'],
    ['a | b', 'a \\| b'],
    ['1. one', '1\\. one'],
    ['# one\n## two', '\\# one \\#\\# two'],
    ['- one', '\\- one'],
    ['one - two: three', 'one - two: three'],
    ['\\*', '\\\\\\*'],
    ['plain words, 5 of them', 'plain words, 5 of them'],
  ])('%s stays what it is', (words, written) => {
    expect(plainInMarkdown(words)).toBe(written);
  });

  it('lets words turn the direction of nothing but themselves', () => {
    expect(plainInMarkdown('a \u202eb')).toBe('\u2068a \u202eb\u2069');
    expect(plainInMarkdown('שלום')).toBe('\u2068שלום\u2069');
  });

  it('holds every part but what is one person’s own', () => {
    const view = viewOf(parts, bob);
    const lines = reportAsMarkdown(view, reported(view)).split('\n');
    expect(lines[0]).toMatch(/^# Maps: Meeting 3, /);
    expect(lines).toContain('Goal: Maps for \\#field work');
    expect(lines).toContain('## Ready now (1)');
    expect(lines).toContain('1. **\\#4** Ticket 4');
    expect(lines).toContain(
      '- **\\#1** Keep \\*this\\* as \\<b\\>text\\</b\\> (5); 2 rounds; 3 to 8',
    );
    expect(lines).toContain('- **GEO\\_1** Ticket 2: Which \\[tiles\\]?; with b0b0');
    expect(lines).toContain('| A\\|B | 5 min | skipped |');
    expect(lines).toContain('| In all | 23 min | 17 min |');
    expect(lines).toContain('4.5 of 5 on average, 2 ratings');
    expect(lines.join()).not.toContain('Yours');
  });
});

describe('MTG what last time left behind', () => {
  it('is what was parked, and what is meant for today and not ready', () => {
    const view = viewOf({
      ...parts,
      agenda: [item(i1, { tickets: [t1, t2, t4] })],
    });
    const left = lastTime(view, noon);
    expect(left.parked.map((one) => one.ticket)).toEqual([t2]);
    expect(left.notReady.map((one) => one.ticket)).toEqual([t1]);
  });

  it('says how old the order is once that is more than thirty days', () => {
    const moved = (days: number) =>
      lastTime(
        viewOf({ tickets: [ticket(t1, 'A', { moved: noon - days * day }), ticket(t2, 'B')] }),
        noon,
      ).orderedDaysAgo;
    expect(moved(30)).toBeUndefined();
    expect(moved(34)).toBe(34);
  });
});
