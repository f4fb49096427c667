import { hasNumbers, isSpecial } from '../protocol/deck';
import type { ParticipantId } from '../protocol/ids';
import type { Card, Deck, Round } from '../protocol/state';

export type Bar = {
  readonly card: Card;
  readonly n: number;
  /** Empty in an anonymous round. */
  readonly by: readonly ParticipantId[];
};

/** What a revealed round says. Values in thousandths; absent where the deck gives no such number. */
export interface Statistics {
  /** Every choice, special ones included. */
  readonly votes: number;
  /** Choices that are a size: all but ?, ∞, ☕ and Pass. */
  readonly sizes: number;
  /** The card chosen most often, a tie taking the higher one; absent where nobody chose a size. */
  readonly proposed?: Card;
  /** How many chose it. */
  readonly agreeing: number;
  /** Two or more cards were chosen equally often. */
  readonly tie: boolean;
  /** `agreeing / sizes`, 0 to 1; 0 where nobody chose a size. */
  readonly agreement: number;
  /** Everybody chose the same size. */
  readonly consensus: boolean;
  /** In deck order, special cards apart. */
  readonly lowest?: Bar;
  readonly highest?: Bar;
  readonly median?: number;
  readonly mean?: number;
  /** Of the population. */
  readonly deviation?: number;
  /** One per card of the deck that is a size, in its order. */
  readonly bars: readonly Bar[];
  /** Special cards that were chosen, apart. */
  readonly specials: readonly Bar[];
}

/** @param deck the round's own. @return nothing before the reveal */
export function statisticsOf(round: Round, deck: Deck): Statistics | undefined {
  if (!round.choices && !round.counts) return undefined;
  const all = deck.cards.map((card) => barOf(card, round));
  const bars = all.filter((bar) => !isSpecial(bar.card.label));
  const specials = all.filter((bar) => isSpecial(bar.card.label) && bar.n > 0);
  const chosen = bars.filter((bar) => bar.n > 0);
  const sizes = sum(chosen.map((bar) => bar.n));
  const votes = sizes + sum(specials.map((bar) => bar.n));
  const agreeing = Math.max(0, ...chosen.map((bar) => bar.n));
  const modes = chosen.filter((bar) => bar.n === agreeing);
  const proposed = modes.at(-1)?.card;
  // Yes is no less than no: answers without numbers have no ends.
  const ordered = round.question === undefined || hasNumbers(deck);
  const lowest = ordered ? chosen[0] : undefined;
  const highest = ordered ? chosen.at(-1) : undefined;
  return {
    votes,
    sizes,
    agreeing,
    tie: modes.length > 1,
    agreement: sizes === 0 ? 0 : agreeing / sizes,
    consensus: votes > 0 && agreeing === votes,
    bars,
    specials,
    ...(proposed && { proposed }),
    ...(lowest && { lowest }),
    ...(highest && { highest }),
    ...figuresOf(chosen),
  };
}

function barOf(card: Card, round: Round): Bar {
  if (round.counts) {
    const told = round.counts.find((count) => count.card === card.label);
    return { card, n: told?.n ?? 0, by: [] };
  }
  const by = (round.choices ?? [])
    .filter((choice) => choice.card === card.label)
    .map((choice) => choice.by);
  return { card, n: by.length, by };
}

/** Of the cards with a number only; a deck of letters has no mean. */
function figuresOf(chosen: readonly Bar[]): Pick<Statistics, 'median' | 'mean' | 'deviation'> {
  const values = chosen
    .flatMap(({ card: { value }, n }) => (value === undefined ? [] : Array<number>(n).fill(value)))
    .sort((a, b) => a - b);
  const middle = values[Math.floor(values.length / 2)];
  const below = values[Math.ceil(values.length / 2) - 1];
  if (middle === undefined || below === undefined) return {};
  const mean = sum(values) / values.length;
  const variance = sum(values.map((value) => (value - mean) ** 2)) / values.length;
  return { median: (middle + below) / 2, mean, deviation: Math.sqrt(variance) };
}

const sum = (values: readonly number[]): number => values.reduce((total, one) => total + one, 0);

/** Cards to settle on at a press: those that were chosen and their neighbours, in deck order. */
export function settleOffers(statistics: Statistics): readonly Card[] {
  const { bars } = statistics;
  return bars
    .filter((bar, index) =>
      [bar, bars[index - 1], bars[index + 1]].some((near) => near !== undefined && near.n > 0),
    )
    .map((bar) => bar.card);
}
