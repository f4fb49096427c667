/** Boards and figures beside the round. */
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
      when: () => holds(model.view, 'lead') && model.view.facts.spotlight?.board !== 'confirm',
      run: () => {
        model.send({ do: 'spotlight.set', data: { board: 'confirm' } });
        ui.follow();
      },
    },
  } satisfies Record<string, Action>;
}
