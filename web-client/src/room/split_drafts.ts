/** Whether a ticket is being split, and whether it should be. Pure. */
import type { SplitId, TicketId } from '../protocol/ids';
import type { SplitDraft } from '../protocol/state';
import type { RoomView } from './view';

export const children_min = 2;
export const children_max = 10;

type Drafts = Pick<RoomView, 'splits'>;
/** At most one a ticket. */
export const draftOf = ({ splits }: Drafts, ticket: TicketId): SplitDraft | undefined =>
  splits.find((draft) => draft.ticket === ticket);
export const draftNamed = ({ splits }: Drafts, split: SplitId): SplitDraft | undefined =>
  splits.find((draft) => draft.split === split);

/** Whether a size asks for a split (`split_limit`). @param value in thousandths */
export const isTooLarge = (limit: number | null, value: number | undefined): boolean =>
  limit !== null && value !== undefined && value > limit;
