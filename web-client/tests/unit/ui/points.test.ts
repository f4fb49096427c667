import { describe, expect, it } from 'vitest';
import { readPoints, writePoints } from '../../../src/ui/boards/points';

describe('points of a sprint', () => {
  it('are read with a comma or a dot, and kept in thousandths', () => {
    expect(readPoints('26')).toBe(26_000);
    expect(readPoints(' 20,5 ')).toBe(20_500);
    expect(readPoints('0.125')).toBe(125);
    expect(writePoints(20_500)).toBe('20.5');
  });
  it('are none where nothing fits, or where they are no number', () => {
    for (const written of ['', '0', '0.0001', '-3', 'many', '1e3', '12345678'])
      expect(readPoints(written), written).toBeUndefined();
  });
});
