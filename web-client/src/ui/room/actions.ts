import { agendaActions } from '../agenda/agenda_actions';
import { backlogActions } from '../backlog/backlog_actions';
import { selectionActions } from '../backlog/selection_actions';
import { boardActions } from '../boards/board_actions';
import { peopleActions } from '../people/people_actions';
import { dotsActions } from '../dots/dots_actions';
import { planActions } from '../plan/plan_actions';
import { pokerActions } from '../poker/poker_actions';
import type { RoomModel } from './model.svelte';
import { splitActions } from '../split/split_actions';
import { ticketActions } from '../ticket/ticket_actions';
import { pageActions } from './page_actions';
import type { RoomUi } from './ui.svelte';

/** Everything that can be done in a room, for buttons, keys and the palette alike. */
export const createActions = (model: RoomModel, ui: RoomUi) => ({
  ...pageActions(model, ui),
  ...backlogActions(model, ui),
  ...selectionActions(model, ui),
  ...ticketActions(model, ui),
  ...splitActions(model, ui),
  ...pokerActions(model, ui),
  ...peopleActions(model, ui),
  ...boardActions(model, ui),
  ...dotsActions(model, ui),
  ...agendaActions(model, ui),
  ...planActions(model, ui),
});
export type Actions = ReturnType<typeof createActions>;
