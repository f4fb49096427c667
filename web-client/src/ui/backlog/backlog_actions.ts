/** What is done to tickets: where they stand, what they say, whether they are still wanted. */
import type { Command } from '../../protocol/command';
import type { TicketId } from '../../protocol/ids';
import {
  behindFor,
  behindLast,
  behindOf,
  behindStep,
  misplacedAround,
  newlyMisplaced,
  type Behind,
  type Misplaced,
} from '../../room/block_move';
import { groupsOf, neighboursOf, openCount } from '../../room/groups';
import { holds, nameOf } from '../../room/selectors';
import { listOf, t } from '../i18n/i18n';
import type { Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';
import { toasts } from '../toasts.svelte';
import { say } from '../announce';
import { targetsOf } from './selection_actions';

export type ArchiveReason = 'duplicate' | 'outdated' | 'low_value';

export function backlogActions(model: RoomModel, ui: RoomUi) {
  const orders = () => holds(model.view, 'order');
  const writes = () => holds(model.view, 'write');
  const live = () => ui.target !== undefined && !ui.target.archived;

  const targets = () => targetsOf(model, ui);

  /** Behind that ticket, as a block in backlog order; null is the top. */
  function moveBehind(tickets: readonly TicketId[], after: Behind): void {
    const [first] = tickets;
    if (first === undefined || (after !== null && tickets.includes(after))) return;
    const before = misplacedAround(model.view, tickets);
    if (tickets.length === 1) model.send({ do: 'ticket.move', data: { ticket: first, after } });
    else model.send({ do: 'ticket.move', data: { tickets, after } });
    const words = { place: positionOf(first), of: openCount(model.view) };
    if (tickets.length === 1) say(t('said.moved', { name: title(first), ...words }));
    else say(t('said.moved_many', { n: tickets.length, ...words }));
    askAboutBlockers(newlyMisplaced(before, misplacedAround(model.view, tickets)));
  }

  /** The mover alone is asked, one ticket after the other. */
  function askAboutBlockers([first, ...others]: readonly Misplaced[]): void {
    if (!first) return toasts.dismissTopic('blocker');
    const { ticket, blockers } = first;
    const ids = blockers.map((one) => one.ticket);
    const words = t('toast.above_blocker', {
      name: title(ticket.ticket),
      blockers: listOf(ids.map(title)),
    });
    say(words);
    toasts.show({
      words,
      topic: 'blocker',
      actions: [
        {
          label: t('toast.move_blocker'),
          run: () => {
            moveBehind(ids, behindOf(model.view, ticket.ticket, new Set(ids)));
            if (others.length > 0) askAboutBlockers(others);
          },
        },
        {
          label: t('toast.move_this'),
          run: () => {
            moveBehind([ticket.ticket], ids.at(-1) ?? null);
            if (others.length > 0) askAboutBlockers(others);
          },
        },
        { label: t('toast.leave_it'), run: () => askAboutBlockers(others) },
      ],
    });
  }

  /** 1 is the top, among those that are not done. */
  function moveTo(tickets: readonly TicketId[], position: number): void {
    moveBehind(tickets, behindFor(model.view, tickets, position));
  }

  function step(tickets: readonly TicketId[], by: -1 | 1): void {
    const after = behindStep(model.view, tickets, by);
    if (after !== undefined) moveBehind(tickets, after);
  }

  const positionOf = (ticket: TicketId): number => {
    const rows = neighboursOf(groupsOf(model.view), ticket);
    return rows.find((row) => row.ticket === ticket)?.position ?? 0;
  };

  const moving = (run: (tickets: readonly TicketId[]) => void): Pick<Action, 'when' | 'run'> => ({
    when: () => orders() && targets().length > 0,
    run: () => run(targets()),
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

  /** @param of  the ticket that it says again */
  function archive(
    tickets: readonly TicketId[],
    reason?: ArchiveReason,
    note?: string,
    of?: TicketId,
  ): void {
    const [first] = tickets;
    if (first === undefined) return;
    const why = {
      ...(reason && { reason }),
      ...(note ? { note } : {}),
      ...(of === undefined ? {} : { of }),
    };
    const words =
      tickets.length === 1
        ? t('toast.archived', { name: title(first) })
        : t('toast.archived_many', { n: tickets.length });
    ui.foldAway(tickets, model.view.me);
    if (tickets.length === 1) model.send({ do: 'ticket.archive', data: { ticket: first, ...why } });
    else model.send({ do: 'ticket.archive', data: { tickets, ...why } });
    ui.backlog.clear();
    toasts.show({
      words,
      topic: 'undo',
      passes: true,
      actions: [{ label: t('action.undo'), run: () => void model.client.undo() }],
    });
    say(words);
  }

  function restore(ticket: TicketId): void {
    model.send({ do: 'ticket.restore', data: { ticket } });
    say(t('said.restored', { name: title(ticket) }));
  }

  /** An undo may be of a deed longer ago than the last press, so it is named. */
  function tellUndone(command: Command | undefined, again: boolean): () => void {
    const named = command && namesIn(command).map(title);
    return () => {
      if (!command || !named) return;
      void import('./undone').then(
        ({ undone }) => {
          const words = undone(command, named, again);
          say(words);
          toasts.show({ words, topic: 'undo' });
        },
        () => undefined,
      );
    };
  }

  const actions = {
    open: {
      label: 'action.open',
      when: () => ui.row !== undefined,
      run: () => {
        if (ui.row !== undefined) ui.open(ui.row);
      },
    },
    move_up: { label: 'action.move_up', ...moving((tickets) => step(tickets, -1)) },
    move_down: { label: 'action.move_down', ...moving((tickets) => step(tickets, 1)) },
    move_top: { label: 'action.move_top', ...moving((tickets) => moveTo(tickets, 1)) },
    move_bottom: {
      label: 'action.move_bottom',
      ...moving((tickets) => moveBehind(tickets, behindLast(model.view, tickets))),
    },
    move_to: {
      label: 'action.move_to',
      ...moving((tickets) => (ui.dialog = { kind: 'move', tickets })),
    },
    archive: {
      label: 'action.archive',
      ...moving((tickets) => (ui.dialog = { kind: 'archive', tickets })),
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
        const told = tellUndone(model.client.nextUndo(), false);
        if (model.client.undo()) told();
        else toasts.show({ words: t('toast.nothing_to_undo'), topic: 'undo' });
      },
    },
    redo: {
      label: 'action.redo',
      when: () => true,
      run: () => {
        const told = tellUndone(model.client.nextRedo(), true);
        if (model.client.redo()) told();
        else toasts.show({ words: t('toast.nothing_to_redo'), topic: 'undo' });
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
        !ui.isLookedAt(ui.shown.ticket),
      run: () => {
        const ticket = ui.shown?.ticket;
        if (ticket === undefined) return;
        model.send({ do: 'spotlight.set', data: { board: 'estimate', ticket } });
        ui.follow();
      },
    },
  } satisfies Record<string, Action>;

  return {
    ...actions,
    moveBehind,
    moveTo,
    moveStep: step,
    positionOf,
    addTicket: add,
    archiveTickets: archive,
    restore,
  };
}

function namesIn({ data }: Command): readonly TicketId[] {
  if ('tickets' in data) return data.tickets.filter((one) => typeof one === 'string');
  return 'ticket' in data ? [data.ticket] : [];
}
