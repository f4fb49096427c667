import type { ParticipantId } from '../protocol/ids';
import type { Card, Deck, Round } from '../protocol/state';

export type Bar = {
  readonly card: Card;
  readonly n: number;
  readonly by: readonly ParticipantId[];
};
export type Extreme = { readonly card: Card; readonly by: readonly ParticipantId[] };

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
  /** Everybody who chose a size chose the same, and nobody chose anything else. */
  readonly consensus: boolean;
  /** In deck order; who chose them only where the round has names. */
  readonly lowest?: Extreme;
  readonly highest?: Extreme;
  readonly median?: number;
  readonly mean?: number;
  /** Of the population. */
  readonly deviation?: number;
  /** One per card of the deck, in its order. */
  readonly bars: readonly Bar[];
  /** Special cards that were chosen, apart. */
  readonly specials: readonly Bar[];
}

export type StatisticsOf = (round: Round, deck: Deck) => Statistics | undefined;
