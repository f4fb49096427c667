/** Everything that a drag does, and the rest, without one. */
import type { TicketId } from '../../protocol/ids';
import { holds } from '../../room/selectors';
import { copy } from '../clipboard';
import { say } from '../announce';
import { t } from '../i18n/i18n';
import { hintOf } from '../keys';
import type { MenuItem } from '../primitives/menu';
import { pathOf } from '../route.svelte';
import type { RoomContext } from '../room/context';
import { toasts } from '../toasts.svelte';

export function rowMenu(
  { model, ui, actions }: RoomContext,
  ticket: TicketId,
): readonly MenuItem[] {
  const { view } = model;
  const archived = view.ticket(ticket)?.archived !== undefined;
  const writes = holds(view, 'write') && !archived;
  const orders = holds(view, 'order') && !archived;
  const leads = holds(view, 'lead') && !archived;
  const place = view.order.indexOf(ticket) + 1;
  const last = view.order.length;
  const items: MenuItem[] = [];

  if (leads) {
    if (ticket !== ui.spotlight?.ticket)
      items.push({
        label: t('action.bring_here'),
        icon: 'here',
        run: () => {
          model.send({ do: 'spotlight.set', data: { board: 'estimate', ticket } });
          ui.follow();
        },
      });
    if (view.roundsOf(ticket).every(({ phase }) => phase !== 'collecting'))
      items.push(
        { label: t('action.start_round'), icon: 'cards', run: () => actions.openRound(ticket) },
        { kind: 'line' },
      );
  }
  if (orders) {
    if (place > 1)
      items.push(
        {
          label: t('action.move_top'),
          icon: 'top',
          hint: hintOf('move_top'),
          run: () => actions.moveTo(ticket, 1),
        },
        {
          label: t('action.move_up'),
          icon: 'up',
          hint: hintOf('move_up'),
          run: () => actions.moveTo(ticket, place - 1),
        },
      );
    if (place < last)
      items.push(
        {
          label: t('action.move_down'),
          icon: 'down',
          hint: hintOf('move_down'),
          run: () => actions.moveTo(ticket, place + 1),
        },
        {
          label: t('action.move_bottom'),
          icon: 'bottom',
          hint: hintOf('move_bottom'),
          run: () => actions.moveTo(ticket, last),
        },
      );
    if (last > 2)
      items.push({
        label: t('action.move_to'),
        icon: 'place',
        hint: hintOf('move_to'),
        run: () => (ui.dialog = { kind: 'move', ticket }),
      });
    items.push({ kind: 'line' });
  }
  if (writes)
    items.push(
      {
        label: t('action.rename_ticket'),
        icon: 'edit',
        run: () => {
          ui.open(ticket);
          ui.showTicket();
          ui.renaming = ticket;
        },
      },
      {
        label: t('action.estimate'),
        icon: 'number',
        hint: hintOf('estimate'),
        run: () => (ui.dialog = { kind: 'estimate', ticket }),
      },
    );
  items.push({
    label: t('action.copy_link'),
    icon: 'copy',
    run: () => void copyLink(model.room, ticket),
  });
  if (orders)
    items.push({
      label: t('action.archive'),
      icon: 'archive',
      hint: hintOf('archive'),
      run: () => (ui.dialog = { kind: 'archive', ticket }),
    });
  return items;
}

async function copyLink(room: string, ticket: TicketId): Promise<void> {
  const link = location.origin + pathOf({ screen: 'room', room, ticket });
  const words = t((await copy(link)) ? 'copy.done' : 'copy.failed');
  say(words);
  toasts.show({ words, topic: 'copy' });
}
