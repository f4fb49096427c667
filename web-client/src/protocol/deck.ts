/** Decks of cards, what their values are, and how a card is read aloud (PROTOCOL.md DECK). */
import type { Card, Deck } from './state';

const thousandths = 1000;
const numbers = (values: readonly number[]): Card[] =>
  values.map((value) => ({ label: String(value), value: value * thousandths }));
const labels = (names: readonly string[]): Card[] => names.map((label) => ({ label }));
const unsure: Card = { label: '?' };
const endless: Card = { label: '∞' };
const coffee: Card = { label: '☕' };

/** For questions (RND-17). */
export const yesOrNo: Deck = { name: 'Yes or no', cards: labels(['Yes', 'No', 'Pass']) };

/** The decks that the page offers; the first is what a new room has. */
export const decks: readonly Deck[] = [
  {
    name: 'Modified',
    cards: [
      ...numbers([0, 0.5, 1, 2, 3, 5, 8, 13, 20, 40, 100]).map((card) =>
        card.label === '0.5' ? { ...card, label: '½' } : card,
      ),
      unsure,
      endless,
      coffee,
    ],
  },
  {
    name: 'Fibonacci',
    cards: [...numbers([0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89]), unsure, coffee],
  },
  { name: 'T-shirt', cards: labels(['XS', 'S', 'M', 'L', 'XL', 'XXL', '?', '☕']) },
  { name: 'Powers of 2', cards: [...numbers([1, 2, 4, 8, 16, 32, 64]), unsure, coffee] },
  { name: 'Linear', cards: [...numbers([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), unsure, coffee] },
  { name: 'Time', cards: timeCards() },
  { name: 'Priorities', cards: labels(['P0', 'P1', 'P2', 'P3', 'P4', '?']) },
  { name: 'MoSCoW', cards: labels(['M', 'S', 'C', 'W', '?']) },
  { name: 'Fist of five', cards: numbers([0, 1, 2, 3, 4, 5]) },
  yesOrNo,
];

/** Hours, with a working day of eight. */
function timeCards(): Card[] {
  const hours: readonly (readonly [string, number])[] = [
    ['½h', 0.5],
    ['1h', 1],
    ['2h', 2],
    ['4h', 4],
    ['1d', 8],
    ['2d', 16],
    ['3d', 24],
    ['5d', 40],
  ];
  return [...hours.map(([label, value]) => ({ label, value: value * thousandths })), unsure];
}

const specials: readonly string[] = ['?', '∞', '☕', 'Pass'];
/** Cards that are no size: they enter neither agreement nor mean. */
export const isSpecial = (label: string): boolean => specials.includes(label);

export const cardOf = (deck: Deck, label: string): Card | undefined =>
  deck.cards.find((card) => card.label === label);

/** At least one card of the deck has a number. */
export const hasNumbers = (deck: Deck): boolean =>
  deck.cards.some((card) => card.value !== undefined);

/**
 * The value in thousandths of a decimal number as people write it ("3.5", "½"): at most three
 * decimals, not negative, below 10^9. Nothing for anything else (DECK-3).
 */
export function parseDecimal(text: string): number | undefined {
  if (text === '½' || text === '1/2') return thousandths / 2;
  const match = /^(\d{1,9})(?:\.(\d{1,3}))?$/.exec(text);
  if (!match) return undefined;
  return Number(match[1]) * thousandths + Number((match[2] ?? '').padEnd(3, '0'));
}

/** The value of an estimate: that of the card with this label, else the number as written. */
export const valueOf = (deck: Deck, label: string): number | undefined => {
  const card = cardOf(deck, label);
  return card ? card.value : parseDecimal(label);
};

/** "3.5" for 3500: as short as the number allows. */
export const formatThousandths = (value: number): string => String(value / thousandths);

/** A card's name for people who hear it; numbers and letters are read as they are. */
export type SpokenCard =
  | { readonly kind: 'points'; readonly value: number }
  | { readonly kind: 'hours' | 'days'; readonly value: number }
  | { readonly kind: 'unknown' | 'endless' | 'break' | 'pass' }
  | { readonly kind: 'label'; readonly label: string };

/** What a card says, so that the catalogue can put it into words: "one half point", "do not know". */
export function spokenCard(card: Card): SpokenCard {
  switch (card.label) {
    case '?':
      return { kind: 'unknown' };
    case '∞':
      return { kind: 'endless' };
    case '☕':
      return { kind: 'break' };
    case 'Pass':
      return { kind: 'pass' };
  }
  const time = /^(½|\d+(?:\.\d+)?)([hd])$/.exec(card.label);
  if (time) {
    const amount = time[1] === '½' ? 0.5 : Number(time[1]);
    return { kind: time[2] === 'h' ? 'hours' : 'days', value: amount };
  }
  if (card.value !== undefined && /^[\d.,½/]+$/.test(card.label))
    return { kind: 'points', value: card.value / thousandths };
  return { kind: 'label', label: card.label };
}
