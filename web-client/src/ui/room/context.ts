/** One room a page: components get it from the context and never see the socket. */
import { createContext } from 'svelte';
import type { Actions } from './actions';
import type { RoomModel } from './model.svelte';
import type { RoomUi } from './ui.svelte';

export type RoomContext = {
  readonly model: RoomModel;
  readonly ui: RoomUi;
  readonly actions: Actions;
};

export const [useRoom, provideRoom] = createContext<RoomContext>();
