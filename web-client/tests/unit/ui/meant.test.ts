import { describe, expect, test } from 'vitest';
import { isMeant, nearestFirst } from '../../../src/ui/dialogs/meant';

describe('what is written into the palette', () => {
  test('means labels whose words begin so, in any order', () => {
    expect(isMeant('Ana: Nudge', 'nudge ana')).toBe(true);
    expect(isMeant('End the meeting', 'end mee')).toBe(true);
    expect(isMeant('Ángel: nach oben', 'án')).toBe(true);
    expect(isMeant('Save a calendar file of the meeting', 'end the meeting')).toBe(false);
    expect(isMeant('Anything', '')).toBe(true);
    expect(isMeant('Clarify: +2', '2')).toBe(true);
  });
  test('finds first what begins so, and keeps the order otherwise', () => {
    const labels = ['Go to the meeting', 'The meeting', 'The month', 'Of the meeting'];
    expect(nearestFirst(labels, (one) => one, 'the m')).toEqual([
      'The meeting',
      'The month',
      'Go to the meeting',
      'Of the meeting',
    ]);
  });
});
