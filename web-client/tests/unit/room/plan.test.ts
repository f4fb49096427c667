import { describe, expect, it } from 'vitest';
import {
  agendaTemplates,
  builtKinds,
  parseAgenda,
  withMinutes,
} from '../../../src/room/agenda_plan';
import { replaceAgenda, shifted, stepToAdd } from '../../../src/room/plan';
import { ann, bob, cleo, i1, i2, i3, item, participant, t1, t2 } from '../support/room_facts';

const people = [
  participant(ann, { name: 'Ann' }),
  participant(bob, { name: 'Bob', title: 'Design' }),
  participant(cleo, { name: 'Cleo', removed: true, left: true }),
];
const pasted = (line: string) => {
  const [step] = withMinutes(parseAgenda(line));
  if (!step) throw new Error('no step was read');
  return stepToAdd(step, people);
};

describe('a pasted step', () => {
  it('names people by their name or the word beside it', () => {
    expect(pasted('Split (10m, Design, ann)')).toEqual({
      kind: 'split',
      title: 'Split',
      minutes: 10,
      needs: [bob, ann],
      tickets: [],
    });
  });
  it('keeps in its title what names nobody, or somebody who was removed', () => {
    expect(pasted('Clarify (15m, Legal, Cleo)')).toMatchObject({
      kind: 'clarify',
      title: 'Clarify (Legal, Cleo)',
      needs: [],
    });
  });
  it('names somebody once', () => {
    expect(pasted('Clarify (15m, Bob, Design)').needs).toEqual([bob]);
  });
});

describe('a template', () => {
  it('has only steps that there are boards for, and all of its minutes', () => {
    for (const { minutes, steps } of agendaTemplates) {
      expect(steps.filter(({ kind }) => !builtKinds.includes(kind))).toEqual([]);
      expect(steps.reduce((sum, step) => sum + step.minutes, 0)).toBe(minutes);
    }
  });
});

describe('another agenda', () => {
  const step = (kind: 'open' | 'estimate' | 'clarify') => ({
    ...{ kind, minutes: 5, needs: [], tickets: [] },
  });
  const agenda = [
    item(i1, { kind: 'clarify', state: 'done', tickets: [t2] }),
    item(i2, { kind: 'clarify', tickets: [t1] }),
    item(i3, { kind: 'estimate', tickets: [t2, t1] }),
  ];
  it('takes the place of steps that have not begun, and their tickets stay named', () => {
    const { gone, steps } = replaceAgenda(agenda, [
      step('open'),
      step('estimate'),
      step('clarify'),
    ]);
    expect(gone).toEqual([i2, i3]);
    expect(steps.map(({ tickets }) => tickets)).toEqual([[], [], [t1, t2]]);
  });
  it('gives them to its first step where none goes through tickets', () => {
    expect(replaceAgenda(agenda, [step('open')]).steps[0]?.tickets).toEqual([t1, t2]);
  });
});

describe('a line of a list', () => {
  it('changes places with its neighbour, and stays at the ends', () => {
    const list = ['a', 'b', 'c'];
    expect(shifted(list, 0, 1)).toEqual(['b', 'a', 'c']);
    expect(shifted(list, 2, -1)).toEqual(['a', 'c', 'b']);
    expect(shifted(list, 0, -1)).toBe(list);
    expect(shifted(list, 2, 1)).toBe(list);
    expect(shifted(list, 5, -1)).toBe(list);
  });
});
