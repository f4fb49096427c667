/** Why tickets were not merged, in the words of the tickets. */
import type { TicketId } from '../../protocol/ids';
import type { Refusal } from '../../protocol/messages';
import { nameOf } from '../../room/selectors';
import type { RoomView } from '../../room/view';
import { t } from '../i18n/i18n';

export interface RefusedMerge {
  readonly words: string;
  /** The lead may do it all the same, and every hand is full again. */
  readonly redeals: boolean;
}

export function refusedMerge(
  view: Pick<RoomView, 'ticket'>,
  { code, message, data }: Refusal,
): RefusedMerge {
  const called = (id: TicketId): string => {
    const ticket = view.ticket(id);
    return ticket ? (nameOf(ticket) ?? ticket.title) : t('said.a_ticket');
  };
  if (code === 'in_ballot' && data?.ticket !== undefined)
    return { words: t('merge.in_ballot', { name: called(data.ticket) }), redeals: true };
  if (code === 'cycle' && data?.path !== undefined) {
    const path = data.path.map(called).join(' → ');
    return { words: t('merge.cycle', { path }), redeals: false };
  }
  if (code === 'too_large')
    return { words: `${message} ${t('merge.too_large_other')}`, redeals: false };
  return { words: message, redeals: false };
}
