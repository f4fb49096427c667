import '../i18n/part_words';
import type { ImportedTicket } from '../../protocol/command';
import { t } from '../i18n/i18n';
import type { RoomContext } from '../room/context';
import { toasts } from '../toasts.svelte';

/** As one deed, however many commands it takes: one undo takes all of it back. */
export function importTickets({ model }: RoomContext, tickets: readonly ImportedTicket[]): void {
  model.client.importTickets(tickets);
  toasts.show({
    words: t('toast.imported', { n: tickets.length }),
    topic: 'undo',
    passes: true,
    actions: [{ label: t('action.undo'), run: () => void model.client.undo() }],
  });
}
