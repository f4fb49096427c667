/**
 * Which key plays which card (the hints in the corners). Decks of numbers: the first character of
 * the card, so that a digit never plays the card that merely stands at that place; decks of letters:
 * 1 to 9 for the n-th card, since letters are commands.
 */
import { isSpecial } from '../../protocol/deck';
import type { Deck } from '../../protocol/state';

const half = '½';

/** One entry a card, in the order of the deck; nothing where no key plays it. */
export function cardKeys(deck: Deck): readonly (string | undefined)[] {
  const sizes = deck.cards.filter((card) => !isSpecial(card.label));
  const byFirst = sizes.every(({ label }) => /^[0-9½]/.test(label));
  return deck.cards.map(({ label }, index) => {
    if (label === '?') return 'u';
    if (isSpecial(label)) return undefined;
    if (!byFirst) return index < 9 ? String(index + 1) : undefined;
    return label.startsWith(half) ? '0' : label.slice(0, 1);
  });
}

/**
 * What a press of this key plays: the first card that it means; pressed again the next one; after
 * the last one null, which takes the vote back. Nothing where the key plays no card.
 */
export function cardOfKey(
  deck: Deck,
  key: string,
  played: string | undefined,
): string | null | undefined {
  const keys = cardKeys(deck);
  const meant = deck.cards.filter((_, index) => keys[index] === key.toLowerCase());
  if (meant.length === 0) return undefined;
  const place = meant.findIndex((card) => card.label === played);
  return meant[place + 1]?.label ?? null;
}
