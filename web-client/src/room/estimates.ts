import { valueOf } from '../protocol/deck';
import type { ParticipantId } from '../protocol/ids';
import type { Deck, TicketEstimate } from '../protocol/state';

/** An estimate as an operation tells it: as written, or whole where an undo puts one back. */
export function estimateOf(
  told: string | TicketEstimate,
  deck: Deck,
  by: ParticipantId | null,
): TicketEstimate {
  if (typeof told !== 'string') return told;
  const value = valueOf(deck, told);
  return value === undefined ? { card: told, by } : { card: told, value, by };
}
