/** Boards and figures beside the round. */
import type { AgendaKind, Ticket } from '../../protocol/state';
import { itemAtWork } from '../../room/apply_agenda';
import { openDotsOf } from '../../room/ballots';
import { isOpen } from '../../room/blockers';
import { lobbyIsOpen } from '../../room/lobby';
import { queueAtWork } from '../../room/queue';
import { holds, questionLookedAt } from '../../room/selectors';
import type { RoomView } from '../../room/view';
import { always, type Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';
import { boardNamed } from './boards';

const chosen = ['open', 'talk', 'dots', 'confirm', 'close', 'break'] as const;
type Chosen = (typeof chosen)[number];

/** Boards that need no ticket; what a meeting has come to is looked at while there is one. */
export const boardsToChoose = (view: RoomView): readonly Chosen[] =>
  chosen.filter((board) => board !== 'close' || view.facts.meeting !== undefined);

export function boardActions(model: RoomModel, ui: RoomUi) {
  const lookedAt = () => (ui.covered ? model.view.facts.spotlight?.board : undefined);
  // In the lobby a meeting is started, and nobody is brought anywhere.
  const brings = () =>
    holds(model.view, 'lead') && model.view.facts.status === 'open' && !lobbyIsOpen(model.view);

  function bringTo(board: AgendaKind, ticket?: Ticket): void {
    const ballot = board === 'dots' ? openDotsOf(model.view).at(-1)?.ballot : undefined;
    model.send({
      do: 'spotlight.set',
      data: {
        board,
        ...(ticket && { ticket: ticket.ticket }),
        ...(ballot !== undefined && { ballot }),
      },
    });
    ui.follow();
  }

  /** The one that the room was last on, else where its step or its backlog goes on. */
  function ticketForAll(): Ticket | undefined {
    const { view } = model;
    const finished = new Set(itemAtWork(view)?.finished?.map(({ ticket }) => ticket));
    const queue = queueAtWork(view);
    const candidates = [
      ui.spotlight?.ticket,
      ui.lastTicket,
      queue.find((id) => !finished.has(id)),
      queue[0],
      view.order.find((id) => view.ticket(id)?.estimate === undefined),
      view.order[0],
    ];
    return candidates
      .map((id) => (id === undefined ? undefined : view.ticket(id)))
      .find((ticket) => ticket !== undefined && isOpen(ticket));
  }

  /** The board of the step at work goes on with the step's ticket. */
  function toBoard(board: Chosen): void {
    const { view } = model;
    const ticket = itemAtWork(view)?.kind === board ? ticketForAll() : undefined;
    const inStep = ticket && queueAtWork(view).includes(ticket.ticket);
    bringTo(board, inStep ? ticket : undefined);
  }

  const actions = {
    health: {
      label: 'action.health',
      when: always,
      run: () => (ui.dialog = { kind: 'health' }),
    },
    capacity: {
      label: 'action.capacity',
      when: always,
      run: () => (ui.dialog = { kind: 'capacity' }),
    },
    confirm_board: {
      label: 'action.confirm_board',
      when: () => brings() && lookedAt() !== 'confirm',
      run: () => toBoard('confirm'),
    },
    dots_board: {
      label: 'action.dots_board',
      when: () => brings() && lookedAt() !== 'dots',
      run: () => toBoard('dots'),
    },
    open_board: {
      label: 'action.open_board',
      when: () => brings() && lookedAt() !== 'open',
      run: () => toBoard('open'),
    },
    talk_board: {
      label: 'action.talk_board',
      when: () => brings() && lookedAt() !== 'talk',
      run: () => toBoard('talk'),
    },
    break_board: {
      label: 'action.break_board',
      when: () => brings() && lookedAt() !== 'break',
      run: () => toBoard('break'),
    },
    ticket_board: {
      label: 'action.ticket_board',
      when: () =>
        brings() &&
        (ui.covered || questionLookedAt(model.view) !== undefined) &&
        ticketForAll() !== undefined,
      run: () => {
        const ticket = ticketForAll();
        if (!ticket) return;
        const kind = itemAtWork(model.view)?.kind;
        const inStep =
          kind !== undefined &&
          !boardNamed(kind) &&
          queueAtWork(model.view).includes(ticket.ticket);
        bringTo(inStep ? kind : 'estimate', ticket);
      },
    },
  } satisfies Record<string, Action>;
  return {
    ...actions,
    ticketForAll,
    bringToBoard: toBoard,
    mayBring: brings,
  };
}
