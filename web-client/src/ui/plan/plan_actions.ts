/** Planning a meeting, and starting it. */
import { lobbyIsOpen, isPlanned } from '../../room/lobby';
import { nextItem } from '../../room/agenda';
import { holds } from '../../room/selectors';
import { always, type Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';
import { toasts } from '../toasts.svelte';

export function planActions(model: RoomModel, ui: RoomUi) {
  const leads = () => holds(model.view, 'lead');
  const inLobby = () => lobbyIsOpen(model.view);

  /** Asked for from the palette, nothing on the screen would say that it worked. */
  async function invite(which: 'copy' | 'calendar'): Promise<void> {
    const { copyInvitation, saveCalendarFile } = await import('./invite');
    const taken = await (which === 'copy' ? copyInvitation(model) : saveCalendarFile(model));
    toasts.show({ words: taken.words, topic: 'copy' });
  }

  return {
    plan: { label: 'action.plan', when: leads, run: () => ui.plan() },
    lobby: {
      label: 'action.lobby',
      when: () => leads() && !model.view.facts.meeting && isPlanned(model.view) && !inLobby(),
      run: () => {
        model.send({ do: 'spotlight.set', data: { board: 'open' } });
        ui.follow();
      },
    },
    start_meeting: {
      label: 'action.start_meeting',
      when: () => leads() && inLobby() && nextItem(model.view) !== undefined,
      run: () => {
        const item = nextItem(model.view)?.item;
        if (item === undefined) return;
        model.send({ do: 'agenda.start', data: { item } });
        ui.follow();
      },
    },
    copy_invitation: {
      label: 'action.copy_invitation',
      when: always,
      run: () => void invite('copy'),
    },
    calendar: { label: 'action.calendar', when: always, run: () => void invite('calendar') },
  } satisfies Record<string, Action>;
}
