/** A deck as a person writes it: cards in one line, "Small=1" for a card with a number. */
import { lengthOf } from '../length';
import { parseDecimal } from '../../protocol/deck';
import type { Card, Deck } from '../../protocol/state';

export type DeckProblem =
  | { readonly kind: 'few' | 'many'; readonly n: number }
  | { readonly kind: 'long' | 'twice' | 'number'; readonly card: string };
export type DeckDraft =
  | { readonly ok: true; readonly deck: Deck }
  | { readonly ok: false; readonly problem: DeckProblem };

export const cards_min = 3;
export const cards_max = 20;
export const label_max = 10;
export const name_max = 60;

export function readDeck(name: string, line: string): DeckDraft {
  const cards: Card[] = [];
  for (const part of line.split(/[,;\n]/)) {
    const written = part.trim();
    if (written === '') continue;
    const sign = written.indexOf('=');
    const label = (sign < 0 ? written : written.slice(0, sign)).trim();
    const value = sign < 0 ? undefined : written.slice(sign + 1).trim();
    if (lengthOf(label) > label_max || label === '') return wrong({ kind: 'long', card: written });
    if (cards.some((card) => card.label === label)) return wrong({ kind: 'twice', card: label });
    const number = parseDecimal(value ?? label);
    if (value !== undefined && number === undefined)
      return wrong({ kind: 'number', card: written });
    cards.push(number === undefined ? { label } : { label, value: number });
  }
  if (cards.length < cards_min) return wrong({ kind: 'few', n: cards.length });
  if (cards.length > cards_max) return wrong({ kind: 'many', n: cards.length });
  return { ok: true, deck: { name, cards } };
}

const wrong = (problem: DeckProblem): DeckDraft => ({ ok: false, problem });

/** The line that `readDeck` reads back. */
export const writeDeck = (deck: Deck): string =>
  deck.cards
    .map(({ label, value }) => {
      if (value === undefined || parseDecimal(label) === value) return label;
      return `${label}=${value / 1000}`;
    })
    .join(', ');
