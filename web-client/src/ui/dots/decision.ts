/** What a dialog of a ballot is opened for. */
import type { BallotId, TicketId } from '../../protocol/ids';

export type Decision =
  /** `tickets`: those that somebody selected. */
  | { readonly what: 'open'; readonly tickets?: readonly TicketId[] }
  /** Its tickets by their dots, or by a card each. */
  | { readonly what: 'size' | 'cancel' | 'earlier'; readonly ballot: BallotId }
  /** `tickets`: these of them alone. */
  | { readonly what: 'order'; readonly ballot: BallotId; readonly tickets?: readonly TicketId[] }
  /** Dots are placed while the room looks elsewhere. */
  | { readonly what: 'place'; readonly ballot: BallotId }
  | { readonly what: 'ask'; readonly question?: string };
