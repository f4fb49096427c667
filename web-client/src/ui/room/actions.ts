import { backlogActions } from '../backlog/backlog_actions';
import { pokerActions } from '../poker/poker_actions';
import type { RoomModel } from './model.svelte';
import { pageActions } from './page_actions';
import type { RoomUi } from './ui.svelte';

/** Everything that can be done in a room, for buttons, keys and the palette alike. */
export const createActions = (model: RoomModel, ui: RoomUi) => ({
  ...pageActions(model, ui),
  ...backlogActions(model, ui),
  ...pokerActions(model, ui),
});
export type Actions = ReturnType<typeof createActions>;
