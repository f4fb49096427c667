/** What the lead does to the steps of the meeting and to their clock. */
import type { ItemId } from '../../protocol/ids';
import { clockNamed, itemAtWork } from '../../room/schedule';
import { holds } from '../../room/selectors';
import { always, type Action } from '../room/action';
import type { RoomModel } from '../room/model.svelte';
import type { RoomUi } from '../room/ui.svelte';

const minute_ms = 60_000;

export function agendaActions(model: RoomModel, ui: RoomUi) {
  const leads = () => holds(model.view, 'lead');
  const atWork = () => itemAtWork(model.view);

  /** @param from  a later step that gives the time */
  function extendStep(minutes: number, from?: ItemId): void {
    const clock = clockNamed(model.view, 'step');
    if (!clock) return;
    model.send({
      do: 'timer.extend',
      data: {
        clock: 'step',
        revision: clock.revision,
        ms: minutes * minute_ms,
        ...(from === undefined ? {} : { from }),
      },
    });
  }

  const actions = {
    agenda: {
      label: 'action.agenda',
      when: always,
      run: () => (ui.dialog = { kind: 'agenda' }),
    },
    next_step: {
      label: 'action.next_step',
      when: () => leads() && atWork() !== undefined,
      run: () => {
        const item = atWork()?.item;
        if (item !== undefined) model.send({ do: 'agenda.next', data: { item } });
      },
    },
    pause_step: {
      label: 'action.pause_step',
      when: () => leads() && clockNamed(model.view, 'step')?.state === 'running',
      run: () => void model.send({ do: 'timer.pause', data: { clock: 'step' } }),
    },
    resume_step: {
      label: 'action.resume_step',
      when: () => leads() && clockNamed(model.view, 'step')?.state === 'paused',
      run: () => void model.send({ do: 'timer.resume', data: { clock: 'step' } }),
    },
    extend_step: {
      label: 'action.extend_step',
      when: () => leads() && clockNamed(model.view, 'step') !== undefined,
      run: () => extendStep(1),
    },
    end_meeting: {
      label: 'action.end_meeting',
      when: () => leads() && model.view.facts.meeting !== undefined,
      run: () => (ui.dialog = { kind: 'end_meeting' }),
    },
  } satisfies Record<string, Action>;
  return { ...actions, extendStep };
}
