/** Where the lead brings everybody: a board, the ticket again, or the lobby. */
import '../i18n/part_words';
import { itemAtWork } from '../../room/apply_agenda';
import { nameOf } from '../../room/selectors';
import { stepName } from '../agenda/words';
import { t } from '../i18n/i18n';
import type { MenuItem } from '../primitives/menu';
import type { RoomContext } from '../room/context';
import { boardsToChoose } from './board_actions';

export function boardsMenu({ model, ui, actions }: RoomContext): readonly MenuItem[] {
  const { view } = model;
  const step = itemAtWork(view);
  const board = ui.covered ? view.facts.spotlight?.board : undefined;
  const ticket = actions.ticketForAll();
  const items: MenuItem[] = [];
  if (ticket)
    items.push({
      label: t('boards.ticket', { name: nameOf(ticket) ?? ticket.title }),
      icon: 'ticket',
      checked: !ui.covered,
      run: () => (ui.covered ? actions.ticket_board.run() : ui.follow()),
    });
  for (const one of boardsToChoose(view))
    items.push({
      label: step?.kind === one ? stepName(step) : t(`agenda.${one}`),
      checked: board === one,
      run: () => actions.bringToBoard(one),
    });
  if (actions.lobby.when())
    items.push({ kind: 'line' }, { label: t('tab.lobby'), run: actions.lobby.run });
  return items;
}
