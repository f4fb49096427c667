/** What a dialog of a ballot is opened for. */
import type { BallotId, TicketId } from '../../protocol/ids';

export type Decision =
  /** `tickets`: those that somebody selected. */
  | { readonly what: 'open'; readonly tickets?: readonly TicketId[] }
  /** Its tickets by their dots, or by a card each. */
  | { readonly what: 'order' | 'size' | 'cancel' | 'earlier'; readonly ballot: BallotId }
  /** Dots are placed while the room looks elsewhere. */
  | { readonly what: 'place'; readonly ballot: BallotId }
  | { readonly what: 'ask'; readonly question?: string };
