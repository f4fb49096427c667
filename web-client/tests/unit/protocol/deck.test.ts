import { describe, expect, it } from 'vitest';
import {
  cardOf,
  decks,
  formatThousandths,
  hasNumbers,
  isSpecial,
  parseDecimal,
  spokenCard,
  valueOf,
} from '../../../src/protocol/deck';
import { newId } from '../../../src/protocol/ids';

const named = (name: string) => {
  const deck = decks.find((each) => each.name === name);
  if (!deck) throw new Error(`no deck ${name}`);
  return deck;
};
const labels = (name: string) =>
  named(name)
    .cards.map((card) => card.label)
    .join(' ');

describe('DECK-1 every deck that the page offers is one', () => {
  it.each(decks)('$name', ({ name, cards }) => {
    expect(name.length).toBeLessThanOrEqual(60);
    expect(cards.length).toBeGreaterThanOrEqual(3);
    expect(cards.length).toBeLessThanOrEqual(20);
    expect(new Set(cards.map(({ label }) => label)).size).toBe(cards.length);
    for (const { label, value = 0 } of cards) {
      expect(Array.from(label).length).toBeLessThanOrEqual(10);
      expect(Number.isSafeInteger(value)).toBe(true);
    }
  });
});

describe('DECK-2 decks', () => {
  it('a new room has Modified', () => {
    expect(decks[0]?.name).toBe('Modified');
    expect(labels('Modified')).toBe('0 ½ 1 2 3 5 8 13 20 40 100 ? ∞ ☕');
  });
  it('the others', () => {
    expect(labels('Fibonacci')).toBe('0 1 2 3 5 8 13 21 34 55 89 ? ☕');
    expect(labels('Time')).toBe('½h 1h 2h 4h 1d 2d 3d 5d ?');
    expect(labels('Fist of five')).toBe('0 1 2 3 4 5');
  });
  it('letters have no numbers', () => {
    expect(hasNumbers(named('T-shirt'))).toBe(false);
    expect(hasNumbers(named('Fibonacci'))).toBe(true);
  });
  it('? ∞ ☕ and Pass are no sizes', () => {
    expect(['?', '∞', '☕', 'Pass', '0', 'XL'].map(isSpecial)).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('DECK-3 a decimal number as people write it', () => {
  it.each([
    ['3', 3000],
    ['0.5', 500],
    ['12.125', 12125],
    ['999999999.999', 999999999999],
    ['½', 500],
    ['1/2', 500],
  ])('%s is %i thousandths', (text, value) => expect(parseDecimal(text)).toBe(value));
  it.each(['', '-1', '+1', '1.', '.5', '1.2345', '1000000000', '1e3', ' 1', '1,5', '٣'])(
    '"%s" is none',
    (text) => expect(parseDecimal(text)).toBeUndefined(),
  );
});

describe('TIC-14 the value of an estimate', () => {
  it("is its card's, else the number as written", () => {
    expect(valueOf(named('Modified'), '½')).toBe(500);
    expect(valueOf(named('T-shirt'), 'XL')).toBeUndefined();
    expect(valueOf(named('T-shirt'), '7')).toBe(7000);
    expect(valueOf(named('Modified'), '?')).toBeUndefined();
  });
  it('is written as short as it goes', () => {
    expect([3000, 500, 3333].map(formatThousandths)).toEqual(['3', '0.5', '3.333']);
  });
});

describe('a card read aloud', () => {
  const spoken = (deck: string, label: string) => {
    const card = cardOf(named(deck), label);
    return card && spokenCard(card);
  };
  it.each([
    ['Modified', '5', { kind: 'points', value: 5 }],
    ['Modified', '½', { kind: 'points', value: 0.5 }],
    ['Modified', '?', { kind: 'unknown' }],
    ['Modified', '∞', { kind: 'endless' }],
    ['Modified', '☕', { kind: 'break' }],
    ['Time', '½h', { kind: 'hours', value: 0.5 }],
    ['Time', '3d', { kind: 'days', value: 3 }],
    ['T-shirt', 'XL', { kind: 'label', label: 'XL' }],
  ])('%s %s', (deck, label, said) => expect(spoken(deck, label)).toEqual(said));
});

describe('MSG-8 an id', () => {
  it('is 32 lower-case hex digits of 128 random bits', () => {
    let next = 0;
    const id = newId((bytes) => bytes.forEach((_, at) => (bytes[at] = next++ * 17)));
    expect(id).toBe('00112233445566778899aabbccddeeff');
  });
});
