/** Which tickets of the list are meant: one, or several that act as one. */
import type { TicketId } from '../../protocol/ids';
import type { Ticket } from '../../protocol/state';
import { inOrder } from '../../room/block_move';
import { say } from '../announce';
import { t } from '../i18n/i18n';
import { always, type Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';

/** What an action is done to: the selection where there is one, else what single keys act on. */
export function targetsOf(model: RoomModel, ui: RoomUi): readonly TicketId[] {
  const selected = inOrder(model.view, ui.backlog.selected);
  if (selected.length > 0) return selected;
  return ui.target && !ui.target.archived ? [ui.target.ticket] : [];
}

export function selectionActions(model: RoomModel, ui: RoomUi) {
  const { backlog } = ui;
  const tell = () => say(t('said.selected', { n: backlog.selected.size }));

  /** One does not select what a filter hides. */
  const isSelectable = ({ ticket, archived }: Ticket): boolean =>
    !archived && (backlog.shown === undefined || backlog.shown.includes(ticket));

  function extend(by: -1 | 1): void {
    const rows = backlog.shown ?? model.order;
    const from = ui.row ?? ui.target?.ticket;
    const at = from === undefined ? -1 : rows.indexOf(from);
    const to = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
    if (from === undefined || to === undefined) return;
    backlog.extend(from, to);
    ui.focusRow(to);
    tell();
  }

  return {
    select: {
      label: 'action.select_toggle',
      when: () => ui.target !== undefined && isSelectable(ui.target),
      run: () => {
        if (!ui.target) return;
        backlog.toggle(ui.target.ticket);
        tell();
      },
    },
    select_mode: {
      label: 'action.select_mode',
      when: () => model.order.length > 0 && !backlog.selecting,
      run: () => {
        backlog.selecting = true;
      },
    },
    extend_down: {
      label: 'action.extend_down',
      when: () => ui.row !== undefined,
      run: () => extend(1),
    },
    extend_up: {
      label: 'action.extend_up',
      when: () => ui.row !== undefined,
      run: () => extend(-1),
    },
    clear_selection: {
      label: 'action.clear_selection',
      when: () => backlog.selected.size > 0 || backlog.selecting,
      run: () => {
        backlog.clear();
        tell();
      },
    },
    filter: {
      label: 'action.filter',
      when: always,
      run: () => {
        ui.dialog = { kind: 'filter' };
      },
    },
  } satisfies Record<string, Action>;
}
