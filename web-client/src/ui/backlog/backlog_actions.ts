/** What is done to tickets: where they stand, what they say, whether they are still wanted. */
import type { TicketId } from '../../protocol/ids';
import { holds, nameOf } from '../../room/selectors';
import { t } from '../i18n/i18n';
import type { Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';
import { toasts } from '../toasts.svelte';
import { say } from '../announce';

export type ArchiveReason = 'duplicate' | 'outdated' | 'low_value';

export function backlogActions(model: RoomModel, ui: RoomUi) {
  const orders = () => holds(model.view, 'order');
  const writes = () => holds(model.view, 'write');
  const live = () => ui.target !== undefined && !ui.target.archived;

  /** Behind that ticket; null is the top. */
  function moveBehind(ticket: TicketId, after: TicketId | null): void {
    if (ticket === after) return;
    model.send({ do: 'ticket.move', data: { ticket, after } });
    const place = model.view.order.indexOf(ticket) + 1;
    say(t('said.moved', { name: title(ticket), place, of: model.view.order.length }));
  }

  /** 1 is the top. */
  function moveTo(ticket: TicketId, place: number): void {
    const others = model.view.order.filter((id) => id !== ticket);
    const index = Math.min(Math.max(place, 1), others.length + 1) - 2;
    moveBehind(ticket, others[index] ?? null);
  }

  function step(ticket: TicketId, by: -1 | 1): void {
    const place = model.view.order.indexOf(ticket) + 1;
    if (place > 0 && place + by >= 1 && place + by <= model.view.order.length)
      moveTo(ticket, place + by);
  }

  const moving = (run: (ticket: TicketId) => void): Pick<Action, 'when' | 'run'> => ({
    when: () => orders() && live(),
    run: () => {
      if (ui.target) run(ui.target.ticket);
    },
  });

  const title = (ticket: TicketId): string => {
    const found = model.view.ticket(ticket);
    return found ? (nameOf(found) ?? found.title) : '';
  };

  function add(words: string): TicketId {
    const ticket = model.client.newId();
    model.send({ do: 'ticket.add', data: { ticket, title: words } });
    return ticket;
  }

  function archive(ticket: TicketId, reason?: ArchiveReason, note?: string): void {
    const why = { ...(reason && { reason }), ...(note ? { note } : {}) };
    const name = title(ticket);
    model.send({ do: 'ticket.archive', data: { ticket, ...why } });
    toasts.show({
      words: t('toast.archived', { name }),
      topic: 'undo',
      passes: true,
      actions: [{ label: t('action.undo'), run: () => void model.client.undo() }],
    });
    say(t('toast.archived', { name }));
  }

  function restore(ticket: TicketId): void {
    model.send({ do: 'ticket.restore', data: { ticket } });
    say(t('said.restored', { name: title(ticket) }));
  }

  const actions = {
    open: {
      label: 'action.open',
      when: () => ui.row !== undefined,
      run: () => {
        if (ui.row !== undefined) ui.open(ui.row);
      },
    },
    move_up: { label: 'action.move_up', ...moving((ticket) => step(ticket, -1)) },
    move_down: { label: 'action.move_down', ...moving((ticket) => step(ticket, 1)) },
    move_top: { label: 'action.move_top', ...moving((ticket) => moveTo(ticket, 1)) },
    move_bottom: {
      label: 'action.move_bottom',
      ...moving((ticket) => moveTo(ticket, model.view.order.length)),
    },
    move_to: {
      label: 'action.move_to',
      ...moving((ticket) => (ui.dialog = { kind: 'move', ticket })),
    },
    archive: {
      label: 'action.archive',
      ...moving((ticket) => (ui.dialog = { kind: 'archive', ticket })),
    },
    paste: {
      label: 'action.paste',
      when: writes,
      run: () => {
        ui.dialog = { kind: 'paste' };
      },
    },
    undo: {
      label: 'action.undo',
      when: () => true,
      run: () => {
        if (!model.client.undo()) toasts.show({ words: t('toast.nothing_to_undo'), topic: 'undo' });
      },
    },
    redo: {
      label: 'action.redo',
      when: () => true,
      run: () => {
        if (!model.client.redo()) toasts.show({ words: t('toast.nothing_to_redo'), topic: 'undo' });
      },
    },
    estimate: {
      label: 'action.estimate',
      when: () => writes() && live(),
      run: () => {
        if (ui.target) ui.dialog = { kind: 'estimate', ticket: ui.target.ticket };
      },
    },
    edit: {
      label: 'action.edit',
      when: () => writes() && live(),
      run: () => {
        const { target } = ui;
        if (!target) return;
        ui.open(target.ticket);
        ui.showTicket();
        ui.editing = target.ticket;
      },
    },
    rename_ticket: {
      label: 'action.rename_ticket',
      when: () => writes() && live(),
      run: () => {
        const { target } = ui;
        if (!target) return;
        ui.open(target.ticket);
        ui.showTicket();
        ui.renaming = target.ticket;
      },
    },
    bring_here: {
      label: 'action.bring_here',
      when: () =>
        holds(model.view, 'lead') &&
        ui.shown !== undefined &&
        !ui.shown.archived &&
        ui.shown.ticket !== ui.spotlight?.ticket,
      run: () => {
        const ticket = ui.shown?.ticket;
        if (ticket === undefined) return;
        model.send({ do: 'spotlight.set', data: { board: 'estimate', ticket } });
        ui.follow();
      },
    },
  } satisfies Record<string, Action>;

  return { ...actions, moveBehind, moveTo, addTicket: add, archiveTicket: archive, restore };
}
