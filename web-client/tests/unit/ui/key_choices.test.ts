import { describe, expect, test } from 'vitest';
import { problemOf, readChoices, type Keys } from '../../../src/ui/key_choices';

const keys: Keys = {
  open: ['O', 'Enter'],
  start_round: ['Enter'],
  new_round: ['N'],
  move_top: ['S T'],
  palette: ['Mod K'],
};

describe('another key for an action', () => {
  test('may be one that nothing has', () => {
    expect(problemOf(keys, 'new_round', 'Q')).toBeUndefined();
    expect(problemOf(keys, 'new_round', 'Mod N')).toBeUndefined();
  });
  test('may be one that it has already, also where another shares it', () => {
    expect(problemOf(keys, 'new_round', 'N')).toBeUndefined();
    expect(problemOf(keys, 'open', 'Enter')).toBeUndefined();
  });
  test('is not the key of another', () => {
    expect(problemOf(keys, 'new_round', 'Mod K')).toEqual({ kind: 'taken', by: 'palette' });
    expect(problemOf(keys, 'palette', 'N')).toEqual({ kind: 'taken', by: 'new_round' });
  });
  test('is not the first of two keys of another', () => {
    expect(problemOf(keys, 'new_round', 'S')).toEqual({ kind: 'begins', by: 'move_top' });
  });
  test('is not a key that plays cards or walks through the page', () => {
    for (const reserved of ['5', '½', 'Tab', 'Escape', 'F6'])
      expect(problemOf(keys, 'new_round', reserved)).toEqual({ kind: 'reserved' });
  });
});

describe('what the browser kept', () => {
  test('is read, without what is no choice', () => {
    const kept = JSON.stringify({ new_round: 'Q', gone: 'Z', open: 3, palette: '' });
    expect(readChoices(kept, keys)).toEqual({ new_round: 'Q' });
  });
  test('may be nothing or nonsense', () => {
    for (const kept of [undefined, '', '{', 'null', '"N"', '[1]'])
      expect(readChoices(kept, keys)).toEqual({});
  });
});
