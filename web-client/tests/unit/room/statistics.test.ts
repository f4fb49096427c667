import { describe, expect, it } from 'vitest';
import { decks, yesOrNo } from '../../../src/protocol/deck';
import type { Deck, Round } from '../../../src/protocol/state';
import { settleOffers, statisticsOf } from '../../../src/room/statistics';
import { ann, bob, deck, r1, round, t1 } from '../support/room_facts';

const shirts: Deck = decks.find(({ name }) => name === 'T-shirt') ?? deck;
const person = (n: number) => `a1${String(n).padStart(30, '0')}`;
const revealed = (cards: string, more: Partial<Round> = {}): Round =>
  round(r1, t1, {
    phase: 'revealed',
    choices: cards.split(' ').map((card, n) => ({ by: person(n), card })),
    ...more,
  });
function statistics(cards: string, of: Deck = deck) {
  const result = statisticsOf(revealed(cards), of);
  if (!result) throw new Error('it is revealed');
  return result;
}

describe('RND-17 statistics of a question', () => {
  const { ticket: _ticket, ...asked } = revealed('Yes Yes No Pass');
  it('count the answers, and where cards are no numbers none is the lowest', () => {
    const result = statisticsOf({ ...asked, question: 'Shall we?' }, yesOrNo);
    expect(result).toMatchObject({ proposed: { label: 'Yes' }, agreeing: 2, sizes: 3, votes: 4 });
    expect(result?.lowest).toBeUndefined();
    expect(result?.highest).toBeUndefined();
  });
});

describe('statistics of a revealed round', () => {
  it('there are none before the reveal', () => {
    expect(statisticsOf(round(r1, t1, { voted: [ann, bob] }), deck)).toBeUndefined();
  });
  it('propose the card chosen most often and say how strong it is', () => {
    expect(statistics('5 5 8 5 3 5 5 13')).toMatchObject({
      votes: 8,
      sizes: 8,
      proposed: { label: '5' },
      agreeing: 5,
      agreement: 5 / 8,
      tie: false,
      consensus: false,
    });
  });
  it('a tie takes the higher card and says so', () => {
    expect(statistics('3 8 3 8 5')).toMatchObject({
      proposed: { label: '8' },
      tie: true,
      agreeing: 2,
    });
  });
  it('higher means later in the deck, not larger as text', () => {
    expect(statistics('13 8')).toMatchObject({ proposed: { label: '13' } });
    expect(statistics('XL M', shirts)).toMatchObject({ proposed: { label: 'XL' } });
  });
  it('agreement leaves ?, ∞, ☕ and Pass out; they stand apart', () => {
    expect(statistics('5 5 ? ☕ 8 ∞')).toMatchObject({
      votes: 6,
      sizes: 3,
      agreement: 2 / 3,
      specials: [
        { card: { label: '?' }, n: 1 },
        { card: { label: '∞' }, n: 1 },
        { card: { label: '☕' }, n: 1 },
      ],
    });
  });
  it('everybody on one card agrees; one with a ? does not', () => {
    expect(statistics('5 5 5').consensus).toBe(true);
    expect(statistics('5 5 ?')).toMatchObject({ consensus: false, agreement: 1 });
  });
  it('nobody who chose a size: no proposal, no extremes, no figures', () => {
    const result = statistics('? ☕');
    expect(result).toMatchObject({
      votes: 2,
      sizes: 0,
      agreement: 0,
      agreeing: 0,
      consensus: false,
    });
    for (const name of ['proposed', 'lowest', 'highest', 'median', 'mean', 'deviation'])
      expect(result).not.toHaveProperty(name);
  });
  it('lowest and highest name who chose them', () => {
    expect(statistics('5 13 3 3')).toMatchObject({
      lowest: { card: { label: '3' }, by: [person(2), person(3)] },
      highest: { card: { label: '13' }, by: [person(1)] },
    });
  });
  it('bars stand in deck order, one per size', () => {
    const { bars } = statistics('8 5 8');
    expect(bars.map(({ card, n }) => `${card.label}:${n}`).join(' ')).toBe(
      '0:0 ½:0 1:0 2:0 3:0 5:1 8:2 13:0 20:0 40:0 100:0',
    );
  });
});

describe('figures, in thousandths', () => {
  it('median of an odd number is the middle one, of an even number between two', () => {
    expect(statistics('3 5 13').median).toBe(5000);
    expect(statistics('3 5 8 13').median).toBe(6500);
  });
  it('mean and deviation are of the population', () => {
    const { mean, deviation } = statistics('2 2 2 8');
    expect(mean).toBe(3500);
    expect(deviation).toBeCloseTo(Math.sqrt((3 * 1500 ** 2 + 4500 ** 2) / 4));
  });
  it('one vote does not deviate', () => {
    expect(statistics('½')).toMatchObject({ mean: 500, median: 500, deviation: 0 });
  });
  it('specials enter none of them', () => {
    expect(statistics('5 ? ∞ ☕ 3').mean).toBe(4000);
  });
  it('a deck without numbers has none, but a mode and an agreement', () => {
    const result = statistics('S M M', shirts);
    expect(result).toMatchObject({ proposed: { label: 'M' }, agreement: 2 / 3 });
    for (const name of ['median', 'mean', 'deviation']) expect(result).not.toHaveProperty(name);
  });
});

describe('an anonymous round', () => {
  it('gives the same from counts, without names', () => {
    const counted = statisticsOf(
      round(r1, t1, {
        phase: 'revealed',
        anonymous: true,
        counts: [
          { card: '3', n: 1 },
          { card: '5', n: 2 },
          { card: '?', n: 1 },
        ],
      }),
      deck,
    );
    expect(counted).toMatchObject({
      votes: 4,
      sizes: 3,
      proposed: { label: '5' },
      agreement: 2 / 3,
      lowest: { card: { label: '3' }, by: [] },
    });
    expect(counted?.mean).toBeCloseTo(13000 / 3);
  });
});

describe('settling is offered', () => {
  const offered = (cards: string, of: Deck = deck) =>
    settleOffers(statistics(cards, of))
      .map(({ label }) => label)
      .join(' ');
  it('on the cards that were chosen and their neighbours', () => {
    expect(offered('5 13')).toBe('3 5 8 13 20');
    expect(offered('5')).toBe('3 5 8');
  });
  it('at the ends of the deck too, never on a special card', () => {
    expect(offered('0 100 ?')).toBe('0 ½ 40 100');
    expect(offered('XXL', shirts)).toBe('XL XXL');
  });
  it('on nothing where nobody chose a size', () => expect(offered('? ?')).toBe(''));
});
