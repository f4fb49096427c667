/** Boards and figures beside the round. */
import { lobbyIsOpen } from '../../room/lobby';
import { holds } from '../../room/selectors';
import { always, type Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';

export function boardActions(model: RoomModel, ui: RoomUi) {
  return {
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
      // In the lobby a meeting is started, and nobody is brought anywhere.
      when: () =>
        holds(model.view, 'lead') &&
        model.view.facts.spotlight?.board !== 'confirm' &&
        !lobbyIsOpen(model.view),
      run: () => {
        model.send({ do: 'spotlight.set', data: { board: 'confirm' } });
        ui.follow();
      },
    },
  } satisfies Record<string, Action>;
}
