import { describe, expect, test } from 'vitest';
import { decks } from '../../../src/protocol/deck';
import { cardKeys, cardOfKey } from '../../../src/ui/poker/card_keys';
import { readDeck, writeDeck } from '../../../src/ui/poker/deck_draft';

function deckCalled(name: string) {
  const deck = decks.find((one) => one.name === name);
  if (!deck) throw new Error(`no deck ${name}`);
  return deck;
}

describe('which key plays which card', () => {
  test('in a deck of numbers the first character, so that 5 never plays the fifth card', () => {
    const keys = cardKeys(deckCalled('Modified'));
    expect(keys.join(' ')).toBe('0 0 1 2 3 5 8 1 2 4 1 u  ');
  });
  test('in a deck of letters the place, since letters are commands', () => {
    expect(cardKeys(deckCalled('T-shirt')).slice(0, 6)).toEqual(['1', '2', '3', '4', '5', '6']);
  });
  test('again: the next card that starts so; again: take back', () => {
    const deck = deckCalled('Modified');
    expect(cardOfKey(deck, '1', undefined)).toBe('1');
    expect(cardOfKey(deck, '1', '1')).toBe('13');
    expect(cardOfKey(deck, '1', '13')).toBe('100');
    expect(cardOfKey(deck, '1', '100')).toBe(null);
    expect(cardOfKey(deck, '1', '5')).toBe('1');
  });
  test('a key that plays no card is somebody else’s', () => {
    expect(cardOfKey(deckCalled('Modified'), '9', undefined)).toBe(undefined);
  });
});

describe('a deck of one’s own', () => {
  test('cards with and without a number', () => {
    expect(readDeck('Ours', 'Small=1, Large = 2.5, 3, ?')).toEqual({
      ok: true,
      deck: {
        name: 'Ours',
        cards: [
          { label: 'Small', value: 1000 },
          { label: 'Large', value: 2500 },
          { label: '3', value: 3000 },
          { label: '?' },
        ],
      },
    });
  });
  test.each([
    ['1, 2', { kind: 'few', n: 2 }],
    [Array.from({ length: 21 }, (_, n) => n).join(','), { kind: 'many', n: 21 }],
    ['1, 2, 1', { kind: 'twice', card: '1' }],
    ['1, 2, abcdefghijk', { kind: 'long', card: 'abcdefghijk' }],
    ['1, 2, S=x', { kind: 'number', card: 'S=x' }],
    ['1, 2, S=3=4', { kind: 'number', card: 'S=3=4' }],
  ])('what is wrong with %s is told', (line, problem) => {
    expect(readDeck('Ours', line)).toEqual({ ok: false, problem });
  });
  test.each(decks)('$name is written so that it is read back', (deck) => {
    expect(readDeck(deck.name, writeDeck(deck))).toEqual({ ok: true, deck });
  });
});
