/** Everything that a drag does, and the rest, without one. */
import '../i18n/part_words';
import '../i18n/split_words';
import type { TicketId } from '../../protocol/ids';
import { behindLast } from '../../room/block_move';
import { groupsOf, namedByAgenda, neighboursOf, openCount } from '../../room/groups';
import { holds } from '../../room/selectors';
import { copy } from '../clipboard';
import { say } from '../announce';
import { t } from '../i18n/i18n';
import { hintOf } from '../keys';
import { screen } from '../layout.svelte';
import type { MenuItem } from '../primitives/menu';
import { pathOf } from '../route.svelte';
import type { RoomContext } from '../room/context';
import { toasts } from '../toasts.svelte';
import { targetsOf } from './selection_actions';

export function rowMenu(
  { model, ui, actions }: RoomContext,
  ticket: TicketId,
): readonly MenuItem[] {
  const { view } = model;
  const archived = view.ticket(ticket)?.archived !== undefined;
  const writes = holds(view, 'write') && !archived;
  const orders = holds(view, 'order') && !archived;
  const leads = holds(view, 'lead') && !archived;
  const groups = groupsOf(view);
  const group = neighboursOf(groups, ticket).map((row) => row.ticket);
  const place = group.indexOf(ticket) + 1;
  const last = group.length;
  const selected = ui.backlog.selected.has(ticket);
  const block = selected ? targetsOf(model, ui) : [ticket];
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
    if (place > 1 || block.length > 1)
      items.push(
        {
          label: t('action.move_top'),
          icon: 'top',
          hint: hintOf('move_top'),
          run: () => actions.moveTo(block, 1),
        },
        {
          label: t('action.move_up'),
          icon: 'up',
          hint: hintOf('move_up'),
          run: () => actions.moveStep(block, -1),
        },
      );
    if (place > 0 && (place < last || block.length > 1))
      items.push(
        {
          label: t('action.move_down'),
          icon: 'down',
          hint: hintOf('move_down'),
          run: () => actions.moveStep(block, 1),
        },
        {
          label: t('action.move_bottom'),
          icon: 'bottom',
          hint: hintOf('move_bottom'),
          run: () => actions.moveBehind(block, behindLast(view, block)),
        },
      );
    if (openCount(view) > 2)
      items.push({
        label: t('action.move_to'),
        icon: 'place',
        hint: hintOf('move_to'),
        run: () => (ui.dialog = { kind: 'move', tickets: block }),
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
      {
        label: t('action.fields'),
        hint: hintOf('priority'),
        run: () => (ui.dialog = { kind: 'fields', tickets: block }),
      },
      {
        label: t('action.link'),
        icon: 'blocked',
        hint: hintOf('link'),
        run: () => (ui.dialog = { kind: 'link', ticket }),
      },
      view.ticket(ticket)?.parked
        ? {
            label: t('action.unpark'),
            icon: 'park',
            run: () => void model.send({ do: 'ticket.unpark', data: { ticket } }),
          }
        : {
            label: t('action.park'),
            icon: 'park',
            run: () => (ui.dialog = { kind: 'park', ticket }),
          },
      {
        label: t('action.ask'),
        icon: 'question',
        run: () => {
          ui.open(ticket);
          ui.showTicket();
          ui.asking = ticket;
        },
      },
    );
  if (leads && model.view.agenda.length > 0) {
    const today = namedByAgenda(view).has(ticket);
    items.push({
      label: t(today ? 'action.leave_today' : 'action.add_today'),
      icon: 'today',
      run: () => (today ? actions.leaveToday(block) : actions.addToToday(block)),
    });
  }
  if (!archived && screen.layout === 'phone')
    items.push({
      label: t(selected ? 'action.unselect' : 'action.select'),
      checked: selected,
      run: () => {
        ui.backlog.selecting = true;
        ui.backlog.toggle(ticket);
      },
    });
  else if (!archived)
    items.push({
      label: t(selected ? 'action.unselect' : 'action.select'),
      hint: hintOf('select'),
      checked: selected,
      run: () => ui.backlog.toggle(ticket),
    });
  items.push({
    label: t('action.copy_link'),
    icon: 'copy',
    run: () => void copyLink(model.room, ticket),
  });
  if (writes && block.length === 1)
    items.push({
      label: t('action.split'),
      hint: hintOf('split'),
      run: () => actions.splitTicket(ticket),
    });
  if (writes && orders)
    items.push({
      label: t('action.merge'),
      hint: hintOf('merge'),
      run: () => (ui.dialog = { kind: 'merge', tickets: block }),
    });
  if (orders)
    items.push({
      label: t('action.archive'),
      icon: 'archive',
      hint: hintOf('archive'),
      run: () => (ui.dialog = { kind: 'archive', tickets: block }),
    });
  return items;
}

async function copyLink(room: string, ticket: TicketId): Promise<void> {
  const link = location.origin + pathOf({ screen: 'room', room, ticket });
  const words = t((await copy(link)) ? 'copy.done' : 'copy.failed');
  say(words);
  toasts.show({ words, topic: 'copy' });
}
